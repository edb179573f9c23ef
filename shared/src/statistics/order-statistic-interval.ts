import { incompleteBeta } from './incomplete-beta.ts';
import type { Interval } from './interval.ts';

/**
 * Distribution-free interval of the `q` quantile from values in ascending order, at least `level` for any distribution
 * without ties: order statistics whose ranks leave at most half the rest on either side. Infinite where the values are
 * too few.
 */
export function orderStatisticInterval(sorted: Float64Array, q: number, level: number): Interval {
  const n = sorted.length;
  const half = (1 - level) / 2;
  // Of n values, at least k lie below the quantile with probability `atLeast(k)`, fewer with `fewer(k)`.
  const atLeast = (k: number) => (k > n ? 0 : incompleteBeta(q, 1 - q, k, n - k + 1));
  const fewer = (k: number) => (k > n ? 1 : incompleteBeta(1 - q, q, n - k + 1, k));
  const lower = lastOf(n, (k) => fewer(k) <= half);
  const upper = n + 1 - lastOf(n, (k) => atLeast(n + 1 - k) <= half);
  return [sorted[lower - 1] ?? Number.NEGATIVE_INFINITY, sorted[upper - 1] ?? Number.POSITIVE_INFINITY];
}

/** The greatest k of 1 … n of which `holds` is true, as it is of all below it; 0 where of none. */
function lastOf(n: number, holds: (k: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) {
      low = middle;
    } else {
      high = middle - 1;
    }
  }
  return low;
}
