import { type ClusterCovariance, type ClusterParts, clusterParts } from './cluster-parts.ts';
import { crossProducts, type Design } from './design.ts';
import { fitRegression, type RegressionFit } from './fit-regression.ts';
import type { Matrix } from './matrix-inverse.ts';
import { dot } from './ppi-regression.ts';

/** Coefficients with a covariance that holds for unequal spread, or for clusters. */
export interface RobustFit {
  readonly coefficients: readonly number[];
  readonly covariance: Matrix;
  /** Rows less coefficients, or clusters less one. */
  readonly df: number;
  /** Null for independent rows. */
  readonly clusters: ClusterParts | null;
}

export interface RobustOptions {
  readonly isLogistic: boolean;
  /** The cluster of each row; null for independent rows. */
  readonly clusters: ArrayLike<number> | null;
  /** CV3 when absent. */
  readonly clusterCovariance?: ClusterCovariance;
}

/**
 * Least squares or logistic regression of `y` on the columns of `x` (a constant among them). The covariance is HC3
 * (MacKinnon and White 1985; for logistic regression with the leverage of its weights), or that of clusters. Throws a
 * RangeError for columns that determine each other, labels that are separated, and a row or cluster that alone determines
 * a coefficient.
 */
export function robustRegression(x: Design, y: Float64Array, options: RobustOptions): RobustFit {
  const { isLogistic, clusters, clusterCovariance = 'cv3' } = options;
  const fit = fitRegression(x, y, isLogistic);
  const { coefficients, inverse } = fit;
  if (clusters === null) {
    const meat = crossProducts(x, squaredErrors(x, fit));
    return { coefficients, covariance: sandwich(inverse, meat), df: x.n - x.d, clusters };
  }
  const each = clusterParts(x, fit, clusters, clusterCovariance);
  return { coefficients, covariance: crossProducts(each.parts, null), df: each.places.size - 1, clusters: each };
}

/** Each row's squared error if it were left out. */
function squaredErrors({ n, d, values }: Design, { errors, slopes, inverse }: RegressionFit): Float64Array {
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let leverage = 0;
    for (let j = 0; j < d; j++) {
      for (let k = 0; k < d; k++) {
        leverage += values[i * d + j]! * inverse[j]![k]! * values[i * d + k]!;
      }
    }
    leverage *= slopes === null ? 1 : slopes[i]!;
    if (leverage > 1 - 1e-9) {
      throw new RangeError('one row alone determines a coefficient: leave out the column that only it has');
    }
    squares[i] = (errors[i]! / (1 - leverage)) ** 2;
  }
  return squares;
}

/** bread · meat · bread, of symmetric matrices. */
function sandwich(bread: Matrix, meat: Matrix): number[][] {
  const half = bread.map((row) => meat.map((column) => dot(row, column)));
  return half.map((row) => bread.map((column) => dot(row, column)));
}
