import type { Effect } from '../catalog/entry.ts';
import { NO_DATA, REPEATED, ROWS, SEVERAL, TABLE, TOTAL } from '../provenance/marks.ts';
import { snakeCase, words } from '../provenance/names.ts';
import { dataMarks, dataOrigins, UNKNOWN, unitOrigins, Value } from '../provenance/value.ts';
import { argument } from './argument.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import { columnOf } from './column.ts';
import { causeAt, type Frame, isTypeScript, siteOf } from './frame.ts';
import { elementOf, keyOf, lastName, oneOfEach } from './parts.ts';
import type { Expression, Operation, Span } from './program.ts';
import { hasAsked, heldOver, isByDefault, isRows, type Round } from './rounds.ts';
import { descendants, nameOf } from './walk.ts';

/**
 * Several answers to each prompt, in one list: rows that belong together. They come from loops inside of each other, from
 * lists of prompts that are repeated, and from requests for several answers at once.
 */

/** A list that was filled in the loops around: with several entries for each row, if they go through both. */
export function filledInRounds(
  list: Value,
  added: Added,
  path: Expression,
  entry: Expression | null,
  node: Span,
  frame: Frame,
): Value {
  const marks = added?.value.marks ?? 0;
  const all = [...frame.around, ...frame.rounds];
  if (list.marks & REPEATED || (all.length === 0 && !(marks & SEVERAL))) return list;
  let byRows = added !== null && isOfRows(added.node);
  let repeating: Round | null = null;
  const keys = new Set<string>();
  let isSeveral = (marks & SEVERAL) !== 0;
  for (const round of all.reverse()) {
    const held = heldOver(path, round, keys);
    if (held === 'new') break;
    if (held === 'keyed') {
      for (const name of round.form.targets) keys.add(name);
      continue;
    }
    if (round.repeats && (hasAsked(round, frame) || isToAsk(entry, frame.rounds))) {
      repeating ??= round;
      isSeveral = true;
    }
    byRows ||= round.byRows || (added !== null && countsSeveral(added.value) && round.form.mayBeRows && !round.repeats);
  }
  if (!isSeveral) return list;
  if (byRows) return inRound(list, repeating, node, frame);
  return isList(list) || (isTypeScript(frame) && list.marks & TOTAL) ? withMark(list, SEVERAL) : list;
}

/** How many of the answers to one prompt are so, as opposed to what each of them is. */
const countsSeveral = ({ marks }: Value): boolean =>
  (marks & SEVERAL) !== 0 && (marks & TOTAL) !== 0 && !(marks & ROWS);

/** What is said of a count is one thing of a prompt, however many answers it was counted from: `passes > 0`. */
export const saidOfCount = (value: Value, count: Value): Value =>
  countsSeveral(count) ? value.with({ marks: value.marks & ~SEVERAL }) : value;

/** A sum over rows: of counts of several answers each, it counts all of them as rows. */
export function summedUp(sum: Value, node: Span, frame: Frame): Value {
  const fields = sum.fields && new Map(Array.from(sum.fields, ([name, one]) => [name, summedUp(one, node, frame)]));
  if (fields) return sum.with({ fields });
  return countsSeveral(sum) ? asRepeated(sum, node, 'several answers to each prompt, added up', frame) : sum;
}

/** The rows of a file to which the loops around add one by one, or some at once. */
export const writtenInRounds = (row: Value, added: Added, path: Expression, node: Span, frame: Frame): Value =>
  filledInRounds(
    new Value({ element: row, origins: unitOrigins(row), marks: ROWS, cause: row.cause }),
    added,
    path,
    null,
    node,
    frame,
  );

/** `jobs.push({ task, run })`: what to ask later, once for each turn. */
export function isToAsk(entry: Expression | null, rounds: readonly Round[]): boolean {
  if (!entry || entry.kind === 'constant') return false;
  const parts = [...descendants(entry)];
  const isWritten = parts.every(({ kind }) => !/^(?:call|comprehension|function|suspend)$/.test(kind));
  const rows = rounds.filter(({ byRows }) => byRows);
  return (
    isWritten && rows.some(({ form }) => parts.some((part) => part.kind === 'name' && form.targets.has(part.name)))
  );
}

