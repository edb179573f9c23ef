/**
 * Exact two-sided Kolmogorov-Smirnov p-value without ties: the share of lattice paths that leave the band.
 * `statistic` is the whole number of `ksStatistic`. Computed as a probability of leaving, so small p-values keep their
 * digits. Time n·m; keep it below some 10 million.
 */
export function ksExactTail(statistic: number, n: number, m: number): number {
  const row = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      const outside = Math.abs(i * m - j * n) >= statistic;
      const before = i + j === 0 ? 0 : (i * row[j]! + (j === 0 ? 0 : j * row[j - 1]!)) / (i + j);
      row[j] = outside ? 1 : before;
    }
  }
  return row[m]!;
}
