import type { Description } from './describe.ts';
import type { GapMethod } from './gap.ts';
import type { Interval } from './interval.ts';
import { meanInterval } from './mean-interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { wilson } from './wilson.ts';

/** Interval of the mean of the current task's synthetic rows: Wilson's for zeros and ones, Student's, or ± z·sd/√n. */
export function syntheticMean({ n, mean, sd, min, max }: Description, method: GapMethod, level: number): Interval {
  const z = normalQuantile((1 - level) / 2);
  switch (method) {
    case 'newcombe':
      return wilson(Math.round(n * mean), n, z);
    case 't':
      return min === max ? [mean, mean] : meanInterval({ n, mean, sd, min, max }, level);
    case 'wald':
      return [mean - (z * sd) / Math.sqrt(n), mean + (z * sd) / Math.sqrt(n)];
  }
}
