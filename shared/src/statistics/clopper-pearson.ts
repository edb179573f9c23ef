import betaincinv from '@stdlib/math-base-special-betaincinv';
import type { Interval } from './interval.ts';

/**
 * The exact interval of a proportion: the rates at which `k` successes or more of `n` > 0, and `k` or fewer, have the
 * chance `tail` (0.025 for 95 %). It holds the truth at least as often as it says, mostly more often.
 * Source: Clopper and Pearson, Biometrika 26 (1934).
 */
export function clopperPearson(k: number, n: number, tail: number): Interval {
  return [k === 0 ? 0 : betaincinv(tail, k, n - k + 1, false), k === n ? 1 : betaincinv(tail, k + 1, n - k, true)];
}
