/**
 * Exact McNemar p-value, two-sided: whether the judge errs as often one way (`fp` rows) as the other (`fn` rows).
 * 1 where it never errs.
 */
export function mcnemar(fp: number, fn: number): number {
  const n = fp + fn;
  const least = Math.min(fp, fn);
  // Relative to the most frequent count, so that many rows do not underflow.
  const middle = Math.floor(n / 2);
  let weight = 1;
  let all = 0;
  let tail = 0;
  for (let k = middle; k >= 0; k--) {
    all += k === n - k ? weight : 2 * weight;
    tail += k <= least ? weight : 0;
    weight *= k / (n - k + 1);
  }
  return Math.min(1, (2 * tail) / all);
}
