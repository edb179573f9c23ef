import type { Interval } from './interval.ts';

/**
 * Wald's interval of a proportion after z²/2 successes and as many failures more: `k` of `n` > 0, `z` the normal quantile
 * (1.96 for 95 %). Its middle is that of Wilson's interval, and it is never narrower; cut off at 0 and 1.
 * Source: Agresti and Coull, The American Statistician 52 (1998).
 */
export function agrestiCoull(k: number, n: number, z: number): Interval {
  const rows = n + z * z;
  const p = (k + (z * z) / 2) / rows;
  const half = z * Math.sqrt((p * (1 - p)) / rows);
  return [Math.max(0, p - half), Math.min(1, p + half)];
}
