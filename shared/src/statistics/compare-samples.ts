import type { CoefficientAnalysis, Regression } from './analyse-coefficient.ts';
import { assess, type ToAssess } from './assess.ts';
import { biasAware, type Estimate, realOnly, weighted } from './compare-estimates.ts';
import { compareStrata, type Strata, type StrataComparison } from './compare-strata.ts';
import type { RowClusters } from './compare-units.ts';
import { type Description, describe } from './describe.ts';
import type { DesignEffect } from './design-effect.ts';
import { type Estimand, quantileOf } from './estimand.ts';
import { type Bin, histogram } from './histogram.ts';
import type { Covariate } from './importance-weighted.ts';
import { minimalDetectableShift } from './minimal-detectable-shift.ts';
import { type NaivePooled, naivePooled } from './naive-pooled.ts';
import { clusteredOmnibus, type Omnibus, omnibus } from './omnibus.ts';
import { pool } from './pool.ts';
import { pooledDesign } from './pooled-design.ts';
import { type PositionSwap, positionSwap } from './position-swap.ts';
import { realRowsNeeded } from './real-rows-needed.ts';
import type { ShiftNumbers } from './shift-numbers.ts';
import { totalVariation } from './total-variation.ts';
import type { VerdictResult } from './verdict.ts';

export interface ComparisonOptions {
  readonly estimand: Estimand;
  /**
   * Undefined: a placeholder of 0.05 for a rate and a tenth of the real standard deviation otherwise; it must be given for
   * real values that are all the same.
   */
  readonly margin: number | undefined;
  /** Level of the intervals called `ci`: 1 - alpha. The verdict has its own fixed levels. */
  readonly alpha: number;
  readonly seed: number;
  /** Rows of one prompt or conversation, which are not independent. */
  readonly clusters?: RowClusters | null;
  /** Scores of a second model on the same rows: what is compared is then the difference of the two. */
  readonly versus?: { readonly real: Float64Array; readonly synthetic: Float64Array } | null;
  /** Columns by which the synthetic rows are weighted to be like the real ones. */
  readonly covariates?: readonly Covariate[] | null;
  /** The values are regressed on these: what is compared is then a coefficient. */
  readonly regression?: Regression | null;
  /** Of all rows, where the values are a random part of them: the mean is then that of all. */
  readonly whole?: { readonly real: Description; readonly synthetic: Description } | null;
  /** Which of two orders of the models each row was judged in, 0 or 1; other numbers where it is not known. */
  readonly orders?: { readonly real: ArrayLike<number>; readonly synthetic: ArrayLike<number> } | null;
  /** Groups of rows in which the shift is looked at by itself, too. */
  readonly strata?: Strata | null;
}

export interface Comparison extends VerdictResult {
  readonly estimand: Estimand | 'difference' | 'coefficient';
  readonly isRate: boolean;
  /** Of the rows, or their differences between two models. */
  readonly real: Description;
  readonly synthetic: Description;
  readonly clusters: ClusterCounts | null;
  readonly shift: ShiftNumbers;
  /** Where a coefficient is compared. */
  readonly regression?: Pick<CoefficientAnalysis, 'joint' | 'coefficients'>;
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly equivalence: { readonly p: number };
  /** Of a difference of two models: the shift of each by itself, first the one that the other is taken from. */
  readonly models?: readonly [ShiftNumbers, ShiftNumbers];
  readonly strata?: StrataComparison;
  readonly realRowsNeeded: number;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  readonly omnibus: Omnibus & {
    readonly totalVariation?: { readonly statistic: number };
    readonly positionSwap?: { readonly real: PositionSwap; readonly synthetic: PositionSwap };
  };
  readonly naivePooled: NaivePooled | { readonly refused: string };
  readonly estimates: readonly Estimate[];
  readonly histogram: readonly Bin[];
}

export interface ClusterCounts {
  readonly real: DesignEffect;
  readonly synthetic: DesignEffect;
  /** Clusters of both sides that the shift is computed from; null where the sides are independent. */
  readonly pairs: number | null;
  /** Of the sums of both sides' values, where they have clusters in common. */
  readonly covariance?: number;
}

/** Nothing but a mean has a formula for what pooling does to its interval. */
const NO_FORMULA = 'there is a formula for means only; use the real rows alone';

