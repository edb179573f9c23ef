import { crossProducts, type Design, predictors, weightedSum } from './design.ts';
import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import { newton } from './newton.ts';
import { LOGISTIC, logLoss, NO_SOLUTION } from './ppi-logistic.ts';
import { dot } from './ppi-regression.ts';

/** Coefficients, and what their covariance is computed from. */
export interface RegressionFit {
  readonly coefficients: readonly number[];
  /** By row: label less fitted value. */
  readonly errors: Float64Array;
  /** By row: the derivative of the fitted value; null where it is 1, for least squares. */
  readonly slopes: Float64Array | null;
  /** Sum of slope·row·row', and its inverse. */
  readonly information: Matrix;
  readonly inverse: Matrix;
}

/**
 * Least squares or logistic regression (of labels from 0 to 1) of `y` on the columns of the design. Throws a RangeError
 * for columns that determine each other, and labels that are separated.
 */
export function fitRegression(x: Design, y: Float64Array, isLogistic: boolean): RegressionFit {
  return isLogistic ? logistic(x, y) : leastSquares(x, y);
}

function leastSquares(x: Design, y: Float64Array): RegressionFit {
  const information = crossProducts(x, null);
  const inverse = inverseOf(information);
  const moments = weightedSum(x, y);
  const coefficients = inverse.map((row) => dot(row, moments));
  const fitted = predictors(x, coefficients);
  return { coefficients, errors: y.map((value, i) => value - fitted[i]!), slopes: null, information, inverse };
}

function logistic(x: Design, y: Float64Array): RegressionFit {
  const coefficients = newton(x.d, (point) => {
    const etas = predictors(x, point);
    const mean = (sum: number) => sum / x.n;
    return {
      loss: mean(etas.reduce((sum, eta, i) => sum + logLoss(eta, y[i]!), 0)),
      gradient: weightedSum(
        x,
        etas.map((eta, i) => LOGISTIC.fitted(eta) - y[i]!),
      ).map(mean),
      hessian: crossProducts(x, etas.map(LOGISTIC.slope)).map((row) => row.map(mean)),
    };
  });
  // Labels that are all 1 seem to be fitted once 1/(1 + e^-eta) is rounded to 1.
  if (coefficients === null || y.every((label) => label === 1)) {
    throw new RangeError(NO_SOLUTION);
  }
  const etas = predictors(x, coefficients);
  const slopes = etas.map(LOGISTIC.slope);
  const information = crossProducts(x, slopes);
  const errors = etas.map((eta, i) => y[i]! - LOGISTIC.fitted(eta));
  return { coefficients, errors, slopes, information, inverse: inverseOf(information) };
}

function inverseOf(information: Matrix): Matrix {
  const inverse = matrixInverse(information);
  if (inverse === null) {
    throw new RangeError('the covariates determine each other: leave one out');
  }
  return inverse;
}