/** What is added to a list at once, as opposed to one entry. */
export type Added = { readonly value: Value; readonly node: Expression } | null;

/** `run(questions, seed)`: answers to many prompts. */
const isOfRows = (node: Expression): boolean =>
  node.kind === 'call' &&
  node.arguments.some(({ value }) => words(nameOf(value)).some((word) => isRows(word) && /s$|^data/.test(word)));

const isList = (value: Value): boolean => (value.marks & ROWS) !== 0 || value.items !== null || value.element !== null;

/** Of rows that are several to a prompt already, or by this round. */
const inRound = (list: Value, round: Round | null, node: Span, frame: Frame): Value =>
  (round?.rows?.marks ?? 0) & REPEATED
    ? ofRepeated(list, round!.rows!)
    : asRepeated(list, round?.iterable ?? node, 'several answers to each prompt, in one list', inOf(round, frame));

/** Where what it goes through is written. */
const inOf = (round: Round | null, frame: Frame): Frame => (round?.iterable && round.in) || frame;

/** What is of rows that are several to a prompt. */
export const ofRepeated = (list: Value, rows: Value): Value =>
  list.with({
    marks: (list.marks | REPEATED) & ~(SEVERAL | NO_DATA),
    cause: { kind: 'step', place: null, message: null, inputs: dataOrigins(list) === 0 ? [rows, list] : [list, rows] },
  });

const withMark = (value: Value, mark: number): Value =>
  value.marks & mark ? value : value.with({ marks: (value.marks | mark) & ~NO_DATA });

/** Several answers to one prompt. */
export const asSeveral = (list: Value): Value => withMark(list, SEVERAL);

/** The rows, now several to a prompt. */
export function asRepeated(value: Value, node: Span, message: string, frame: Frame): Value {
  if (value.marks & REPEATED) return value;
  frame.engine.noteRepeat(siteOf(frame, node as Expression));
  return value.with({
    marks: (value.marks | REPEATED) & ~(SEVERAL | NO_DATA),
    cause: causeAt(frame, node, 'repeat', message, [value]),
  });
}

/** A list that a comprehension makes, of the rounds of its clauses. */
export function madeInRounds(list: Value, element: Value, rounds: readonly Round[], frame: Frame): Value {
  if (areTurnsOfEach(rounds, frame)) return inRound(list, null, rounds[1]!.iterable!, frame);
  const repeating = rounds.find((round) => round.repeats && (hasAsked(round, frame) || rounds.length > 1));
  if (!repeating) return list;
  const isOfRows = rounds.some(({ byRows }) => byRows);
  if (isOfRows || (rounds.length > 1 && repeating !== rounds[0] && repeating.answered === -1))
    return inRound(list, repeating, repeating.iterable!, frame);
  return element.marks & ROWS ? list : withMark(list, SEVERAL);
}

/** `trials = [trial for trials in by_task.values() for trial in trials]` */
function areTurnsOfEach(rounds: readonly Round[], { statement }: Frame): boolean {
  const [each, inner] = rounds;
  const list = inner?.iterable;
  if (rounds.length !== 2 || !each!.byRows || list?.kind !== 'name' || !each!.form.targets.has(list.name)) return false;
  const target = statement?.kind === 'assign' ? nameOf(statement.targets[0]!) : '';
  return [target, list.name].some((name) => namesTurns(words(name).at(-1) ?? ''));
}

const namesTurns = (word: string): boolean =>
  /^(?:trials|repeats|reps|repetitions|replicates|rollouts|generations)$/.test(word);

