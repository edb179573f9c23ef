import type { Confusion } from './confusion.ts';
import { type PpiFit, satterthwaite } from './ppi-mean.ts';

/** The unlabelled rows: how many, and how many of them the judge passes. */
export interface Verdicts {
  readonly passes: number;
  readonly rows: number;
}

/**
 * The prediction-powered proportion from counts, which need not be whole: what `ppiMean` gives for the zeros and ones
 * counted. `lambda` is tuned when undefined.
 */
export function ppiProportion(cells: Confusion, { passes, rows: N }: Verdicts, lambda: number | undefined): PpiFit {
  const { tp, fp, fn, tn } = cells;
  const n = tp + fp + fn + tn;
  const weight = lambda ?? tuned(cells, { passes, rows: N });
  const kinds = [
    [1 - weight, tp],
    [-weight, fp],
    [1, fn],
    [0, tn],
  ] as const;
  const mean = kinds.reduce((sum, [value, count]) => sum + value * count, 0) / n;
  const a = kinds.reduce((sum, [value, count]) => sum + count * (value - mean) ** 2, 0) / (n - 1) / n;
  if (weight === 0) {
    return { lambda: 0, estimate: mean, ...satterthwaite(a, n, 0, N) };
  }
  const rate = passes / N;
  const b = (weight ** 2 * rate * (1 - rate)) / (N - 1);
  return { lambda: weight, estimate: mean + weight * rate, ...satterthwaite(a, n, b, N) };
}

function tuned({ tp, fp, fn, tn }: Confusion, { passes, rows }: Verdicts): number {
  const n = tp + fp + fn + tn;
  const total = n + rows;
  const rate = (tp + fp + passes) / total;
  const spread = (rate * (1 - rate) * total) / (total - 1);
  const covariance = tp / n - ((tp + fn) / n) * ((tp + fp) / n);
  return spread > 0 ? Math.min(1, Math.max(0, covariance / ((1 + n / rows) * spread))) : 0;
}
