import type { Doubt } from './doubtful-mean.ts';
import type { Interval } from './interval.ts';
import type { Shift } from './shift.ts';
import type { VerdictInput } from './verdict.ts';

/** The interval of the shift. */
export type ShiftMethod =
  | 'welch'
  | 'newcombe'
  | 'paired-t'
  | 'agresti-min'
  | 'bonett-price'
  | 'mover'
  | 'hc3'
  | 'cluster-robust';

/** An estimate that gives its interval for a level in (0, 1). */
export interface Ranged {
  readonly estimate: number;
  interval(level: number): Interval;
}

/** Where an interval is known to be too narrow at times: what speaks against this one, or null. */
export type Doubted<T> = T & { readonly doubt?: Doubt | null };

/** What an estimand makes of two samples: all that the check needs to know of it. */
export interface Analysis {
  readonly method: ShiftMethod;
  readonly shift: Doubted<Shift>;
  /** Real units that the shift is computed from. */
  readonly n: number;
  readonly spread: VerdictInput['spread'];
  /** Nothing varies: there is no test to do, and no coverage that could be ruled out. */
  readonly isConstant: boolean;
  /** A margin for want of a chosen one. */
  readonly placeholder: number;
  /** Standard deviation of one real unit's part in the shift, and the synthetic units, for planning. */
  readonly plan: { readonly sd: number; readonly synthetic: number };
  readonly realOnly: Doubted<Ranged>;
  /** The pooled estimate that allows for a shift of at most `margin`; null where the estimand has none. */
  biasAware(margin: number): Ranged | null;
}
