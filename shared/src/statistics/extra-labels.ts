import { normalQuantile } from './normal-quantile.ts';

/** What is known of the labels, for planning. */
export interface LabelPlan {
  /** Human labels there are. */
  readonly labelled: number;
  /** All rows that the judge scored, labelled or not. */
  readonly rows: number;
  /** Standard deviation of the human labels. */
  readonly sd: number;
  /** Correlation of judge and human. */
  readonly correlation: number;
}

/**
 * Human labels to add, out of the rows there are, for an interval of ± `halfWidth` at the given level by PPI++.
 * Infinite where even labels for all rows would not do.
 */
export function extraLabels({ labelled, rows, sd, correlation }: LabelPlan, halfWidth: number, level: number): number {
  const aim = (halfWidth / normalQuantile((1 - level) / 2)) ** 2;
  const variance = sd * sd;
  if (aim < variance / rows) {
    return Number.POSITIVE_INFINITY;
  }
  const explained = correlation * correlation;
  const needed = variance === 0 ? 0 : ((1 - explained) * variance) / (aim - (explained * variance) / rows);
  return Math.max(0, Math.ceil(Number.isNaN(needed) ? rows : needed) - labelled);
}
