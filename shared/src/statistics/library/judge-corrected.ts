import { confusion } from '../confusion.ts';
import { judgeCorrectedRate } from '../judge-corrected.ts';
import type { Refused } from '../ppi.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { type Judged, passFailSample } from './judged.ts';

/**
 * The rate at which people would pass the unlabelled rows, for pass (1) and fail (0), by the judge's sensitivity and
 * specificity (Rogan and Gladen), with the interval of Lee et al. Unlike `postStratified` it may be used where the labelled
 * rows are another mix of good and bad ones than the unlabelled. Refused where the judge may be no better than chance, or
 * there are fewer than 10 human passes or fails.
 */
export function judgeCorrected(judged: Judged, { alpha = 0.05 }: AlphaOption = {}): Estimate | Refused {
  const level = levelOf(alpha);
  const { human, judge, unlabelled } = passFailSample(judged);
  const passes = unlabelled.reduce((sum, verdict) => sum + verdict, 0);
  const result = judgeCorrectedRate(confusion(human, judge), passes, unlabelled.length);
  return 'refused' in result ? result : { estimate: result.estimate, ci: result.interval(level) };
}
