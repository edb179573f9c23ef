import type { Analysis, Ranged } from './analysis.ts';
import { refusalOf } from './doubtful-mean.ts';
import { type Covariate, importanceWeighted } from './importance-weighted.ts';
import type { Interval } from './interval.ts';

/** An estimate for the real rows' population, or why there is none. */
export type Estimate =
  | {
      readonly method: 'real-only' | 'bias-aware-pooled' | 'importance-weighted';
      readonly estimate: number;
      readonly ci95: Interval;
      readonly ci: Interval;
      /** Why the intervals are likely too narrow. */
      readonly caution?: string;
      /** Of the weighted rows: the number of equal ones that would say as much. */
      readonly effectiveSampleSize?: number;
      /** Against "at like covariates the values are alike": where that fails, weighting cannot repair it. */
      readonly givenCovariates?: { readonly p: number };
      /** Of the weights: shares of categories, or odds from random folds. */
      readonly weights?: 'frequency' | 'odds';
    }
  | { readonly method: 'real-only' | 'bias-aware-pooled' | 'importance-weighted'; readonly refused: string };

/** Columns by which the synthetic rows are to be weighted, with the values of the rows. */
export interface ToWeight {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly covariates: readonly Covariate[];
  readonly seed: number;
  /** Why these rows cannot be weighted. */
  readonly obstacle: string | null;
}

export function realOnly({ realOnly }: Analysis, alpha: number): Estimate {
  const { doubt } = realOnly;
  if (doubt?.kind === 'few-apart') {
    return { method: 'real-only', refused: refusalOf(doubt) };
  }
  return { method: 'real-only', ...numbersOf(realOnly, alpha), ...(doubt && { caution: doubt.reason }) };
}

/** The pooled estimate that allows for a shift of the margin. */
export function biasAware(analysis: Analysis, margin: number, alpha: number): Estimate {
  const ranged = analysis.biasAware(margin);
  return ranged === null
    ? { method: 'bias-aware-pooled', refused: 'pooling is allowed for in means only; use the real rows alone' }
    : { method: 'bias-aware-pooled', ...numbersOf(ranged, alpha) };
}

export function weighted({ real, synthetic, covariates, seed, obstacle }: ToWeight, alpha: number): Estimate {
  const result = obstacle === null ? importanceWeighted(real, synthetic, covariates, seed) : { refused: obstacle };
  return 'refused' in result
    ? { method: 'importance-weighted', refused: result.refused }
    : {
        method: 'importance-weighted',
        ...numbersOf(result, alpha),
        effectiveSampleSize: result.effectiveSampleSize,
        givenCovariates: { p: result.givenCovariates },
        weights: result.by,
      };
}

function numbersOf(ranged: Ranged, alpha: number) {
  return { estimate: ranged.estimate, ci95: ranged.interval(0.95), ci: ranged.interval(1 - alpha) };
}
