import { analyse } from './analyse.ts';
import { analyseCoefficient, type CoefficientAnalysis, type Regression } from './analyse-coefficient.ts';
import type { ModelScores } from './analyse-difference.ts';
import type { Descriptions } from './analyse-mean.ts';
import type { Analysis } from './analysis.ts';
import { type CompareUnits, compareUnits, type RowClusters } from './compare-units.ts';
import { equivalence } from './equivalence.ts';
import { differences } from './error-shift.ts';
import type { Estimand } from './estimand.ts';
import { isBinary } from './is-binary.ts';
import { type ShiftNumbers, shiftNumbers } from './shift-numbers.ts';
import { type VerdictResult, verdict } from './verdict.ts';

/** The rows of both sides, and what is to be compared of them. */
export interface ToAssess {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly estimand: Estimand;
  /** Rows of one prompt or conversation, which are not independent. */
  readonly clusters: RowClusters | null;
  /** Scores of a second model on the same rows: what is compared is then the difference of the two. */
  readonly versus: { readonly real: Float64Array; readonly synthetic: Float64Array } | null;
  /** The values are regressed on these: what is compared is then a coefficient. */
  readonly regression: Regression | null;
  /** Of all rows, where the values are a random part of them. */
  readonly whole?: Descriptions | null;
}

export interface Assessment {
  /** The values of the rows, or their differences between two models. */
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly units: CompareUnits;
  readonly isRate: boolean;
  readonly analysis: Analysis;
  /** Where a coefficient is compared. */
  readonly fit: CoefficientAnalysis | null;
  readonly margin: number;
  readonly shift: ShiftNumbers;
  readonly equivalence: { readonly p: number };
  readonly verdict: VerdictResult;
}

/**
 * The shift with its verdict; without a margin, by the estimand's placeholder. Both sides need two values (clusters).
 * Throws a RangeError where a regression cannot be fitted.
 */
export function assess(rows: ToAssess, chosen: number | undefined, alpha: number): Assessment {
  const { estimand, clusters, versus, regression, whole = null } = rows;
  const models = versus && {
    real: { value: rows.real, versus: versus.real },
    synthetic: { value: rows.synthetic, versus: versus.synthetic },
  };
  const real = models ? differences(models.real.versus, rows.real) : rows.real;
  const synthetic = models ? differences(models.synthetic.versus, rows.synthetic) : rows.synthetic;
  const units = compareUnits(real, synthetic, clusters);
  const isRate = isOfRates(estimand, models && [models.real, models.synthetic]);
  const fit = regression && analyseCoefficient(real, synthetic, regression, clusters);
  const analysis = fit ?? analyse({ estimand, units, isClustered: clusters !== null, isRate, models, whole });
  const margin = chosen ?? analysis.placeholder;
  const shift = shiftNumbers(analysis, alpha);
  return {
    real,
    synthetic,
    units,
    isRate,
    analysis,
    fit,
    margin,
    shift,
    equivalence: { p: analysis.isConstant ? 1 : equivalence(analysis.shift, margin) },
    verdict: verdict({ ci90: shift.ci90, ci95: shift.ci95, margin, n: analysis.n, spread: analysis.spread }),
  };
}

function isOfRates(estimand: Estimand, models: readonly ModelScores[] | null): boolean {
  return models === null
    ? estimand === 'proportion' || estimand === 'win-rate'
    : models.every(({ value, versus }) => isBinary(value) && isBinary(versus));
}