/** `examples * n_repeats`, `[prompt] * n` */
export function timesCount(node: Operation, operands: readonly Value[], result: Value, frame: Frame): Value {
  const [list, count] = node.operands;
  const [left, right] = operands;
  if (node.operator !== '*' || !list || !count || !isCount(count, right!, frame)) return result;
  if (list.kind === 'sequence' && list.form === 'list' && list.items.length === 1) {
    const [only] = list.items;
    const isPrompt = words(nameOf(only!)).some(isRows) || ((left!.items?.[0]?.marks ?? 0) & TABLE) !== 0;
    return isPrompt ? withMark(result, SEVERAL) : result;
  }
  const isList = words(nameOf(list)).some((word) => isRows(word) && /s$|^data|^df$/.test(word));
  return isList && left!.constant === undefined
    ? asRepeated(result, node, 'each prompt taken several times', frame)
    : result;
}

/** A number of times, by its name or value; once is none. */
function isCount(node: Expression, { constant }: Value, frame: Frame): boolean {
  if (constant !== undefined && typeof constant !== 'number') return false;
  if (constant === 1) return isByDefault(node, frame) && namesCount(nameOf(node));
  return namesCount(nameOf(node)) || (node.kind === 'constant' && constant !== undefined && constant < 100);
}

/** `n_repeats`, `NUM_TRIALS` */
export const namesTimes = (name: string): boolean =>
  /^(n|num)_|repeats?$/i.test(snakeCase(name)) && namesCount(name) && name.length > 2;

const namesCount = (name: string): boolean =>
  /(^|_)(n_?)?(repeats?|reps?|trials?|runs?|samples|rollouts?|generations|replicates|times|votes|per_\w+)(_|$)|^[nk]$/i.test(
    snakeCase(name),
  );

const PROMPT_KEY =
  /^(?:(?:prompt|question|task|item|example|case|problem|scenario|persona|instance|query|q|sample|vignette|doc|document|conversation|respondent|participant|story|proposal|topic|row|input|pair|unit|cluster)(?:_?(?:id|idx|index|key|no|num|number|text|name|hash|uuid))?|id|idx|uid|qid|pid)$/i;
const TURN_KEY =
  /^(?:seed|run|trial|rep|repeat|repetition|replicate|replication|rollout|iteration|generation|gen|sample)(?:_?(?:id|idx|index|no|num|number))?$/i;

/** Is a column of this name the same for all answers to one prompt, or tells the turns apart? */
export const namesPromptKey = (name: string): boolean => PROMPT_KEY.test(name);
export const namesTurn = (name: string): boolean => TURN_KEY.test(name);

/** `table.groupby("prompt_id")`: what is computed by prompt, or by turn, keeps no others of it. */
export function groupedRows(table: Value, by: Value | null): Value {
  if (!(dataMarks(table) & (REPEATED | SEVERAL))) return table;
  const keys = (by?.items ?? (by ? [by] : [])).map(keyOf);
  const isApart = keys.length === 0 || keys.some((key) => key === null || namesPromptKey(key) || namesTurn(key));
  return isApart ? withoutRepeats(table) : table;
}

const APART = REPEATED | SEVERAL;

/** The rows of one prompt, or of one turn. */
export function withoutRepeats(value: Value): Value {
  if (!(value.marks & APART) && ![...(value.fields?.values() ?? [])].some(({ marks }) => marks & APART)) return value;
  const fields = value.fields && new Map(Array.from(value.fields, ([name, field]) => [name, withoutRepeats(field)]));
  return value.with({ marks: value.marks & ~APART, fields });
}

/** What is made of lists entry by entry is as they are. */
export function keptSeveral(list: Value, of: readonly Value[]): Value {
  const repeated = of.find(({ marks }) => marks & REPEATED);
  if (repeated) return ofRepeated(list, repeated);
  return of.some(({ marks }) => marks & SEVERAL) ? withMark(list, SEVERAL) : list;
}

/** One row for each prompt, or one column for each turn. */
const putsApart = (name: string): boolean => /^(?:drop_duplicates|pivot|unstack|nth|first|unique)$/.test(name);

