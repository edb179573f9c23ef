import { cellsOf, labelOf } from './sheet-cells.ts';

/** What a judge said of some rows, and what people said of the same ones, in the same order. */
export interface LabelledVerdicts {
  readonly human: ArrayLike<number>;
  readonly judge: ArrayLike<number>;
}

/**
 * The verdicts of a judge that people labelled too, from the text of a CSV file with the columns `judge` and `human`.
 * Null for a file that is not there: the error says how to make one. `name` is what errors call it.
 */
export function labelledVerdicts(sheet: string | null, name = 'the sheet'): { human: number[]; judge: number[] } {
  if (sheet === null) throw new RangeError(`${name} is missing. ${HOW_TO}`);
  const [head = [], ...lines] = cellsOf(sheet);
  const columns = head.map((cell) => cell.trim().toLowerCase());
  const [judge, human] = [columns.indexOf('judge'), columns.indexOf('human')];
  if (judge < 0 || human < 0) throw new RangeError(`${name} has no columns "judge" and "human". ${HOW_TO}`);
  const labels: { human: number[]; judge: number[] } = { human: [], judge: [] };
  for (const [i, cells] of lines.entries()) {
    const [verdict, label] = [
      labelOf(cells[judge] ?? '', 'judge', i + 2, name),
      labelOf(cells[human] ?? '', 'human', i + 2, name),
    ];
    if (label === null) continue;
    if (verdict === null)
      throw new RangeError(`line ${i + 2} of ${name} has nothing in "judge"; expected what the judge said of this row`);
    labels.human.push(label);
    labels.judge.push(verdict);
  }
  if (labels.human.length === 0) throw new RangeError(`no row of ${name} is labelled yet. ${HOW_TO}`);
  return labels;
}

const HOW_TO =
  'Draw 100 to 200 rows at random from those that the number is of, write what the judge said of each into a column "judge" (1 where the number counts the row and 0 where not, or its score), and have people fill in a column "human" in the same way, without seeing the other.';
