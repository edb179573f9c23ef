import { describe } from './describe.ts';
import type { Interval } from './interval.ts';
import { meanInterval } from './mean-interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { wilson } from './wilson.ts';

/** The interval of a mean for a level in (0, 1): Wilson's where the values are zeros and ones, else Student's. */
export function averageInterval(values: Float64Array, byWilson: boolean): (level: number) => Interval {
  const summary = describe(values);
  return byWilson
    ? (level) => wilson(Math.round(summary.n * summary.mean), summary.n, normalQuantile((1 - level) / 2))
    : (level) => meanInterval(summary, level);
}
