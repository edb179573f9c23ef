import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import type { Shift } from './shift.ts';

/**
 * A shift by its interval at z normal standard errors, which widens with z. The one-sided p-values invert it, so that they
 * agree with every interval; `se` is half the 95 % interval in units of its normal quantile.
 */
export function shiftByLimits(estimate: number, limits: (z: number) => Interval): Shift {
  const at = (level: number) => limits(normalQuantile((1 - level) / 2));
  const [lower, upper] = at(0.95);
  const above = (bound: number) =>
    estimate >= bound
      ? normalTail(reach((z) => bound - limits(z)[0]))
      : 1 - normalTail(reach((z) => limits(z)[1] - bound));
  const below = (bound: number) =>
    estimate <= bound
      ? normalTail(reach((z) => limits(z)[1] - bound))
      : 1 - normalTail(reach((z) => bound - limits(z)[0]));
  return {
    estimate,
    se: (upper - lower) / (2 * normalQuantile(0.025)),
    df: Number.POSITIVE_INFINITY,
    interval: at,
    above,
    below,
  };
}

/** The z >= 0 at which the rising function `past` becomes positive; infinite when it never does. */
function reach(past: (z: number) => number): number {
  let low = 0;
  let high = 40;
  if (past(high) < 0) {
    return Number.POSITIVE_INFINITY;
  }
  while (high - low > 1e-13 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) {
      break;
    }
    if (past(middle) < 0) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}
