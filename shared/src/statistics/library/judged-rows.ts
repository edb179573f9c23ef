import { isList, sameLength, shown } from './checked.ts';
import type { Judged } from './judged.ts';

/** What a table holds for a score, or for pass and fail; nothing (null, undefined or NaN) where nobody said anything. */
export type Label = number | boolean | null | undefined;

/**
 * A column of human labels with gaps and the judge's column beside it, as what the estimates take: rows with a human
 * label, and the judge's scores of the others. True and false become 1 and 0.
 */
export function judgedRows(human: ArrayLike<Label>, judge: ArrayLike<Label>): Judged {
  const labels = labelsOf(human, 'human');
  const scores = labelsOf(judge, 'judge');
  sameLength(scores.length, 'judge', labels.length, 'one score for each entry of human, which may be empty');
  const missing = scores.indexOf(null);
  if (missing >= 0)
    throw new TypeError(`judge[${missing}] is ${shown(judge[missing])}; expected a number, true or false`);
  const rows = labels.map((label, i) => ({ label, score: scores[i] as number }));
  const labelled = rows.filter((row): row is { label: number; score: number } => row.label !== null);
  return {
    human: labelled.map(({ label }) => label),
    judge: labelled.map(({ score }) => score),
    unlabelled: rows.filter(({ label }) => label === null).map(({ score }) => score),
  };
}

function labelsOf(values: ArrayLike<Label>, name: string): readonly (number | null)[] {
  if (!isList(values)) throw new TypeError(`${name} is ${shown(values)}; expected an array with an entry for each row`);
  return Array.from(values, (value, i) => {
    if (value === null || value === undefined || Number.isNaN(value)) return null;
    if (typeof value === 'boolean') return value ? 1 : 0;
    if (typeof value === 'number') return value;
    throw new TypeError(
      `${name}[${i}] is ${shown(value)}; expected a number, true or false, or null where there is none`,
    );
  });
}
