import type { Analysis } from './analysis.ts';
import type { RowClusters } from './compare-units.ts';
import { describe } from './describe.ts';
import { fTail } from './f-tail.ts';
import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import { dot } from './ppi-regression.ts';
import { type RobustFit, robustRegression } from './robust-regression.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import { shiftByStudent } from './shift.ts';

/** A regression on the same covariates on both sides. */
export interface Regression {
  /** By column: each side's rows. */
  readonly covariates: readonly { readonly real: Float64Array; readonly synthetic: Float64Array }[];
  /** Which of the covariates' coefficients is compared. */
  readonly coefficient: number;
  /** Logistic regression of zeros and ones; else least squares. */
  readonly isLogistic: boolean;
}

export interface CoefficientAnalysis extends Analysis {
  /** Wald test that all coefficients, the constant among them, are alike on both sides. */
  readonly joint: { readonly statistic: number; readonly df: number; readonly p: number };
  /** Each covariate's coefficient on both sides. */
  readonly coefficients: readonly { readonly real: number; readonly synthetic: number }[];
}

/**
 * The shift of a coefficient: its interaction with the origin in one regression of all rows. Independent rows: HC3, with
 * degrees of freedom as Welch's; clusters: cluster-robust, with one less than the clusters of the side that has fewer.
 * Throws a RangeError where a side cannot be fitted.
 */
export function analyseCoefficient(
  real: Float64Array,
  synthetic: Float64Array,
  regression: Regression,
  clusters: RowClusters | null,
): CoefficientAnalysis {
  const { isLogistic, coefficient } = regression;
  const [a, b, scales] = designs(regression);
  const own = robustRegression(a, real, { isLogistic, clusters: clusters?.real ?? null });
  const other = robustRegression(b, synthetic, { isLogistic, clusters: clusters?.synthetic ?? null });
  const k = a[0]!.length;
  const zeros = new Array<number>(k).fill(0);
  const stacked = robustRegression(
    [...a.map((row) => [...row, ...zeros]), ...b.map((row) => [...row, ...row])],
    Float64Array.from([...real, ...synthetic]),
    { isLogistic, clusters: clusters && [...Array.from(clusters.real), ...Array.from(clusters.synthetic)] },
  );
  const place = coefficient + 1;
  const scale = scales[coefficient]!;
  const se = (fit: RobustFit, j: number) => Math.sqrt(fit.covariance[j]![j]!) / scale;
  const [seA, seB] = [se(own, place), se(other, place)];
  const df =
    clusters === null
      ? (seA ** 2 + seB ** 2) ** 2 / (seA ** 4 / own.df + seB ** 4 / other.df)
      : Math.min(own.df, other.df);
  const shift = shiftByStudent(stacked.coefficients[k + place]! / scale, se(stacked, k + place), df);
  const ranged = shiftByStudent(own.coefficients[place]! / scale, seA, own.df);
  const n = clusters === null ? real.length : own.df + 1;
  const { sd } = describe(real);
  const x = regression.covariates[coefficient]!.real;
  const offMode = (values: Float64Array) => rowsOffMode(Float64Array.from(values).sort());
  return {
    method: clusters === null ? 'hc3' : 'cluster-robust',
    shift,
    n,
    spread: {
      rowsOffMode: Math.min(offMode(real), offMode(x)),
      realSd: sd,
      syntheticSd: describe(synthetic).sd,
      unseen: [0, 0],
    },
    isConstant: shift.se === 0,
    placeholder: (isLogistic ? 0.1 : sd / 10) / describe(x).sd,
    plan: { sd: seA * Math.sqrt(n), synthetic: clusters === null ? synthetic.length : other.df + 1 },
    realOnly: { estimate: ranged.estimate, interval: (level) => ranged.interval(level) },
    biasAware: () => null,
    joint: jointly(stacked, k, df),
    coefficients: scales.map((scale, j) => ({
      real: own.coefficients[j + 1]! / scale,
      synthetic: other.coefficients[j + 1]! / scale,
    })),
  };
}

/** A constant and the covariates, centred and in standard units, which keeps the numbers apart from each other's size. */
function designs({ covariates }: Regression): readonly [real: Matrix, synthetic: Matrix, scales: readonly number[]] {
  const whole = covariates.map(({ real, synthetic }) => describe(Float64Array.from([...real, ...synthetic])));
  if (whole.some(({ sd }) => sd === 0)) {
    throw new RangeError('a covariate has the same value in all rows: leave it out');
  }
  const rows = (side: 'real' | 'synthetic') =>
    Array.from({ length: covariates[0]![side].length }, (_, i) => [
      1,
      ...covariates.map((covariate, j) => (covariate[side][i]! - whole[j]!.mean) / whole[j]!.sd),
    ]);
  return [rows('real'), rows('synthetic'), whole.map(({ sd }) => sd)];
}

/** That the last `count` coefficients are all zero. */
function jointly({ coefficients, covariance }: RobustFit, count: number, df: number): CoefficientAnalysis['joint'] {
  const last = coefficients.slice(-count);
  const inverse = matrixInverse(covariance.slice(-count).map((row) => row.slice(-count)));
  const statistic =
    inverse === null
      ? Number.NaN
      : dot(
          last,
          inverse.map((row) => dot(row, last)),
        ) / count;
  return { statistic, df: count, p: Number.isNaN(statistic) ? 1 : fTail(statistic, count, df) };
}
