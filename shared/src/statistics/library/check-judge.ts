import { type JudgeCheck as Checked, checkJudge as check } from '../check-judge.ts';
import { describe } from '../describe.ts';
import { isBinary } from '../is-binary.ts';
import { levelOf, positive } from './checked.ts';
import type { AlphaOption } from './estimate.ts';
import { clustersOf, groupsOf, type Judged, type JudgedGroups, judgedSample } from './judged.ts';

export interface JudgeOptions extends AlphaOption {
  /** The largest error of the judge's mean that would not matter. A placeholder by default: 0.05 for pass and fail. */
  readonly margin?: number;
  /** The prompt or conversation of each row. Each counts once, by the mean of its rows. */
  readonly clusters?: JudgedGroups;
  /** Such as languages or topics, in which the judge errs differently. */
  readonly strata?: JudgedGroups;
  /** Half the width that the interval should have: asks how many labels to add. */
  readonly halfWidth?: number;
}

export interface JudgeCheck extends Omit<Checked, 'units'> {
  /** Rows. */
  readonly labelled: number;
  readonly unlabelled: number;
  /** Where they are given: how many there are. */
  readonly clusters: { readonly labelled: number; readonly unlabelled: number } | null;
}

/**
 * How far a judge may stand in for people: agreement, its error with a verdict against the margin, and every estimate of
 * the mean human label that these rows allow. What `unpool judge` prints.
 */
export function checkJudge(judged: Judged, options: JudgeOptions = {}): JudgeCheck {
  const { margin, clusters, strata, halfWidth, alpha = 0.05 } = options;
  levelOf(alpha);
  const sample = judgedSample(judged);
  if (margin !== undefined) {
    positive(margin, 'margin', 'the largest error that would not matter, in the unit of the labels');
  } else if (!isBinary(sample.human) && describe(sample.human).sd === 0) {
    throw new RangeError('all human labels are the same, so there is no placeholder for the margin: give one');
  }
  if (halfWidth !== undefined) {
    positive(halfWidth, 'halfWidth', 'in the unit of the labels');
  }
  const rows = {
    sample,
    clusters: clustersOf(clusters, sample),
    strata: strata === undefined ? null : groupsOf(strata, sample, 'strata'),
  };
  const { units, ...result } = check(rows, { margin, alpha, halfWidth });
  return {
    ...result,
    labelled: sample.human.length,
    unlabelled: sample.unlabelled.length,
    clusters: rows.clusters && { labelled: units.sample.human.length, unlabelled: units.sample.unlabelled.length },
  };
}
