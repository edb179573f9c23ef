import type { Interval } from './interval.ts';
import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import { normalQuantile } from './normal-quantile.ts';

/** Rows of a regression: covariates (a constant among them, if there is to be one), labels and the judge's scores. */
export interface RegressionSample {
  readonly x: Matrix;
  readonly human: Float64Array;
  readonly judge: Float64Array;
  /** Covariates and the judge's scores of the rows without a human label. */
  readonly xUnlabelled: Matrix;
  readonly unlabelled: Float64Array;
}

/** A model whose coefficients make the mean of x·(fitted - y) zero. */
export interface RegressionModel {
  /** The fitted value for x·coefficients, and its derivative. */
  fitted(eta: number): number;
  slope(eta: number): number;
}

export interface PpiCoefficients {
  /** The weight of the judge, from 0 to 1. */
  readonly lambda: number;
  readonly estimates: readonly number[];
  /** Normal intervals of the coefficients, at the given level in (0, 1). */
  intervals(level: number): readonly Interval[];
}

/** Coefficients at the given weight of the judge. */
export type Solve = (sample: RegressionSample, lambda: number) => readonly number[];

/**
 * Prediction-powered coefficients (Angelopoulos et al., arXiv 2301.09633 and 2311.01453) with the judge at the weight
 * `lambda`, or tuned once when undefined: at the coefficients for lambda = 1, for the least sum of their variances.
 * Estimates and intervals have the same lambda (in ppi_py the tuned ones do not). Throws a RangeError for covariates
 * that determine each other.
 */
export function ppiRegression(
  sample: RegressionSample,
  model: RegressionModel,
  solve: Solve,
  lambda?: number,
): PpiCoefficients {
  const weight = lambda ?? tunedLambda(sample, model, solve(sample, 1));
  const estimates = solve(sample, weight);
  const { own, judged, judgedUnlabelled, inverse } = gradients(sample, model, estimates, weight !== 0);
  const rest = own.map((row, i) => row.map((value, j) => value - weight * judged[i]![j]!));
  const [n, N] = [own.length, Math.max(1, judgedUnlabelled.length)];
  const spread = plus(covarianceOf(rest), covarianceOf(judgedUnlabelled), (n / N) * weight ** 2);
  const ses = inverse.map((row) => Math.sqrt(quadratic(row, spread) / n));
  return {
    lambda: weight,
    estimates,
    intervals(level) {
      const z = normalQuantile((1 - level) / 2);
      return estimates.map((estimate, j) => [estimate - z * ses[j]!, estimate + z * ses[j]!]);
    },
  };
}

/** The weight of the judge, from 0 to 1, with the least sum of the coefficients' variances near `coefficients`. */
export function tunedLambda(sample: RegressionSample, model: RegressionModel, coefficients: readonly number[]): number {
  const { own, judged, judgedUnlabelled, inverse } = gradients(sample, model, coefficients, true);
  const n = own.length;
  const crossed = crossCovariance(own, judged);
  const spread = covarianceOf([...judged, ...judgedUnlabelled]);
  const trace = (of: Matrix) => inverse.reduce((sum, row) => sum + quadratic(row, of), 0);
  const lambda = trace(crossed) / ((1 + n / judgedUnlabelled.length) * trace(spread));
  return Number.isFinite(lambda) ? Math.min(1, Math.max(0, lambda)) : 0;
}

/** Each row's x·(fitted - y) for the human labels and the judge's scores, and the inverse of their mean derivative. */
function gradients(
  { x, human, judge, xUnlabelled, unlabelled }: RegressionSample,
  { fitted, slope }: RegressionModel,
  coefficients: readonly number[],
  withUnlabelled: boolean,
) {
  const rows = withUnlabelled ? [...x, ...xUnlabelled] : x;
  const d = coefficients.length;
  const hessian = Array.from({ length: d }, () => new Array<number>(d).fill(0));
  for (const row of rows) {
    const weight = slope(dot(row, coefficients)) / rows.length;
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        hessian[j]![k]! += weight * row[j]! * row[k]!;
      }
    }
  }
  const inverse = matrixInverse(hessian);
  if (inverse === null) {
    throw new RangeError('the covariates determine each other: leave one out');
  }
  const of = (covariates: Matrix, y: Float64Array) =>
    covariates.map((row, i) => row.map((value) => value * (fitted(dot(row, coefficients)) - y[i]!)));
  return { own: of(x, human), judged: of(x, judge), judgedUnlabelled: of(xUnlabelled, unlabelled), inverse };
}

export function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

/** row' · matrix · row. */
function quadratic(row: readonly number[], matrix: Matrix): number {
  return row.reduce((sum, value, j) => sum + value * dot(matrix[j]!, row), 0);
}

function plus(a: Matrix, b: Matrix, factor: number): number[][] {
  return a.map((row, j) => row.map((value, k) => value + (factor === 0 ? 0 : factor * b[j]![k]!)));
}

/** Covariances of the columns, n - 1 in the denominator. */
function covarianceOf(rows: Matrix): number[][] {
  return crossCovariance(rows, rows).map((row) => row.map((value) => (value * rows.length) / (rows.length - 1)));
}

/** Symmetric covariance of the columns of two matrices of the same shape, n in the denominator. */
function crossCovariance(first: Matrix, second: Matrix): number[][] {
  const n = first.length;
  const d = first[0]?.length ?? 0;
  const mean = (rows: Matrix, j: number) => rows.reduce((sum, row) => sum + row[j]!, 0) / n;
  const a = Array.from({ length: d }, (_, j) => mean(first, j));
  const b = Array.from({ length: d }, (_, j) => mean(second, j));
  return Array.from({ length: d }, (_, j) =>
    Array.from({ length: d }, (_, k) => {
      let sum = 0;
      for (let i = 0; i < n; i++) {
        sum += (first[i]![j]! - a[j]!) * (second[i]![k]! - b[k]!) + (first[i]![k]! - a[k]!) * (second[i]![j]! - b[j]!);
      }
      return sum / n / 2;
    }),
  );
}
