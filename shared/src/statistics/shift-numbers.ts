import type { Doubted, ShiftMethod } from './analysis.ts';
import type { Interval } from './interval.ts';
import { type Shift, shiftP } from './shift.ts';

/** A shift as plain numbers. */
export interface ShiftNumbers {
  readonly estimate: number;
  readonly se: number;
  /** Degrees of freedom; infinite where the interval uses the normal distribution. */
  readonly df: number;
  readonly ci95: Interval;
  readonly ci90: Interval;
  /** At the level 1 - alpha. */
  readonly ci: Interval;
  /** Against "no shift". */
  readonly p: number;
  readonly method: ShiftMethod;
  /** Why the intervals are likely too narrow. */
  readonly caution?: string;
}

/** `p` is that of the interval unless another test has given one. */
export function shiftNumbers<Method extends ShiftMethod>(
  { shift, method, p }: { readonly shift: Doubted<Shift>; readonly method: Method; readonly p?: number },
  alpha: number,
): ShiftNumbers & { readonly method: Method } {
  return {
    estimate: shift.estimate,
    se: shift.se,
    df: shift.df,
    ci95: shift.interval(0.95),
    ci90: shift.interval(0.9),
    ci: shift.interval(1 - alpha),
    p: p ?? shiftP(shift),
    method,
    ...(shift.doubt && { caution: shift.doubt.reason }),
  };
}
