import { confusion } from '../confusion.ts';
import { postStratified as byVerdict } from '../post-stratified.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { type Judged, passFailSample } from './judged.ts';

export interface PostStratified extends Estimate {
  /** A verdict of the judge that no labelled row has: what people say behind it is unknown, and the interval is wide. */
  readonly emptyStratum: 'judge-pass' | 'judge-fail' | null;
}

/**
 * The rate at which people would pass, for pass (1) and fail (0): what the labels say behind the judge's passes and
 * behind its fails, weighted by how often it says each in all rows. The one to report for pass and fail.
 */
export function postStratified(judged: Judged, { alpha = 0.05 }: AlphaOption = {}): PostStratified {
  const level = levelOf(alpha);
  const { human, judge, unlabelled } = passFailSample(judged);
  const cells = confusion(human, judge);
  const passes = cells.tp + cells.fp + unlabelled.reduce((sum, verdict) => sum + verdict, 0);
  const { estimate, emptyStratum, interval } = byVerdict(cells, passes, human.length + unlabelled.length);
  return { estimate, ci: interval(level), emptyStratum };
}
