import { matrixInverse } from './matrix-inverse.ts';
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

const MOST_STEPS = 200;

/** The coefficients at which the rectified log loss is least, by Newton's method. Throws a RangeError where none is. */
export function solveLogistic(sample: RegressionSample, lambda: number): readonly number[] {
  let coefficients: readonly number[] = sample.x[0]!.map(() => 0);
  let { loss, gradient, hessian } = rectified(sample, lambda, coefficients);
  for (let step = 0; step < MOST_STEPS; step++) {
    const inverse = matrixInverse(hessian);
    if (inverse === null) {
      break;
    }
    const direction = inverse.map((row) => dot(row, gradient));
    if (direction.every((part, j) => Math.abs(part) < 1e-12 * Math.max(1, Math.abs(coefficients[j]!)))) {
      return coefficients;
    }
    // With the judge in it the loss is convex only near the solution: a step that does not lower it is shortened.
    let size = 1;
    let next = rectified(sample, lambda, moved(coefficients, direction, size));
    while (!(next.loss <= loss + 1e-14 * Math.abs(loss)) && size > 1e-10) {
      size /= 2;
      next = rectified(sample, lambda, moved(coefficients, direction, size));
    }
    coefficients = moved(coefficients, direction, size);
    ({ loss, gradient, hessian } = next);
  }
  throw new RangeError(
    'the logistic regression has no solution: the covariates separate the labels, or determine each other',
  );
}

function moved(from: readonly number[], direction: readonly number[], size: number): readonly number[] {
  return from.map((value, j) => value - size * direction[j]!);
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
    loss += weight * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))) - y * eta);
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
