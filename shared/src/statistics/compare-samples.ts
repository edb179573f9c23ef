import { analyse } from './analyse.ts';
import { analyseCoefficient, type CoefficientAnalysis, type Regression } from './analyse-coefficient.ts';
import type { ModelScores } from './analyse-difference.ts';
import type { ShiftMethod } from './analysis.ts';
import { biasAware, type Estimate, realOnly, weighted } from './compare-estimates.ts';
import { compareUnits, type RowClusters } from './compare-units.ts';
import { type Description, describe } from './describe.ts';
import type { DesignEffect } from './design-effect.ts';
import { equivalence } from './equivalence.ts';
import { differences } from './error-shift.ts';
import { type Estimand, quantileOf } from './estimand.ts';
import { type Bin, histogram } from './histogram.ts';
import type { Covariate } from './importance-weighted.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './judge-sample.ts';
import { minimalDetectableShift } from './minimal-detectable-shift.ts';
import { type NaivePooled, naivePooled } from './naive-pooled.ts';
import { clusteredOmnibus, type Omnibus, omnibus } from './omnibus.ts';
import { pool } from './pool.ts';
import { pooledDesign } from './pooled-design.ts';
import { realRowsNeeded } from './real-rows-needed.ts';
import { type Shift, shiftP } from './shift.ts';
import { totalVariation } from './total-variation.ts';
import { type VerdictResult, verdict } from './verdict.ts';

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
  readonly realRowsNeeded: number;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  readonly omnibus: Omnibus & { readonly totalVariation?: { readonly statistic: number } };
  readonly naivePooled: NaivePooled | { readonly refused: string };
  readonly estimates: readonly Estimate[];
  readonly histogram: readonly Bin[];
}

export interface ShiftNumbers {
  readonly estimate: number;
  readonly se: number;
  readonly df: number;
  readonly ci95: Interval;
  readonly ci90: Interval;
  readonly ci: Interval;
  readonly p: number;
  readonly method: ShiftMethod;
}

export interface ClusterCounts {
  readonly real: DesignEffect;
  readonly synthetic: DesignEffect;
  /** Clusters of both sides that the shift is computed from; null where the sides are independent. */
  readonly pairs: number | null;
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
  {
    estimand,
    margin: chosen,
    alpha,
    seed,
    clusters = null,
    versus = null,
    covariates = null,
    regression = null,
  }: ComparisonOptions,
): Generator<number, Comparison> {
  const models = versus && {
    real: { value: realRows, versus: versus.real },
    synthetic: { value: syntheticRows, versus: versus.synthetic },
  };
  const real = models ? differences(models.real.versus, realRows) : realRows;
  const synthetic = models ? differences(models.synthetic.versus, syntheticRows) : syntheticRows;
  const units = compareUnits(real, synthetic, clusters);
  const isRate = isOfRates(estimand, models && [models.real, models.synthetic]);
  const fit = regression && analyseCoefficient(real, synthetic, regression, clusters);
  const analysis = fit ?? analyse({ estimand, units, isClustered: clusters !== null, isRate, models });
  const { shift, method, isConstant, plan } = analysis;
  const margin = chosen ?? analysis.placeholder;
  const numbers = shiftNumbers(shift, method, alpha);
  const { ci90, ci95 } = numbers;
  const result = verdict({ ci90, ci95, margin, n: analysis.n, spread: analysis.spread });
  const [a, b] = [describe(real), describe(synthetic)];
  const pooled = pool(real, synthetic);
  const design = clusters && pooledDesign(real, synthetic, clusters);
  const tests =
    clusters === null
      ? yield* omnibus(pooled, real, synthetic, seed)
      : yield* clusteredOmnibus({ real, synthetic, clusters }, units, seed);
  const isMean = fit === null && quantileOf(estimand) === null;
  return {
    ...result,
    estimand: fit ? 'coefficient' : models ? 'difference' : estimand,
    ...(fit && { regression: { joint: fit.joint, coefficients: fit.coefficients } }),
    isRate,
    real: a,
    synthetic: b,
    clusters: design && {
      real: design.real,
      synthetic: design.synthetic,
      pairs: fit ? null : (units.pairs?.real.length ?? null),
    },
    shift: numbers,
    margin,
    marginIsDefault: chosen === undefined,
    equivalence: { p: isConstant ? 1 : equivalence(shift, margin) },
    realRowsNeeded: realRowsNeeded(margin, plan.sd, plan.synthetic),
    minimalDetectableShift: minimalDetectableShift(shift.se, shift.df),
    smallestPassingMargin: Math.max(Math.abs(ci90[0]), Math.abs(ci90[1])),
    omnibus: { ...tests, ...(estimand === 'rating' && { totalVariation: { statistic: totalVariation(pooled) } }) },
    naivePooled: isMean
      ? { ...naivePooled(a, b, numbers, design?.sides), ...(isConstant && { coverageRange: [0, 1] }) }
      : { refused: NO_FORMULA },
    estimates: [
      realOnly(analysis, alpha),
      ...(covariates === null
        ? []
        : [weighted({ real, synthetic, covariates, seed, obstacle: obstacleTo(clusters, isMean) }, alpha)]),
      ...(result.verdict === 'compatible' ? [biasAware(analysis, margin, alpha)] : []),
    ],
    histogram: histogram(pooled),
  };
}

function isOfRates(estimand: Estimand, models: readonly ModelScores[] | null): boolean {
  return models === null
    ? estimand === 'proportion' || estimand === 'win-rate'
    : models.every(({ value, versus }) => isBinary(value) && isBinary(versus));
}

export function shiftNumbers(shift: Shift, method: ShiftMethod, alpha: number): ShiftNumbers {
  return {
    estimate: shift.estimate,
    se: shift.se,
    df: shift.df,
    ci95: shift.interval(0.95),
    ci90: shift.interval(0.9),
    ci: shift.interval(1 - alpha),
    p: shiftP(shift),
    method,
  };
}

/** Why rows cannot be weighted by covariates. */
function obstacleTo(clusters: RowClusters | null, isMean: boolean): string | null {
  if (!isMean) {
    return 'rows are weighted for means only';
  }
  return clusters === null ? null : 'weighting takes rows as independent, and these come in clusters';
}
