import type { Interval } from './interval.ts';
import { studentQuantile } from './student-quantile.ts';
import { studentTail } from './student-tail.ts';

/** An estimated shift, synthetic minus real, with the intervals and tests that belong to it. */
export interface Shift {
  readonly estimate: number;
  readonly se: number;
  /** Infinite where the interval uses the normal distribution. */
  readonly df: number;
  /** The two-sided interval of the given level, in (0, 1). */
  interval(level: number): Interval;
  /** One-sided p-value against "the shift is `bound` or less"; it inverts `interval`. */
  above(bound: number): number;
  /** One-sided p-value against "the shift is `bound` or more"; it inverts `interval`. */
  below(bound: number): number;
}

/** A shift whose interval is estimate ± t·se. A standard error of 0 gives the point itself, and p-values of 0 or 1. */
export function shiftByStudent(estimate: number, se: number, df: number): Shift {
  const tail = (distance: number) => (se === 0 ? Number(distance <= 0) : studentTail(distance / se, df));
  return {
    estimate,
    se,
    df,
    interval(level) {
      const half = se === 0 ? 0 : studentQuantile((1 - level) / 2, df) * se;
      return [estimate - half, estimate + half];
    },
    above: (bound) => tail(estimate - bound),
    below: (bound) => tail(bound - estimate),
  };
}

/** Two-sided p-value against "no shift". */
export function shiftP(shift: Shift): number {
  return Math.min(1, 2 * Math.min(shift.above(0), shift.below(0)));
}
