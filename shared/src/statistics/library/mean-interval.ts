import { averageInterval } from '../average-interval.ts';
import { clusterMeans } from '../cluster-means.ts';
import { describe } from '../describe.ts';
import { isBinary } from '../is-binary.ts';
import { levelOf, measurable, numbers } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { type GroupId, grouped } from './groups.ts';

export interface MeanOptions extends AlphaOption {
  /** The prompt or conversation of each row. Each counts once, by the mean of its rows. */
  readonly clusters?: ArrayLike<GroupId>;
}

export interface MeanInterval extends Estimate {
  /** What counts as independent: rows, or clusters where they are given. */
  readonly n: number;
  /** How far such a mean varies; NaN where one value shows no spread. */
  readonly standardError: number;
}

/** How far a mean can be trusted: Student's interval, or Wilson's where all values are 0 or 1. */
export function meanInterval(values: ArrayLike<number>, { clusters, alpha = 0.05 }: MeanOptions = {}): MeanInterval {
  const level = levelOf(alpha);
  const rows = measurable(numbers(values, 'values'), 'values');
  const units = clusters === undefined ? rows : averaged(rows, clusters);
  const { n, mean, sd } = describe(units);
  const isRate = isBinary(units);
  if (n < 2 && !isRate) {
    const found = clusters === undefined ? 'there is one value' : 'all rows are of one cluster';
    throw new RangeError(`${found}, which shows no spread; expected at least 2`);
  }
  return { estimate: mean, ci: averageInterval(units, isRate)(level), n, standardError: sd / Math.sqrt(n) };
}

function averaged(rows: Float64Array, clusters: ArrayLike<GroupId>): Float64Array {
  return clusterMeans(rows, grouped({ ids: clusters, name: 'clusters', rows: rows.length }).codes[0]!).means;
}
