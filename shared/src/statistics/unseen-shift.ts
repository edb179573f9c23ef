import type { Description } from './describe.ts';
import type { Interval } from './interval.ts';

/**
 * How much further down and up than its 95 % interval a shift of means may lie because a side is constant. Welch's
 * standard error takes such a side for known, though other values of up to 1 - 0.025^(1/n) of all rows go unseen in n
 * of them one time in forty. They are taken to be as far off as any value of either side. [0, 0] if both sides vary.
 *
 * Without it, constant real rows are often wrongly held against the synthetic ones: where both sides have the same
 * value in 95 % of rows, 20 real rows and 1,000 synthetic ones differ "significantly" in 35 % of samples.
 */
export function unseenShift(real: Description, synthetic: Description): Interval {
  const least = Math.min(real.min, synthetic.min);
  const greatest = Math.max(real.max, synthetic.max);
  const unseen = ({ n, sd, mean }: Description): Interval => {
    const share = sd === 0 ? 1 - 0.025 ** (1 / n) : 0;
    return [share * (least - mean), share * (greatest - mean)];
  };
  const [realDown, realUp] = unseen(real);
  const [syntheticDown, syntheticUp] = unseen(synthetic);
  return [syntheticDown - realUp, syntheticUp - realDown];
}
