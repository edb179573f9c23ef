import { LEAST_OF_A_KIND } from '../agresti-min.ts';
import { describe } from '../describe.ts';
import { differences } from '../error-shift.ts';
import type { Refused } from '../ppi.ts';
import { ppiInterval, satterthwaite } from '../ppi-mean.ts';
import { rowsOffMode } from '../rows-off-mode.ts';
import { levelOf, measurable, numbers, numbersLike, shown, wholeNumber } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import type { LabelledVerdicts } from './labelled-verdicts.ts';

/** The mean of a judge's scores of `n` rows. */
export interface JudgedMean {
  readonly mean: number;
  readonly n: number;
  /** Their standard deviation; by default that of the labelled ones, which are of the same kind. */
  readonly sd?: number;
}

/**
 * The mean score that people would give `n` rows: the judge's mean, put right by its error on rows that people have
 * labelled, which must be a random part of those rows or drawn like them. `ppiMean` with the judge at its full weight, for
 * where there is only the mean. Refused where too few labelled rows show how far off the judge is.
 */
export function correctedMean(
  { mean, n, sd }: JudgedMean,
  { human, judge }: LabelledVerdicts,
  { alpha = 0.05 }: AlphaOption = {},
): Estimate | Refused {
  const level = levelOf(alpha);
  if (typeof mean !== 'number' || !Number.isFinite(mean))
    throw new RangeError(`mean is ${shown(mean)}; expected a finite number`);
  wholeNumber(n, 'n', 2);
  if (sd !== undefined && !(sd >= 0 && sd < Number.POSITIVE_INFINITY))
    throw new RangeError(`sd is ${shown(sd)}; expected a number, 0 or more`);
  const labels = measurable(numbers(human, 'human', 2), 'human');
  const scores = measurable(numbersLike(judge, 'judge', labels.length, 'human'), 'judge');
  const errors = differences(labels, scores);
  const [varied, least] = [rowsOffMode(errors), Math.min(LEAST_OF_A_KIND, errors.length - 1)];
  if (varied < least)
    return {
      refused: `the judge is off by the same in nearly all labelled rows: ${varied} differ, and it needs ${least}`,
    };
  const shift = describe(Float64Array.from(labels, (label, i) => label - scores[i]!));
  const spread = sd ?? describe(scores).sd;
  const estimate = mean + shift.mean;
  const fit = { estimate, ...satterthwaite(shift.sd ** 2 / shift.n, shift.n, spread ** 2 / n, n) };
  return { estimate, ci: ppiInterval(fit, level) };
}
