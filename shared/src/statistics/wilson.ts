import type { Interval } from './interval.ts';

/** Wilson's score interval of a proportion: `k` successes of `n` > 0, `z` the normal quantile (1.96 for 95 %). */
export function wilson(k: number, n: number, z: number): Interval {
  const p = k / n;
  const square = z * z;
  const centre = (k + square / 2) / (n + square);
  const half = (z / (n + square)) * Math.sqrt(n * p * (1 - p) + square / 4);
  return [k === 0 ? 0 : centre - half, k === n ? 1 : centre + half];
}
