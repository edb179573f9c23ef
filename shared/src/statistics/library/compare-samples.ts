import { type Comparison as Compared, compareSamples as compare } from '../compare-samples.ts';
import { describe } from '../describe.ts';
import { finish } from '../finish.ts';
import { isBinary } from '../is-binary.ts';
import { levelOf, positive, seedOf } from './checked.ts';
import { type CovariateValues, covariatesOf } from './covariates.ts';
import type { AlphaOption } from './estimate.ts';
import { comparable, type SampleGroups, type SampleOptions, sidesOf } from './samples.ts';

export interface ComparisonOptions extends SampleOptions, AlphaOption {
  /** The largest shift that would not matter. A placeholder by default: 0.05 for rates, a tenth of the real spread else. */
  readonly margin?: number;
  /** What the synthetic rows are weighted by, to be like the real ones. */
  readonly covariates?: readonly CovariateValues[];
  /** Groups of rows, in which the shift is looked at by itself, too. */
  readonly strata?: SampleGroups;
  /** Of permutations and folds: the same seed gives the same numbers. 1 by default. */
  readonly seed?: number;
}

export type Comparison = Omit<Compared, 'histogram' | 'regression'>;

/**
 * Whether synthetic rows may stand in for real ones: their shift with a verdict against the margin, tests of the whole
 * distributions, what pooling would do to an interval, and estimates that may be used instead. What `unpool compare` prints.
 */
export function compareSamples(
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  options: ComparisonOptions = {},
): Comparison {
  const { margin, covariates, strata, alpha = 0.05, seed = 1 } = options;
  levelOf(alpha);
  const rows = comparable(real, synthetic, options);
  if (margin !== undefined) {
    positive(margin, 'margin', 'the largest shift that would not matter, in the unit of the values');
  } else if (!hasPlaceholder(rows)) {
    throw new RangeError('the real values are all the same, so there is no placeholder for the margin: give one');
  }
  const { histogram: _, ...comparison } = finish(
    compare(rows.real, rows.synthetic, {
      ...rows,
      margin,
      alpha,
      seed: seedOf(seed),
      covariates: covariates === undefined ? null : covariatesOf(covariates, rows),
      strata: strata === undefined ? null : sidesOf(strata, rows, 'strata'),
    }),
  );
  return comparison;
}

/** A tenth of the real spread is one where there is a spread; rates have a fixed one. */
function hasPlaceholder({ units, real, synthetic, estimand, versus }: ReturnType<typeof comparable>): boolean {
  const isRate =
    versus === null
      ? estimand === 'proportion' || estimand === 'win-rate'
      : [real, synthetic, versus.real, versus.synthetic].every(isBinary);
  return isRate || describe(units.pairs?.real ?? units.real).sd > 0;
}
