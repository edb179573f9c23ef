import { cholesky, solveCholesky } from './cholesky.ts';
import type { Design } from './design.ts';
import type { RegressionFit } from './fit-regression.ts';

/** What each cluster adds to the error of the coefficients: their covariance is the sum of part·part'. */
export interface ClusterParts {
  /** The row of `parts` that is a cluster's. */
  readonly places: ReadonlyMap<number, number>;
  readonly parts: Design;
}

/**
 * CV3 is the cluster jackknife, the analogue of HC3: it leaves each cluster out in turn (MacKinnon, Nielsen and Webb 2023,
 * arXiv 2301.04527). CR1 is what most packages compute, with the factor G/(G-1)·(n-1)/(n-k). In simulation with 10 to 50
 * clusters of unequal sizes, CR1's 95 % interval of a coefficient holds the truth in 82 to 94 % of samples, CV3's in 93
 * to 96 %.
 */
export type ClusterCovariance = 'cv3' | 'cr1';

/** A cluster that holds all but this share of what tells a coefficient determines it alone. */
const LEAST_LEFT = 1e-9;

/**
 * By CV3 a part is what leaving the cluster out does to the coefficients, times √((G-1)/G); for logistic regression by
 * one Newton step from the full fit (the same authors, arXiv 2406.00650). Throws a RangeError where a coefficient cannot
 * be told without one of the clusters.
 */
export function clusterParts(
  x: Design,
  fit: RegressionFit,
  clusters: ArrayLike<number>,
  by: ClusterCovariance,
): ClusterParts {
  const { n, d } = x;
  const { places, starts, order } = grouped(clusters, n);
  const groups = places.size;
  const factor = Math.sqrt(by === 'cv3' ? (groups - 1) / groups : ((groups / (groups - 1)) * (n - 1)) / (n - d));
  const whole = Float64Array.from(fit.information.flat());
  const full = whole.slice();
  cholesky(full, d);
  const values = new Float64Array(groups * d);
  const rest = new Float64Array(d * d);
  for (let g = 0; g < groups; g++) {
    const part = values.subarray(g * d, (g + 1) * d);
    const rows = order.subarray(starts[g]!, starts[g + 1]!);
    addScores(x, fit, rows, factor, part);
    rest.set(whole);
    if (by === 'cv3') {
      leaveOut(x, fit, rows, rest);
    }
    cholesky(rest, d);
    if (!isDetermined(rest, full, d)) {
      throw new RangeError('one cluster alone determines a coefficient: leave out the column that only it tells of');
    }
    solveCholesky(rest, part);
  }
  return { places, parts: { n: groups, d, values } };
}

function addScores(
  { d, values }: Design,
  { errors }: RegressionFit,
  rows: Int32Array,
  factor: number,
  to: Float64Array,
) {
  for (const row of rows) {
    for (let j = 0; j < d; j++) {
      to[j]! += factor * errors[row]! * values[row * d + j]!;
    }
  }
}

/** Takes the rows off the information, of which the lower half counts. */
function leaveOut({ d, values }: Design, { slopes }: RegressionFit, rows: Int32Array, information: Float64Array) {
  for (const row of rows) {
    const slope = slopes === null ? 1 : slopes[row]!;
    for (let j = 0; j < d; j++) {
      const factor = slope * values[row * d + j]!;
      for (let k = 0; k <= j; k++) {
        information[j * d + k]! -= factor * values[row * d + k]!;
      }
    }
  }
}

/** Whether enough is left of what each coefficient is told by beside the others. Both are factors by `cholesky`. */
function isDetermined(rest: Float64Array, full: Float64Array, d: number): boolean {
  for (let j = 0; j < d; j++) {
    const pivot = j * d + j;
    if (!(rest[pivot]! ** 2 > LEAST_LEFT * full[pivot]! ** 2)) {
      return false;
    }
  }
  return true;
}

/** Rows by cluster: those of the cluster at place g are `order[starts[g]]` to before `order[starts[g + 1]]`. */
function grouped(clusters: ArrayLike<number>, n: number) {
  const places = new Map<number, number>();
  const place = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    const known = places.get(clusters[i]!) ?? places.size;
    places.set(clusters[i]!, known);
    place[i] = known;
  }
  const starts = new Int32Array(places.size + 1);
  for (const g of place) {
    starts[g + 1]!++;
  }
  for (let g = 0; g < places.size; g++) {
    starts[g + 1]! += starts[g]!;
  }
  const next = starts.slice();
  const order = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    order[next[place[i]!]!++] = i;
  }
  return { places, starts, order };
}
