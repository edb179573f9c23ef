import { describe } from './describe.ts';
import { unseenShare } from './few-apart.ts';
import type { Interval } from './interval.ts';

/**
 * How much further down and up than its 95 % interval a shift of means may lie because a side is constant or nearly so.
 * Welch's standard error takes its spread for known, though more rows with other values may go unseen. They are taken to
 * be as far off as any value of either side. [0, 0] if both sides vary.
 *
 * Without it, such real rows are often wrongly held against the synthetic ones: where both sides have the same value in
 * 95 % of rows, 20 real rows and 1,000 synthetic ones differ "significantly" in 35 % of samples.
 */
export function unseenShift(real: Float64Array, synthetic: Float64Array): Interval {
  const [a, b] = [describe(real), describe(synthetic)];
  const least = Math.min(a.min, b.min);
  const greatest = Math.max(a.max, b.max);
  const unseen = (values: Float64Array, mean: number): Interval => {
    const share = unseenShare(values);
    return [share * (least - mean), share * (greatest - mean)];
  };
  const [realDown, realUp] = unseen(real, a.mean);
  const [syntheticDown, syntheticUp] = unseen(synthetic, b.mean);
  return [syntheticDown - realUp, syntheticUp - realDown];
}
