import type { Analysis } from './analysis.ts';
import type { RowClusters } from './compare-units.ts';
import { describe } from './describe.ts';
import type { Design } from './design.ts';
import { fTail } from './f-tail.ts';
import { matrixInverse } from './matrix-inverse.ts';
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
 * The shift of a coefficient: its interaction with the origin in one regression of all rows, which is the difference of
 * the sides' own fits. Independent rows: HC3, with degrees of freedom as Welch's; clusters: the cluster jackknife, with
 * one less than the clusters of the side that has fewer. Throws a RangeError where a side cannot be fitted.
 */
export function analyseCoefficient(
  real: Float64Array,
  synthetic: Float64Array,
  regression: Regression,
  clusters: RowClusters | null,
): CoefficientAnalysis {
  const { isLogistic, coefficient } = regression;
  if (isLogistic) {
    checkOutcomes(real, 'real');
    checkOutcomes(synthetic, 'synthetic');
  }
  const { scales, ...designs } = standardised(regression);
  const own = robustRegression(designs.real, real, { isLogistic, clusters: clusters?.real ?? null });
  const other = robustRegression(designs.synthetic, synthetic, { isLogistic, clusters: clusters?.synthetic ?? null });
  const apart = differenceOf(own, other);
  const place = coefficient + 1;
  const scale = scales[coefficient]!;
  const se = ({ covariance }: Pick<RobustFit, 'covariance'>) => Math.sqrt(covariance[place]![place]!) / scale;
  const [seA, seB] = [se(own), se(other)];
  const df =
    clusters === null
      ? (seA ** 2 + seB ** 2) ** 2 / (seA ** 4 / own.df + seB ** 4 / other.df)
      : Math.min(own.df, other.df);
  const shift = shiftByStudent(apart.coefficients[place]! / scale, se(apart), df);
  const ranged = shiftByStudent(own.coefficients[place]! / scale, seA, own.df);
  const n = clusters === null ? real.length : own.df + 1;
  const { sd } = describe(real);
  const x = regression.covariates[coefficient]!.real;
  return {
    method: clusters === null ? 'hc3' : 'cluster-robust',
    shift,
    n,
    spread: {
      rowsOffMode: Math.min(rowsOffMode(real), rowsOffMode(x)),
      realSd: sd,
      syntheticSd: describe(synthetic).sd,
      unseen: [0, 0],
    },
    isConstant: shift.se === 0,
    placeholder: (isLogistic ? 0.1 : sd / 10) / describe(x).sd,
    plan: { sd: seA * Math.sqrt(n), synthetic: clusters === null ? synthetic.length : other.df + 1 },
    realOnly: { estimate: ranged.estimate, interval: (level) => ranged.interval(level) },
    biasAware: () => null,
    joint: jointly(apart, df),
    coefficients: scales.map((scale, j) => ({
      real: own.coefficients[j + 1]! / scale,
      synthetic: other.coefficients[j + 1]! / scale,
    })),
  };
}

type Coefficients = Pick<RobustFit, 'coefficients' | 'covariance'>;

/** Synthetic minus real. Clusters of both sides move both, and what they add to both alike cancels. */
function differenceOf(real: RobustFit, synthetic: RobustFit): Coefficients {
  const covariance = real.covariance.map((row, j) => row.map((value, k) => value + synthetic.covariance[j]![k]!));
  if (real.clusters !== null && synthetic.clusters !== null) {
    const [a, b] = [real.clusters, synthetic.clusters];
    const { d } = a.parts;
    for (const [cluster, i] of a.places) {
      const other = b.places.get(cluster);
      for (let j = 0; other !== undefined && j < d; j++) {
        for (let k = 0; k < d; k++) {
          covariance[j]![k]! -=
            a.parts.values[i * d + j]! * b.parts.values[other * d + k]! +
            a.parts.values[i * d + k]! * b.parts.values[other * d + j]!;
        }
      }
    }
  }
  return { coefficients: synthetic.coefficients.map((value, j) => value - real.coefficients[j]!), covariance };
}

/** With fewer of an outcome the interval held the truth in as little as 24 % of samples. */
const LEAST_OUTCOMES = 5;

function checkOutcomes(values: Float64Array, origin: string): void {
  const ones = values.reduce((sum, value) => sum + value, 0);
  const [outcome, count] = 2 * ones <= values.length ? [1, ones] : [0, values.length - ones];
  if (count < LEAST_OUTCOMES) {
    const few = count === 0 ? 'no' : `only ${count}`;
    throw new RangeError(
      `${few} ${origin} rows have the outcome ${outcome}; a logistic regression needs at least ${LEAST_OUTCOMES} of both`,
    );
  }
}

/** A constant and the covariates, centred and in standard units, which keeps the numbers apart from each other's size. */
function standardised({ covariates }: Regression) {
  const whole = covariates.map(({ real, synthetic }) => {
    const all = new Float64Array(real.length + synthetic.length);
    all.set(real);
    all.set(synthetic, real.length);
    return describe(all);
  });
  if (whole.some(({ sd }) => sd === 0)) {
    throw new RangeError('a covariate has the same value in all rows: leave it out');
  }
  const design = (side: 'real' | 'synthetic'): Design => {
    const n = covariates[0]![side].length;
    const d = covariates.length + 1;
    const values = new Float64Array(n * d).fill(1);
    for (const [j, covariate] of covariates.entries()) {
      const { mean, sd } = whole[j]!;
      for (let i = 0; i < n; i++) {
        values[i * d + j + 1] = (covariate[side][i]! - mean) / sd;
      }
    }
    return { n, d, values };
  };
  return { real: design('real'), synthetic: design('synthetic'), scales: whole.map(({ sd }) => sd) };
}

/** That the coefficients are all zero. */
function jointly({ coefficients, covariance }: Coefficients, df: number): CoefficientAnalysis['joint'] {
  const count = coefficients.length;
  const inverse = matrixInverse(covariance);
  const statistic =
    inverse === null
      ? Number.NaN
      : dot(
          coefficients,
          inverse.map((row) => dot(row, coefficients)),
        ) / count;
  return { statistic, df: count, p: Number.isNaN(statistic) ? 1 : fTail(statistic, count, df) };
}
