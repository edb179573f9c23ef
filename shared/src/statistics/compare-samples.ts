import { biasAwarePooled } from './bias-aware-pooled.ts';
import { type Description, describe } from './describe.ts';
import { equivalence } from './equivalence.ts';
import { type Bin, histogram } from './histogram.ts';
import type { Interval } from './interval.ts';
import { meanInterval } from './mean-interval.ts';
import { minimalDetectableShift } from './minimal-detectable-shift.ts';
import { type NaivePooled, naivePooled } from './naive-pooled.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { type Omnibus, omnibus } from './omnibus.ts';
import { pool } from './pool.ts';
import { realRowsNeeded } from './real-rows-needed.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import { type Shift, shiftP } from './shift.ts';
import { unseenShift } from './unseen-shift.ts';
import { type VerdictResult, verdict } from './verdict.ts';
import { welch } from './welch.ts';
import { wilson } from './wilson.ts';

export type Estimand = 'mean' | 'proportion';

export interface ComparisonOptions {
  readonly estimand: Estimand;
  /**
   * Undefined: a placeholder of 0.05 for a proportion and a tenth of the real standard deviation for a mean; it must be
   * given for a mean whose real values are all the same.
   */
  readonly margin: number | undefined;
  /** Level of the intervals called `ci`: 1 - alpha. The verdict has its own fixed levels. */
  readonly alpha: number;
  readonly seed: number;
}

export interface Estimate {
  readonly method: 'real-only' | 'bias-aware-pooled';
  readonly estimate: number;
  readonly ci95: Interval;
  readonly ci: Interval;
}

export interface Comparison extends VerdictResult {
  readonly estimand: Estimand;
  readonly real: Description;
  readonly synthetic: Description;
  readonly shift: {
    readonly estimate: number;
    readonly se: number;
    readonly df: number;
    readonly ci95: Interval;
    readonly ci90: Interval;
    readonly ci: Interval;
    readonly p: number;
  };
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly equivalence: { readonly p: number };
  readonly realRowsNeeded: number;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  readonly omnibus: Omnibus;
  readonly naivePooled: NaivePooled;
  readonly estimates: readonly Estimate[];
  readonly histogram: readonly Bin[];
}

/**
 * The sample check of two unpaired samples (shift = synthetic minus real). Both need two finite values; a proportion
 * needs zeros and ones. A generator that yields the share done, so that a host can show it or pause.
 */
export function* compareSamples(
  real: Float64Array,
  synthetic: Float64Array,
  { estimand, margin: chosen, alpha, seed }: ComparisonOptions,
): Generator<number, Comparison> {
  const pooled = pool(real, synthetic);
  const a = describe(real);
  const b = describe(synthetic);
  const shift = estimand === 'proportion' ? newcombe(count(a), count(b)) : welch(a, b);
  const margin = chosen ?? (estimand === 'proportion' ? 0.05 : a.sd / 10);
  const ci95 = shift.interval(0.95);
  const ci90 = shift.interval(0.9);
  const spread = {
    rowsOffMode: rowsOffMode(Float64Array.from(real).sort()),
    realSd: a.sd,
    syntheticSd: b.sd,
    unseen: unseenShift(a, b),
  };
  // Nothing varies: there is no test to do, and no coverage that could be ruled out.
  const constant = estimand === 'mean' && a.sd === 0 && b.sd === 0;
  const result = verdict({ ci90, ci95, margin, n: a.n, spread: estimand === 'mean' ? spread : null });
  return {
    ...result,
    estimand,
    real: a,
    synthetic: b,
    shift: shiftNumbers(shift, alpha),
    margin,
    marginIsDefault: chosen === undefined,
    equivalence: { p: constant ? 1 : equivalence(shift, margin) },
    realRowsNeeded: realRowsNeeded(margin, planningSd(a, estimand), b.n),
    minimalDetectableShift: minimalDetectableShift(shift.se, shift.df),
    smallestPassingMargin: Math.max(Math.abs(ci90[0]), Math.abs(ci90[1])),
    omnibus: yield* omnibus(pooled, real, synthetic, seed),
    naivePooled: { ...naivePooled(a, b, ci95), ...(constant && { coverageRange: [0, 1] }) },
    estimates: [
      realOnly(a, estimand, alpha),
      ...(result.verdict === 'compatible' ? [biasAware(a, b, estimand, margin, alpha)] : []),
    ],
    histogram: histogram(pooled),
  };
}

function shiftNumbers(shift: Shift, alpha: number): Comparison['shift'] {
  return {
    estimate: shift.estimate,
    se: shift.se,
    df: shift.df,
    ci95: shift.interval(0.95),
    ci90: shift.interval(0.9),
    ci: shift.interval(1 - alpha),
    p: shiftP(shift),
  };
}

function realOnly(real: Description, estimand: Estimand, alpha: number): Estimate {
  const interval = (level: number) =>
    estimand === 'proportion'
      ? wilson(count(real).k, real.n, normalQuantile((1 - level) / 2))
      : meanInterval(real, level);
  return { method: 'real-only', estimate: real.mean, ci95: interval(0.95), ci: interval(1 - alpha) };
}

function biasAware(a: Description, b: Description, estimand: Estimand, margin: number, alpha: number): Estimate {
  const side = (description: Description) => ({ ...description, sd: planningSd(description, estimand) });
  const at = (level: number) => biasAwarePooled(side(a), side(b), margin, level);
  const { estimate, interval } = at(0.95);
  return { method: 'bias-aware-pooled', estimate, ci95: interval, ci: at(1 - alpha).interval };
}

/** A proportion seen at 0 % or 100 % has more spread than it shows: then that of two more successes and failures. */
function planningSd(side: Description, estimand: Estimand): number {
  if (estimand === 'mean' || side.sd > 0) {
    return side.sd;
  }
  const p = (count(side).k + 2) / (side.n + 4);
  return Math.sqrt(p * (1 - p));
}

function count({ n, mean }: Description): { readonly k: number; readonly n: number } {
  return { k: Math.round(n * mean), n };
}
