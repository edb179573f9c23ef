import { confusion } from '../confusion.ts';
import { judgeCorrectedRate } from '../judge-corrected.ts';
import type { Refused } from '../ppi.ts';
import { levelOf, numbers, numbersLike, passOrFail } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import type { LabelledVerdicts } from './labelled-verdicts.ts';
import { counted, type Rate } from './rate.ts';

export interface CorrectedRate extends Estimate {
  /** As many rows as the estimate says that people would pass; no whole number. */
  readonly successes: number;
}

/**
 * The rate at which people would pass `n` rows of which the judge passes `successes`, by its sensitivity and specificity
 * on other rows that people have labelled (Rogan and Gladen, with the interval of Lee et al.): `judgeCorrected` for where
 * there are only the counts. The labelled rows may be another mix of good and bad ones. The estimate is held between 0 and 1.
 */
export function correctedRate(
  rate: Rate,
  { human, judge }: LabelledVerdicts,
  { alpha = 0.05 }: AlphaOption = {},
): CorrectedRate | Refused {
  const level = levelOf(alpha);
  const { k, n } = counted(rate);
  const labels = numbers(human, 'human');
  const verdicts = numbersLike(judge, 'judge', labels.length, 'human');
  passOrFail(labels, 'human', INSTEAD);
  passOrFail(verdicts, 'judge', INSTEAD);
  const result = judgeCorrectedRate(confusion(labels, verdicts), k, n);
  if ('refused' in result) return result;
  const within = (value: number) => Math.min(1, Math.max(0, value));
  const estimate = within(result.estimate);
  const [low, high] = result.interval(level);
  return { estimate, ci: [within(low), within(high)], successes: estimate * n };
}

const INSTEAD = 'this is for pass and fail, correctedMean is for scores';
