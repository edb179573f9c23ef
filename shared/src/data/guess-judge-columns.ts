import { DataError } from './data-error.ts';
import { ROW_NAMES } from './guess-value-column.ts';
import { clipped, listed } from './listed.ts';
import type { ColumnPreview } from './preview.ts';

export interface JudgeColumns {
  readonly human: string;
  readonly judge: string;
}

/** Words in the names of columns with labels of people. */
const HUMAN_WORDS = words('human humans person people manual annotator annotators annotated annotation expert experts');
/** Weaker: such labels may also be made by a model. */
const GOLD_WORDS = words('gold golden truth rater raters reviewer');
const JUDGE_WORDS = words('judge judges judged judgement judgment grader autograder autorater evaluator verdict');
const MODEL_WORDS = words(
  'llm gpt gpt4 claude gemini llama mistral qwen model ai auto automatic pred predicted prediction',
);

const HUMAN_KINDS = [HUMAN_WORDS, GOLD_WORDS];
const JUDGE_KINDS = [JUDGE_WORDS, MODEL_WORDS];

/**
 * The columns of the human labels and of the judge's scores, where they are not `given`: told by their names, else by
 * what they hold (a human label is missing in some rows, a judge's score in none). With two files the first is the
 * labelled one. Throws a DataError that names the candidates when none or several fit equally.
 */
export function guessJudgeColumns(
  files: readonly (readonly ColumnPreview[])[],
  given: Partial<JudgeColumns>,
  others: readonly string[],
): JudgeColumns {
  const [first = [], ...rest] = files;
  const free = first.filter(
    ({ name, kind }) => kind !== 'text' && !ROW_NAMES.test(name) && !others.includes(name) && !isGiven(given, name),
  );
  const everywhere = ({ name }: ColumnPreview) =>
    rest.every((columns) => columns.some((column) => column.name === name && isNumeric(column)));
  const isLabelOnly = (column: ColumnPreview) => (rest.length > 0 ? !everywhere(column) : column.hasGaps);
  const humans = named(first, given.human) ?? candidates(free, HUMAN_KINDS, isLabelOnly);
  const scored = free.filter((column) => isNumeric(column) && everywhere(column));
  const judges = named(first, given.judge) ?? candidates(scored, JUDGE_KINDS, ({ hasGaps }) => !hasGaps);
  const pairs = humans.flatMap((human) =>
    judges
      .filter(({ column }) => column.name !== human.column.name)
      .map((judge) => ({ human, judge, rank: human.rank + judge.rank + (isAlike(human, judge) ? 0 : UNLIKE) })),
  );
  const [best, another] = pairs.sort((a, b) => a.rank - b.rank);
  if (best === undefined || another?.rank === best.rank) {
    throw refusal(humans, judges, first);
  }
  return { human: best.human.column.name, judge: best.judge.column.name };
}

/** A column that may be meant; the lower the rank, the better its name fits. */
interface Candidate {
  readonly column: ColumnPreview;
  readonly rank: number;
}

/** Labels and scores on one scale go together, whatever their names. */
const UNLIKE = 100;

function isAlike(human: Candidate, judge: Candidate): boolean {
  return human.column.kind === judge.column.kind || human.column.kind === 'empty';
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

function isGiven({ human, judge }: Partial<JudgeColumns>, name: string): boolean {
  return name === human || name === judge;
}

function isNumeric({ kind }: ColumnPreview): boolean {
  return kind === 'number' || kind === 'binary';
}

/** A column that is named, as it is; one that the file lacks is found out when it is read. */
function named(columns: readonly ColumnPreview[], name: string | undefined): readonly Candidate[] | undefined {
  if (name === undefined) {
    return undefined;
  }
  const column = columns.find((column) => column.name === name);
  return [
    {
      column: column ?? {
        name,
        kind: 'empty',
        isId: false,
        isRun: false,
        hasGaps: false,
        holds: 'nothing',
        values: null,
        text: null,
      },
      rank: 0,
    },
  ];
}

/** The columns whose names have words of one of the kinds, the best first; where no name tells, those that hold what fits. */
function candidates(
  columns: readonly ColumnPreview[],
  kinds: readonly ReadonlySet<string>[],
  holds: (column: ColumnPreview) => boolean,
): readonly Candidate[] {
  const found = columns.flatMap((column): Candidate[] => {
    const parts = column.name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/);
    const kind = kinds.findIndex((kind) => parts.some((part) => kind.has(part)));
    const isWhole = parts.every((part) => kinds[kind]?.has(part));
    return kind === -1 ? [] : [{ column, rank: 2 * kind + (isWhole ? 0 : 1) }];
  });
  return found.length > 0
    ? found
    : columns
        .filter((column) => isNumeric(column) && !column.isId && holds(column))
        .map((column) => ({ column, rank: 0 }));
}

function refusal(
  humans: readonly Candidate[],
  judges: readonly Candidate[],
  columns: readonly ColumnPreview[],
): DataError {
  const quoted = (list: readonly ColumnPreview[]) => listed(list.map(({ name }) => name));
  const say = (what: string, list: readonly Candidate[], kinds: readonly ReadonlySet<string>[]) => {
    const names = quoted(list.map(({ column }) => column));
    const many = list.length > 1 ? `several columns could hold ${what}: ${names}` : `${names} could hold ${what}`;
    return list.length === 0 ? `no column seems to hold ${what}${texts(columns, kinds)}` : many;
  };
  return new DataError(
    `${say('the human labels', humans, HUMAN_KINDS)}; ${say("the judge's scores", judges, JUDGE_KINDS)}. Say which with --human COL and --judge COL; the columns are ${quoted(columns)}`,
  );
}

/** That a column has the right name, and words in it that are no labels. */
function texts(columns: readonly ColumnPreview[], kinds: readonly ReadonlySet<string>[]): string {
  const named = columns.filter(({ kind, values }) => kind === 'text' && values !== null);
  const [found] = candidates(named, kinds, () => false);
  return found === undefined
    ? ''
    : ` ("${clipped(found.column.name)}" holds ${listed(found.column.values!.slice(0, 3))}; expected numbers, pass/fail or true/false)`;
}