/** Lists of several answers each, put together: `np.concatenate(answers)`, `table.explode("answers")`. */
export const flattened = (result: Value, lists: Value, node: Span, frame: Frame): Value =>
  lists.marks & SEVERAL || elementOf(lists).marks & SEVERAL
    ? asRepeated(result, node, 'several answers to each prompt, in one list', frame)
    : result;

/** Of rows that are several to a prompt: those that are put apart by prompt, and lists of them that are put together. */
export function ofRepeats(given: Value, site: CallSite): Value | null {
  const name = lastName(site.name);
  if (putsApart(name)) return withoutRepeats(given);
  if (name === 'explode') {
    const column = keyOf(site.positional[0] ?? site.named.get('column') ?? UNKNOWN);
    const lists = column === null ? given : columnOf(given, column, site.node, site.frame);
    return flattened(given, lists, site.node, site.frame);
  }
  return /^(?:flat|flatten|flattenDeep|ravel|reshape)$/.test(name)
    ? flattened(given, given, site.node, site.frame)
    : null;
}

/** `numpy.repeat(prompts, 5)` */
export function repeatedRows(rows: Value | null, { node, frame, positionalNodes: [list] }: CallSite): Value | null {
  if (!rows || !list) return null;
  const isOfRows =
    (rows.marks & TABLE) !== 0 || [...descendants(list)].some((part) => words(nameOf(part)).some(isRows));
  return isOfRows ? asRepeated(rows, node, 'each taken several times', frame) : rows;
}

/** `itertools.product(prompts, range(5))` */
export function crossed({ node, frame, positional, positionalNodes }: CallSite): Value {
  const pairs = oneOfEach(positional);
  const isOfRows = positionalNodes.some((part) => isRowList(part));
  const isOften = positionalNodes.some((part) => isTurns(part));
  return isOfRows && isOften ? asRepeated(pairs, node, 'each prompt taken several times', frame) : pairs;
}

const isRowList = (node: Expression): boolean => words(nameOf(node)).some(isRows);

/** `range(n_samples)`, `seeds` */
const isTurns = (node: Expression): boolean =>
  node.kind === 'call'
    ? nameOf(node) === 'range' && !node.arguments.some(({ value }) => value.kind === 'call')
    : /^(?:\w*_)?(?:seeds|trials|runs|repeats|reps)$/i.test(nameOf(node));

/** `evaluation.eval_all_samples(recorder, samples)` */
export function recordRows({ rows, in: holder }: Extract<Effect, { kind: 'records' }>, site: CallSite): Value {
  const [given, index] = [argument(site, rows), typeof holder === 'number' ? holder : -1];
  const node = site.positionalNodes[index];
  if (given && given.marks & REPEATED && node)
    update(node, site.frame, (held) => held.with({ marks: held.marks | REPEATED, cause: given.cause }));
  return UNKNOWN;
}

/** `table.loc[table.index.repeat(n)]` */
export const takenAgain = (value: Value, index: Expression, frame: Frame): Value =>
  index.kind === 'call' &&
  index.callee.kind === 'attribute' &&
  index.callee.name === 'repeat' &&
  nameOf(index.callee.object) === 'index'
    ? asRepeated(value, index, 'each row taken several times', frame)
    : value;

const INTERVAL =
  /wilson|clopper|bootstrap|confidence_?interval|conf_?int|(^|_)(ci|ci95|sem|stderr|std_?err)(_|$)|standard_error/i;
const TEST =
  /(?:^|_)(?:t|z|permutation|randomi[sz]ation|binomial|proportions?)_?test|mann_?whitney|wilcoxon|rank_?sum|kruskal/i;

/** Does a function of this name, which is not here, give an interval, or test something? */
export const namesInterval = (name: string): boolean => INTERVAL.test(snakeCase(name)) || namesTest(name);
export const namesTest = (name: string): boolean => TEST.test(snakeCase(name));
