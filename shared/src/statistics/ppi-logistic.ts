import { newton } from './newton.ts';
import {
  dot,
  type PpiCoefficients,
  ppiRegression,
  type RegressionModel,
  type RegressionSample,
} from './ppi-regression.ts';

export const LOGISTIC: RegressionModel = {
  fitted: (eta) => 1 / (1 + Math.exp(-eta)),
  slope: (eta) => 1 / (2 + Math.exp(eta) + Math.exp(-eta)),
};

/** Prediction-powered coefficients of logistic regression on labels from 0 to 1; see `ppiRegression`. */
export function ppiLogistic(sample: RegressionSample, lambda?: number): PpiCoefficients {
  return ppiRegression(sample, LOGISTIC, solveLogistic, lambda);
}

export const NO_SOLUTION =
  'the logistic regression has no solution: the covariates separate the labels, or determine each other';

/** The coefficients at which the rectified log loss is least, by Newton's method. Throws a RangeError where none is. */
export function solveLogistic(sample: RegressionSample, lambda: number): readonly number[] {
  const solution = newton(sample.x[0]!.length, (coefficients) => rectified(sample, lambda, coefficients));
  if (solution === null) {
    throw new RangeError(NO_SOLUTION);
  }
  return solution;
}

/** Minus the log likelihood of the label `y`, from 0 to 1. */
export function logLoss(eta: number, y: number): number {
  return Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - y * eta;
}

function rectified(
  { x, human, judge, xUnlabelled, unlabelled }: RegressionSample,
  lambda: number,
  coefficients: readonly number[],
) {
  const d = coefficients.length;
  let loss = 0;
  const gradient = new Array<number>(d).fill(0);
  const hessian = Array.from({ length: d }, () => new Array<number>(d).fill(0));
  const add = (row: readonly number[], y: number, weight: number) => {
    const eta = dot(row, coefficients);
    loss += weight * logLoss(eta, y);
    const error = weight * (LOGISTIC.fitted(eta) - y);
    const slope = weight * LOGISTIC.slope(eta);
    for (let j = 0; j < d; j++) {
      gradient[j]! += error * row[j]!;
      for (let k = 0; k < d; k++) {
        hessian[j]![k]! += slope * row[j]! * row[k]!;
      }
    }
  };
  const n = x.length;
  x.forEach((row, i) => {
    add(row, human[i]!, 1 / n);
    if (lambda !== 0) {
      add(row, judge[i]!, -lambda / n);
    }
  });
  if (lambda !== 0) {
    xUnlabelled.forEach((row, i) => {
      add(row, unlabelled[i]!, lambda / xUnlabelled.length);
    });
  }
  return { loss, gradient, hessian };
}
