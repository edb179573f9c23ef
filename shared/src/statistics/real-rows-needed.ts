import { normalQuantile } from './normal-quantile.ts';
import { LEAST_REAL_ROWS } from './verdict.ts';

/**
 * Real rows with which the check finds `compatible` in 80 % of samples when there is no shift, given the synthetic rows
 * at hand: 1/n = (margin / (2.927·sd))² - 1/N. Infinite when that many synthetic rows cannot reach it.
 */
export function realRowsNeeded(margin: number, sd: number, syntheticRows: number): number {
  // Two one-sided tests at 5 % each, and 10 % missed on either side.
  const quantiles = normalQuantile(0.05) + normalQuantile(0.1);
  const inverse = (margin / (quantiles * sd)) ** 2 - 1 / syntheticRows;
  return inverse > 0 ? Math.max(LEAST_REAL_ROWS, Math.ceil(1 / inverse)) : Number.POSITIVE_INFINITY;
}
