import { importanceWeighted as weighted } from '../importance-weighted.ts';
import type { Refused } from '../ppi.ts';
import { levelOf, seedOf } from './checked.ts';
import { type CovariateValues, covariatesOf } from './covariates.ts';
import type { AlphaOption } from './estimate.ts';
import { samplesOf } from './samples.ts';
import type { WeightedMean } from './weighted-mean.ts';

export interface WeightingOptions extends AlphaOption {
  /** Of the folds in which weights by continuous covariates are fitted. 1 by default. */
  readonly seed?: number;
}

export interface ImportanceWeighted extends WeightedMean {
  /**
   * Against "at like covariates the values are alike". Where `p` is small, the rows differ by more than the covariates tell,
   * and weighting cannot repair it.
   */
  readonly givenCovariates: { readonly p: number };
}

/**
 * The mean of the synthetic rows, weighted so that they have the real rows' covariates, such as the same mix of topics.
 * Rows must be independent. Refused where the weights rest on too few rows.
 */
export function importanceWeighted(
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  covariates: readonly CovariateValues[],
  { seed = 1, alpha = 0.05 }: WeightingOptions = {},
): ImportanceWeighted | Refused {
  const level = levelOf(alpha);
  const samples = samplesOf(real, synthetic);
  const result = weighted(samples.real, samples.synthetic, covariatesOf(covariates, samples), seedOf(seed));
  if ('refused' in result) {
    return result;
  }
  const { estimate, effectiveSampleSize, givenCovariates } = result;
  return { estimate, ci: result.interval(level), effectiveSampleSize, givenCovariates: { p: givenCovariates } };
}