/**
 * The sample check of two samples (shift = synthetic minus real). Both need two finite values (clusters); a proportion
 * needs zeros and ones. A generator that yields the share done, so that a host can show it or pause.
 */
export function* compareSamples(
  realRows: Float64Array,
  syntheticRows: Float64Array,
  options: ComparisonOptions,
): Generator<number, Comparison> {
  const { estimand, margin: chosen, alpha, seed, clusters = null, covariates = null, strata = null } = options;
  const { versus = null, regression = null, orders = null, whole = null } = options;
  const rows = { real: realRows, synthetic: syntheticRows, estimand, clusters, versus, regression, whole };
  const { real, synthetic, units, isRate, analysis, fit, margin, shift, ...assessed } = assess(rows, chosen, alpha);
  const { plan, isConstant } = analysis;
  const [a, b] = whole ? [whole.real, whole.synthetic] : [describe(real), describe(synthetic)];
  const pooled = pool(real, synthetic);
  const design = clusters && pooledDesign(real, synthetic, clusters);
  const isMean = fit === null && quantileOf(estimand) === null;
  const tests =
    clusters === null
      ? yield* omnibus(pooled, real, synthetic, { seed })
      : yield* clusteredOmnibus({ real, synthetic, clusters }, units, { seed });
  return {
    ...assessed.verdict,
    estimand: fit ? 'coefficient' : versus ? 'difference' : estimand,
    ...(fit && { regression: { joint: fit.joint, coefficients: fit.coefficients } }),
    isRate,
    real: a,
    synthetic: b,
    clusters: design && {
      real: design.real,
      synthetic: design.synthetic,
      pairs: fit ? null : (units.pairs?.real.length ?? null),
      ...(design.sides.covariance !== 0 && { covariance: design.sides.covariance }),
    },
    shift,
    margin,
    marginIsDefault: chosen === undefined,
    equivalence: assessed.equivalence,
    ...(versus && { models: modelShifts(rows, versus, isRate, alpha) }),
    ...(strata && { strata: compareStrata(rows, strata, margin, alpha) }),
    realRowsNeeded: realRowsNeeded(margin, plan.sd, plan.synthetic),
    minimalDetectableShift: minimalDetectableShift(shift.se, shift.df),
    smallestPassingMargin: Math.max(Math.abs(shift.ci90[0]), Math.abs(shift.ci90[1])),
    omnibus: {
      ...tests,
      ...(estimand === 'rating' && { totalVariation: { statistic: totalVariation(pooled) } }),
      ...(orders && { positionSwap: positionSwaps(rows, orders) }),
    },
    naivePooled: isMean
      ? { ...naivePooled(a, b, shift, design?.sides), ...(isConstant && { coverageRange: [0, 1] }) }
      : { refused: NO_FORMULA },
    estimates: [
      realOnly(analysis, alpha),
      ...(covariates === null
        ? []
        : [weighted({ real, synthetic, covariates, seed, obstacle: obstacleTo(clusters, isMean) }, alpha)]),
      ...(assessed.verdict.verdict === 'compatible' ? [biasAware(analysis, margin, alpha)] : []),
    ],
    histogram: histogram(pooled),
  };
}

/** Why rows cannot be weighted by covariates. */
function obstacleTo(clusters: RowClusters | null, isMean: boolean): string | null {
  if (!isMean) {
    return 'rows are weighted for means only';
  }
  return clusters === null ? null : 'weighting takes rows as independent, and these come in clusters';
}

function positionSwaps({ clusters, ...rows }: ToAssess, orders: NonNullable<ComparisonOptions['orders']>) {
  const of = (side: 'real' | 'synthetic') =>
    positionSwap({ values: rows[side], orders: orders[side], clusters: clusters?.[side] ?? null });
  return { real: of('real'), synthetic: of('synthetic') };
}

function modelShifts(
  rows: ToAssess,
  versus: NonNullable<ToAssess['versus']>,
  isRate: boolean,
  alpha: number,
): readonly [ShiftNumbers, ShiftNumbers] {
  const estimand = isRate ? 'proportion' : 'mean';
  // The margin is that of the difference, and of no account for the shifts.
  const shiftOf = (side: typeof versus) => assess({ ...rows, ...side, estimand, versus: null }, 1, alpha).shift;
  return [shiftOf({ real: rows.real, synthetic: rows.synthetic }), shiftOf(versus)];
}
