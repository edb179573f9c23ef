import type { Interval } from './interval.ts';
import type { Shift } from './shift.ts';
import { shiftByLimits } from './shift-by-limits.ts';
import { wilson } from './wilson.ts';

/** Successes of trials. */
export interface Count {
  readonly k: number;
  readonly n: number;
}

/**
 * Shift of a proportion, synthetic minus real, by Newcombe's hybrid score interval (Newcombe 1998, method 10).
 * It stays honest at 0 % and 100 %, where a Wald or Welch interval collapses. The one-sided p-values invert it, so that
 * they agree with every interval; `se` is half the 95 % interval in units of its normal quantile.
 */
export function newcombe(real: Count, synthetic: Count): Shift {
  const estimate = synthetic.k / synthetic.n - real.k / real.n;
  return shiftByLimits(estimate, (z) => newcombeLimits(real, synthetic, z));
}

function newcombeLimits(real: Count, synthetic: Count, z: number): Interval {
  const r = real.k / real.n;
  const s = synthetic.k / synthetic.n;
  const [lowR, highR] = wilson(real.k, real.n, z);
  const [lowS, highS] = wilson(synthetic.k, synthetic.n, z);
  return [s - r - Math.hypot(s - lowS, highR - r), s - r + Math.hypot(highS - s, r - lowR)];
}
