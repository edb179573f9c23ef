import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import {
  dot,
  type PpiCoefficients,
  ppiRegression,
  type RegressionModel,
  type RegressionSample,
} from './ppi-regression.ts';

export const LINEAR: RegressionModel = { fitted: (eta) => eta, slope: () => 1 };

/** Prediction-powered coefficients of least squares; see `ppiRegression`. */
export function ppiOls(sample: RegressionSample, lambda?: number): PpiCoefficients {
  return ppiRegression(sample, LINEAR, solveOls, lambda);
}

/** The coefficients of the judge's scores on the unlabelled rows, plus those of its errors on the labelled ones. */
export function solveOls(sample: RegressionSample, lambda: number): readonly number[] {
  const { x, human, judge, xUnlabelled, unlabelled } = sample;
  const errors = leastSquares(
    x,
    human.map((label, i) => label - lambda * judge[i]!),
  );
  const judged = lambda === 0 ? errors.map(() => 0) : leastSquares(xUnlabelled, unlabelled);
  return errors.map((error, j) => error + lambda * judged[j]!);
}

function leastSquares(x: Matrix, y: Float64Array): readonly number[] {
  const d = x[0]!.length;
  const columns = Array.from({ length: d }, (_, j) => x.map((row) => row[j]!));
  const inverse = matrixInverse(columns.map((a) => columns.map((b) => dot(a, b))));
  if (inverse === null) {
    throw new RangeError('the covariates determine each other: leave one out');
  }
  const moments = columns.map((column) => dot(column, [...y]));
  return inverse.map((row) => dot(row, moments));
}
