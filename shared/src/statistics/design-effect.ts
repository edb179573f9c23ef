/** How alike the rows of a cluster are, and what that does to the variance of the rows' mean. */
export interface DesignEffect {
  readonly clusters: number;
  /** Intraclass correlation by analysis of variance; null where no cluster has two rows, or nothing varies. */
  readonly icc: number | null;
  /** 1 + (m - 1)·ICC, at least 1; m is the mean size of the cluster that a row is in. */
  readonly deff: number;
}

/** `clusters[i]` is that of `values[i]`. */
export function designEffect(values: Float64Array, clusters: ArrayLike<number>): DesignEffect {
  const sums = new Map<number, { size: number; sum: number }>();
  const total = values.reduce((sum, value) => sum + value, 0);
  const mean = total / values.length;
  for (let i = 0; i < values.length; i++) {
    const entry = sums.get(clusters[i]!) ?? { size: 0, sum: 0 };
    entry.size++;
    entry.sum += values[i]! - mean;
    sums.set(clusters[i]!, entry);
  }
  let between = 0;
  let sizes = 0;
  for (const { size, sum } of sums.values()) {
    between += sum ** 2 / size;
    sizes += size ** 2;
  }
  const n = values.length;
  const k = sums.size;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const within = Math.max(0, squares - between) / (n - k);
  const average = (n - sizes / n) / (k - 1);
  const icc = (between / (k - 1) - within) / (between / (k - 1) + (average - 1) * within);
  if (!Number.isFinite(icc)) {
    return { clusters: k, icc: null, deff: 1 };
  }
  return { clusters: k, icc, deff: Math.max(1, 1 + (sizes / n - 1) * icc) };
}
