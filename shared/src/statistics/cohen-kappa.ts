/** How often two raters agree, and how much more often than chance would have them (1: always, 0: no more). */
export interface Agreement {
  /** Share of pairs that are equal. */
  readonly agreement: number;
  /** Cohen's kappa; null where both raters always say the same one thing. */
  readonly kappa: number | null;
}

/** Agreement of the pairs `(first[i], second[i])`, each value being a category. Needs one pair. */
export function cohenKappa(first: Float64Array, second: Float64Array): Agreement {
  const n = first.length;
  const shares = new Map<number, [number, number]>();
  let equal = 0;
  for (let i = 0; i < n; i++) {
    equal += first[i] === second[i] ? 1 : 0;
    for (const [rater, value] of [first[i]!, second[i]!].entries()) {
      const share = shares.get(value) ?? [0, 0];
      share[rater]! += 1 / n;
      shares.set(value, share);
    }
  }
  const agreement = equal / n;
  const chance = shares.size === 1 ? 1 : [...shares.values()].reduce((sum, [a, b]) => sum + a * b, 0);
  return { agreement, kappa: chance === 1 ? null : (agreement - chance) / (1 - chance) };
}
