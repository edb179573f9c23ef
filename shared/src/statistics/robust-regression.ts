import { type Matrix, matrixInverse } from './matrix-inverse.ts';
import { LOGISTIC, solveLogistic } from './ppi-logistic.ts';
import { LINEAR, solveOls } from './ppi-ols.ts';
import { dot } from './ppi-regression.ts';

/** Coefficients with a covariance that holds for unequal spread, or for clusters. */
export interface RobustFit {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** Rows less coefficients, or clusters less one. */
  readonly df: number;
}

export interface RobustOptions {
  readonly isLogistic: boolean;
  /** The cluster of each row; null for independent rows. */
  readonly clusters: ArrayLike<number> | null;
}

/**
 * Least squares or logistic regression of `y` on the columns of `x` (a constant among them). The covariance is HC3
 * (MacKinnon and White 1985; for logistic regression with the leverage of its weights), or cluster-robust with the factor
 * G/(G-1)·(n-1)/(n-k). Throws a RangeError for columns that determine each other, labels that are separated, and a row
 * that alone determines a coefficient.
 */
export function robustRegression(x: Matrix, y: Float64Array, { isLogistic, clusters }: RobustOptions): RobustFit {
  const none = { x, human: y, judge: y, xUnlabelled: [], unlabelled: new Float64Array(0) };
  const coefficients = isLogistic ? solveLogistic(none, 0) : solveOls(none, 0);
  const model = isLogistic ? LOGISTIC : LINEAR;
  const d = coefficients.length;
  const etas = x.map((row) => dot(row, coefficients));
  const bread = matrixInverse(products(x, (i) => model.slope(etas[i]!)));
  if (bread === null) {
    throw new RangeError('the covariates determine each other: leave one out');
  }
  const errors = etas.map((eta, i) => y[i]! - model.fitted(eta));
  if (clusters !== null) {
    const sums = new Map<number, number[]>();
    x.forEach((row, i) => {
      const sum = sums.get(clusters[i]!) ?? new Array<number>(d).fill(0);
      row.forEach((value, j) => {
        sum[j]! += value * errors[i]!;
      });
      sums.set(clusters[i]!, sum);
    });
    const groups = sums.size;
    const factor = (groups / (groups - 1)) * ((x.length - 1) / (x.length - d));
    const meat = products([...sums.values()], () => factor);
    return { coefficients, covariance: sandwich(bread, meat), df: groups - 1 };
  }
  const meat = products(x, (i) => {
    const row = x[i]!;
    const leverage =
      model.slope(etas[i]!) *
      dot(
        row,
        bread.map((part) => dot(part, row)),
      );
    if (leverage > 1 - 1e-9) {
      throw new RangeError('one row alone determines a coefficient: leave out the column that only it has');
    }
    return (errors[i]! / (1 - leverage)) ** 2;
  });
  return { coefficients, covariance: sandwich(bread, meat), df: x.length - d };
}

/** Sum of weight(i)·row·row'. */
function products(rows: Matrix, weight: (i: number) => number): number[][] {
  const d = rows[0]!.length;
  const sum = Array.from({ length: d }, () => new Array<number>(d).fill(0));
  rows.forEach((row, i) => {
    const factor = weight(i);
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        sum[j]![k]! += factor * row[j]! * row[k]!;
      }
    }
  });
  return sum;
}

/** bread · meat · bread, of symmetric matrices. */
function sandwich(bread: Matrix, meat: Matrix): number[][] {
  const half = bread.map((row) => meat.map((column) => dot(row, column)));
  return half.map((row) => bread.map((column) => dot(row, column)));
}
