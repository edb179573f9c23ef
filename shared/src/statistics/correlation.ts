import { covariance } from './covariance.ts';
import { describe } from './describe.ts';

/** Pearson's correlation of the pairs; null where a side is constant or there are fewer than two. */
export function correlation(first: Float64Array, second: Float64Array): number | null {
  const n = first.length;
  const spread = n < 2 ? 0 : describe(first).sd * describe(second).sd;
  return spread > 0 ? Math.min(1, Math.max(-1, (covariance(first, second) * n) / (n - 1) / spread)) : null;
}
