/** Rows of the two sides by category, and the weights that give synthetic rows the real ones' mix. */
export interface CategoryWeights {
  readonly categories: readonly {
    readonly name: string;
    /** Share of the real rows. */
    readonly share: number;
    /** Places of the rows. */
    readonly real: readonly number[];
    readonly synthetic: readonly number[];
  }[];
  /** One for each synthetic row: the share of its category in the real rows over that in the synthetic ones. */
  readonly weights: Float64Array;
}

/** `real` and `synthetic` are the rows' categories. */
export function categoryWeights(real: readonly string[], synthetic: readonly string[]): CategoryWeights {
  const a = byCategory(real);
  const b = byCategory(synthetic);
  const categories = [...new Set([...a.keys(), ...b.keys()])].map((name) => ({
    name,
    share: (a.get(name)?.length ?? 0) / real.length,
    real: a.get(name) ?? [],
    synthetic: b.get(name) ?? [],
  }));
  const weights = new Float64Array(synthetic.length);
  for (const { share, synthetic: rows } of categories) {
    for (const row of rows) {
      weights[row] = share / (rows.length / synthetic.length);
    }
  }
  return { categories, weights };
}

function byCategory(names: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const rows = new Map<string, number[]>();
  for (const [row, name] of names.entries()) {
    const known = rows.get(name);
    if (known === undefined) {
      rows.set(name, [row]);
    } else {
      known.push(row);
    }
  }
  return rows;
}
