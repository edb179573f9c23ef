import type { JudgedTable } from '@unpool/shared/data/judged-rows.ts';
import type { Shared } from '@unpool/shared/data/overlap.ts';
import type { JudgeResult } from '@unpool/shared/protocol/judge.ts';
import type { JudgeCheck } from '@unpool/shared/statistics/check-judge.ts';
import type { Description } from '@unpool/shared/statistics/describe.ts';
import { isBinary } from '@unpool/shared/statistics/is-binary.ts';
import { INDEPENDENCE, marginNote, repeatsNote, wordsNote } from './notes.ts';

export interface JudgeNotesInput {
  readonly table: JudgedTable;
  readonly check: JudgeCheck;
  readonly columns: JudgeResult['columns'];
  readonly isGuessed: boolean;
  /** What labelled and unlabelled rows have in common. */
  readonly shared: Shared;
  /** They are in files of their own, which should have no rows in common. */
  readonly isTwoFiles: boolean;
}

/** What a reader of the result must know beside the numbers, in sentences. */
export function judgeNotes(input: JudgeNotesInput): readonly string[] {
  const { table, check, columns, isGuessed, shared, isTwoFiles } = input;
  const { human, judge, cluster } = columns;
  const { sample } = table.rows;
  const all: (string | false)[] = [
    ...sharedNotes(input),
    cluster === null && repeatsNote(isTwoFiles ? shared : { ...shared, units: [] }, 'labelled', 'unlabelled'),
    isGuessed && `The human labels are taken from the column "${human}", the judge's scores from "${judge}".`,
    ...table.problems,
    sample.unlabelled.length > 0 &&
      `Without a human label, and taken as unlabelled: ${sample.unlabelled.length} rows of ${sample.human.length + sample.unlabelled.length}.`,
    ...missingNotes(input),
    table.human.words.size > 0 && wordsNote(table.human.words, human),
    table.judge.words.size > 0 && wordsNote(table.judge.words, judge),
    ...scaleNotes(input),
    check.marginIsDefault && marginNote(check.margin, isBinary(sample.human), 'of the human labels'),
    check.verdict === 'compatible' &&
      'Compatible supports describing the averages of the judge. An interval or a test still needs one of the estimates that use the human labels.',
    'The human labels must be of a random part of the rows. Where they were chosen otherwise (hard cases, another data set), only the judge-corrected estimate may be used, and only if the judge errs as often there as here.',
    cluster === null
      ? shared.repeats === null && INDEPENDENCE
      : `Rows of one "${cluster}" are averaged to one value first, so that each counts once.${check.confusion === null ? '' : ' The confusion table counts rows.'}`,
    check.units.setAside > 0 &&
      `Set aside by the estimates that use unlabelled rows: ${check.units.setAside} unlabelled rows of clusters that have labelled ones.`,
  ];
  return all.filter((note) => note !== false);
}

function sharedNotes({ shared, isTwoFiles }: JudgeNotesInput): readonly string[] {
  if (!isTwoFiles) {
    return [];
  }
  const { rows, units, isPart } = shared;
  const looked = isPart ? ' Not all rows were looked at for this, as there are many.' : '';
  const advice = `Rows that stand in both count twice: leave them out of the second file.${looked}`;
  return [
    ...(rows !== null && rows.count > 0
      ? [
          `Caution: ${isPart ? 'at least ' : ''}${rows.count} unlabelled rows are equal to a labelled one in every column that both have. ${advice}`,
        ]
      : []),
    ...units.map(
      ({ column, shared, real }) =>
        `Caution: ${shared} of the ${real} different values of "${column}" in the labelled rows are in the unlabelled rows, too. ${advice}`,
    ),
  ];
}

function missingNotes({ table, columns: { human, judge } }: JudgeNotesInput): readonly string[] {
  const { labelsWithoutScore } = table;
  const unscored = table.judge.missing;
  const lost = labelsWithoutScore > 0 ? `, ${labelsWithoutScore} of them with a human label in "${human}"` : '';
  return [
    ...(unscored > 0
      ? [
          `Without a score in the column "${judge}", and left out: ${unscored} rows${lost}. ` +
            'If what is missing depends on the answer, the result is biased.',
        ]
      : []),
    ...[...table.ungrouped].map(
      ([column, count]) => `Without a value in the column "${column}", and left out: ${count} rows.`,
    ),
  ];
}

/** A difference of pass/fail and points from 1 to 5 means nothing, nor one of 1 and a code for a missing label. */
function scaleNotes({ table, check, columns: { human, judge } }: JudgeNotesInput): readonly string[] {
  const { sample } = table.rows;
  const isShare = ({ min, max }: Description) => min >= 0 && max <= 1;
  const span = (values: Float64Array, { min, max }: Description) =>
    isBinary(values) ? 'is 0 or 1' : `goes from ${min} to ${max}`;
  const differs = (isBinary(sample.human) || isBinary(sample.judge)) && isShare(check.human) !== isShare(check.judge);
  const isCode = isShare(check.judge) && check.human.min === -1 && check.human.max <= 1;
  const constant = check.human.sd === 0 ? human : check.judge.sd === 0 ? judge : null;
  return [
    ...(differs
      ? [
          `Caution: "${human}" ${span(sample.human, check.human)}, and "${judge}" ${span(sample.judge, check.judge)}. On different scales the judge's error means nothing: ${isCode ? 'if -1 stands for a missing label, leave its cell empty' : 'bring them to one'}.`,
        ]
      : []),
    ...(constant !== null
      ? [`All labelled rows have the same value in "${constant}": check that this is the right column.`]
      : []),
  ];
}
