import { REPEATED, ROWS, TABLE } from '../provenance/marks.ts';
import { namesByProduct, words } from '../provenance/names.ts';
import { GENERATED, has } from '../provenance/origins.ts';
import { type Turns, turnsIn } from '../provenance/turns.ts';
import { dataOrigins, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import type { DataSample } from '../workspace/data-samples.ts';
import type { CallSite } from './call-site.ts';
import type { Engine } from './engine.ts';
import type { Frame } from './frame.ts';
import { elementOf } from './parts.ts';
import type { Expression, Span, Statement } from './program.ts';
import { asRepeated, asSeveral, namesPromptKey, namesTurn, ofRepeated, withoutRepeats } from './repeats.ts';
import { expressionsFrom, nameOf } from './walk.ts';

/** Rows that are several to a prompt by what their columns are called: `prompt_id` beside `repetition`. */

/** A table that is made of rows. */
export function toldByColumns(table: Value, node: Span, frame: Frame): Value {
  const turns = turnsOfRows(table);
  return turns ? ofTurns(table, turns, node, frame) : table;
}

/** Rows of a file: as the code wrote them, else as the file has them, else as the code goes on to speak of them. */
export function toldOfFile(rows: Value, written: Value | null, sample: DataSample | null, site: CallSite): Value {
  if (rows.marks & REPEATED) return rows;
  if (written && written.marks & REPEATED) return ofWritten(rows, written, site.frame);
  const turns = (written && turnsOfRows(written)) ?? (sample ? sample.turns : turnsInCode(site.frame));
  return turns ? ofTurns(rows, turns, site.node, site.frame) : rows;
}

/** Rows that the code wrote as it asked a model several times for each. */
function ofWritten(rows: Value, written: Value, { engine }: Frame): Value {
  engine.noteAsking();
  return ofRepeated(rows, written);
}

/** The columns of rows that tell turns: one that is the same in all rows tells none. */
export function turnsOfRows(rows: Value): Turns | null {
  const row = rows.marks & TABLE ? rows : elementOf(rows);
  if (!row.fields || row.fields.size < 2) return null;
  const turns = turnsIn(row.fields.keys());
  if (!turns || row.fields.get(turns.turn)!.constant !== undefined) return null;
  return turns;
}

function ofTurns(rows: Value, { item, turn }: Turns, node: Span, frame: Frame): Value {
  if (rows.marks & REPEATED) return rows;
  const fields = (rows.marks & TABLE ? rows : elementOf(rows)).fields;
  // a number of tokens is of what a model said
  if ([...(fields ?? [])].some(([name, field]) => isOfModel(name, field))) frame.engine.noteAsking();
  return asRepeated(rows, node, `several rows for each "${item}", told apart by "${turn}"`, frame);
}

const isOfModel = (name: string, field: Value): boolean =>
  has(dataOrigins(field), GENERATED) || (namesByProduct(name) && words(name).includes('tokens'));

/** What the code asks of the table that this statement reads. */
function turnsInCode({ statement, engine, document }: Frame): Turns | null {
  const [target] = statement?.kind === 'assign' ? statement.targets : [];
  if (target?.kind !== 'name') return null;
  const named = (from: Engine) =>
    from.unitsOf(document).flatMap((unit) => [...(columnsNamed(unit.body).get(target.name) ?? [])]);
  const before = named(engine);
  engine.reads((now) => named(now).join('\n') === before.join('\n'));
  return turnsIn(before);
}

/** Columns that a unit speaks of, by the name of the table: `df["run"]`, `df.groupby(["run"])`. */
const columnsNamed = rememberingOf((body: readonly Statement[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const columns = new Map<string, Set<string>>();
  for (const [table, column] of body.flatMap(columnsIn)) {
    const all = columns.get(table) ?? new Set();
    columns.set(table, all.add(column));
  }
  return columns;
});

const columnsIn = rememberingOf((statement: Statement): readonly (readonly [table: string, column: string])[] =>
  expressionsFrom(statement).flatMap((node) => {
    const [table, given] = spokenOf(node);
    if (!table || !given) return [];
    const texts = given.flatMap((part) => (part.kind === 'sequence' ? part.items : [part]));
    return texts.flatMap((part) =>
      part.kind === 'constant' && typeof part.value === 'string' ? [[table, part.value] as const] : [],
    );
  }),
);

function spokenOf(node: Expression): readonly [table: string | null, given: readonly Expression[] | null] {
  if (node.kind === 'subscript' && node.object.kind === 'name') return [node.object.name, [node.index]];
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.object.kind !== 'name')
    return [null, null];
  if (!/^(?:group_?by|drop_duplicates|sort_values|pivot\w*|set_index)$/.test(node.callee.name)) return [null, null];
  return [node.callee.object.name, node.arguments.map(({ value }) => value)];
}

/** `df["run"] == 0`, `df.prompt_id == prompt`: of the rows, those of one turn or of one prompt. */
export const picksOne = (mask: Expression, rows: Value): boolean =>
  (rows.marks & (ROWS | TABLE)) !== 0 &&
  mask.kind === 'operation' &&
  (mask.operator === '==' || mask.operator === '&') &&
  mask.operands.some((part) => (mask.operator === '&' ? picksOne(part, rows) : namesOne(part)));

const namesOne = (part: Expression): boolean => {
  const name = columnIn(part);
  return name !== null && (namesPromptKey(name) || namesTurn(name));
};

function columnIn(part: Expression): string | null {
  if (part.kind === 'subscript' && part.index.kind === 'constant') return String(part.index.value);
  return part.kind === 'subscript' || part.kind === 'attribute' ? nameOf(part) : null;
}

/**
 * `runs.filter((run) => run.caseId === id)`: all answers to one prompt, or those of one turn. Of lists that are called
 * runs or trials, a prompt has several wherever they come from.
 */
export function chosenOfOne(chosen: Value, rows: Value, test: Expression | null, list: Expression | null): Value {
  const key = test && keyTested(test);
  if (!key) return chosen;
  if (namesTurn(key)) return rows.marks & REPEATED ? withoutRepeats(chosen) : chosen;
  const isOfTurns = list !== null && TURNS.test(nameOf(list));
  return rows.marks & REPEATED || isOfTurns ? asSeveral(withoutRepeats(chosen)) : chosen;
}

const TURNS = /(?:^|_|[a-z](?=[RT]))(?:[Rr]uns|[Tt]rials|repeats|rollouts)$/;

/** The key of a prompt, or of a turn, that a test wants to be one. */
function keyTested(test: Expression): string | null {
  if (test.kind !== 'operation') return null;
  if (/^(?:&&?|and)$/.test(test.operator)) return test.operands.map(keyTested).find((key) => key !== null) ?? null;
  if (!/^===?$/.test(test.operator)) return null;
  return test.operands.map(columnIn).find((key) => key !== null && (namesPromptKey(key) || namesTurn(key))) ?? null;
}
