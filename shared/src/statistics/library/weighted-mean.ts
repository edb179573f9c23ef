import { hajek, hajekInterval } from '../hajek.ts';
import { obstacleToWeights } from '../obstacle-to-weights.ts';
import type { Refused } from '../ppi.ts';
import { levelOf, measurable, numbers, numbersLike } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';

export interface WeightedMean extends Estimate {
  /** The number of equally weighted rows that would say as much. */
  readonly effectiveSampleSize: number;
}

/**
 * The mean of rows with weights that you know, such as 1 / probability of being sampled (Hájek's estimator). Refused where
 * the weights rest on too few rows; where they are very uneven and go with the values, the interval still is too narrow
 * (86 to 92 % instead of 95 at an effective sample size of 0.4 of 100 to 400 rows). `importanceWeighted` finds weights by
 * covariates, and allows for their uncertainty.
 */
export function weightedMean(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  { alpha = 0.05 }: AlphaOption = {},
): WeightedMean | Refused {
  const level = levelOf(alpha);
  const rows = measurable(numbers(values, 'values'), 'values');
  const checked = numbersLike(weights, 'weights', rows.length, 'values');
  const negative = checked.findIndex((weight) => weight < 0);
  if (negative >= 0) {
    throw new RangeError(`weights[${negative}] is ${checked[negative]}; expected 0 or more`);
  }
  if (checked.every((weight) => weight === 0)) {
    throw new RangeError('all weights are 0; expected some above it');
  }
  const result = hajek(rows, checked);
  const refused = obstacleToWeights(rows, result, result.se);
  const { estimate, effectiveSampleSize } = result;
  return refused === null ? { estimate, ci: hajekInterval(result, level), effectiveSampleSize } : { refused };
}
