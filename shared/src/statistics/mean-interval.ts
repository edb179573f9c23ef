import type { Description } from './describe.ts';
import type { Interval } from './interval.ts';
import { studentQuantile } from './student-quantile.ts';

/** Student's interval of a mean; needs two values. */
export function meanInterval({ n, mean, sd }: Description, level: number): Interval {
  const half = (studentQuantile((1 - level) / 2, n - 1) * sd) / Math.sqrt(n);
  return [mean - half, mean + half];
}
