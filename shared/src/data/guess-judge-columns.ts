import { DataError } from './data-error.ts';
import { ROW_NAMES } from './guess-value-column.ts';
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
const MODEL_WORDS = words('llm gpt gpt4 claude gemini llama mistral qwen model ai auto automatic pred predicted prediction');

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
    ({ name, kind }) =>
      kind !== 'text' && !ROW_NAMES.test(name) && !others.includes(name) && !isGiven(given, name),
  );
  const everywhere = ({ name }: ColumnPreview) =>
    rest.every((columns) => columns.some((column) => column.name === name && isNumeric(column)));
  const isLabelOnly = (column: ColumnPreview) => (rest.length > 0 ? !everywhere(column) : column.hasGaps);
  const humans = column(first, given.human) ?? candidates(free, [HUMAN_WORDS, GOLD_WORDS], isLabelOnly);
  const scored = free.filter((column) => isNumeric(column) && everywhere(column));
  const judges = column(first, given.judge) ?? candidates(scored, [JUDGE_WORDS, MODEL_WORDS], ({ hasGaps }) => !hasGaps);
  const pairs = humans.flatMap((human) => judges.filter(({ name }) => name !== human.name).map((judge) => ({ human, judge })));
  const alike = pairs.filter(({ human, judge }) => human.kind === judge.kind);
  const [pair, another] = alike.length > 0 ? alike : pairs;
  if (pair === undefined || another !== undefined) {
    throw refusal(humans, judges, first);
  }
  return { human: pair.human.name, judge: pair.judge.name };
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
function column(columns: readonly ColumnPreview[], name: string | undefined): readonly ColumnPreview[] | undefined {
  return name === undefined
    ? undefined
    : [columns.find((column) => column.name === name) ?? { name, kind: 'number', isId: false, hasGaps: false }];
}

/** The columns whose name is of the strongest kind that occurs; where no name tells, those that hold what fits. */
function candidates(
  columns: readonly ColumnPreview[],
  kinds: readonly ReadonlySet<string>[],
  holds: (column: ColumnPreview) => boolean,
): readonly ColumnPreview[] {
  const wordsOf = ({ name }: ColumnPreview) =>
    name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z0-9]+/);
  for (const kind of kinds) {
    const [whole, part] = [
      columns.filter((column) => wordsOf(column).every((word) => kind.has(word))),
      columns.filter((column) => wordsOf(column).some((word) => kind.has(word))),
    ];
    if (part.length > 0) {
      return whole.length > 0 ? whole : part;
    }
  }
  return columns.filter((column) => isNumeric(column) && !column.isId && holds(column));
}

function refusal(
  humans: readonly ColumnPreview[],
  judges: readonly ColumnPreview[],
  columns: readonly ColumnPreview[],
): DataError {
  const quoted = (list: readonly ColumnPreview[]) => list.map(({ name }) => `"${name}"`).join(', ');
  const say = (what: string, list: readonly ColumnPreview[]) =>
    list.length > 1
      ? `several columns could hold ${what}: ${quoted(list)}`
      : list.length === 0
        ? `no column seems to hold ${what}`
        : `"${list[0]!.name}" could hold ${what}`;
  return new DataError(
    `${say('the human labels', humans)}; ${say("the judge's scores", judges)}. Say which with --human COL and --judge COL; the columns are ${quoted(columns)}`,
  );
}
