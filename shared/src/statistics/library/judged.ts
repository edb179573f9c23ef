import type { JudgeSample } from '../judge-sample.ts';
import type { Groups } from '../judge-units.ts';
import { measurable, numbers, numbersLike, passOrFail } from './checked.ts';
import { type GroupId, grouped } from './groups.ts';

/** Rows that a judge scored, some of which people have labelled: a random part, if the labels are to speak for the rest. */
export interface Judged {
  /** The human labels. */
  readonly human: ArrayLike<number>;
  /** The judge's scores of the same rows, in the same order. */
  readonly judge: ArrayLike<number>;
  /** The judge's scores of the rows that people have not labelled. */
  readonly unlabelled: ArrayLike<number>;
}

/** An id for each labelled and each unlabelled row; rows with equal ids belong together. */
export interface JudgedGroups {
  readonly labelled: ArrayLike<GroupId>;
  readonly unlabelled: ArrayLike<GroupId>;
}

/** With two labelled rows or more. */
export function judgedSample({ human, judge, unlabelled }: Judged): JudgeSample {
  const labels = measurable(numbers(human, 'human', 2), 'human');
  return {
    human: labels,
    judge: measurable(numbersLike(judge, 'judge', labels.length, 'human'), 'judge'),
    unlabelled: measurable(numbers(unlabelled, 'unlabelled', 0), 'unlabelled'),
  };
}

/** With labels and scores that are 0 or 1. */
export function passFailSample(judged: Judged): JudgeSample {
  const sample = judgedSample(judged);
  for (const name of ['human', 'judge', 'unlabelled'] as const) {
    passOrFail(sample[name], name, 'this is for pass and fail, ppiMean is for scores');
  }
  return sample;
}

/** The groups of the rows, and their names. */
export function groupsOf(
  groups: JudgedGroups,
  { human, unlabelled }: JudgeSample,
  name: string,
): Groups & { readonly names: readonly string[] } {
  const { names, codes } = grouped(
    { ids: groups.labelled, name: `${name}.labelled`, rows: human.length },
    { ids: groups.unlabelled, name: `${name}.unlabelled`, rows: unlabelled.length },
  );
  return { labelled: codes[0]!, unlabelled: codes[1]!, names };
}

/** Clusters of which two or more are labelled. */
export function clustersOf(clusters: JudgedGroups | undefined, sample: JudgeSample): Groups | null {
  if (clusters === undefined) {
    return null;
  }
  const groups = groupsOf(clusters, sample, 'clusters');
  if (new Set(Array.from(groups.labelled)).size < 2) {
    throw new RangeError('all labelled rows are of one cluster; expected at least 2 clusters with human labels');
  }
  return groups;
}
