import { TABLE } from '../provenance/marks.ts';
import { unitOrigins, type Value, withField } from '../provenance/value.ts';
import { destructure, update } from './assign.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import { type Frame, isTypeScript } from './frame.ts';
import { isModel } from './models.ts';
import { elementOf, iterated } from './parts.ts';
import type { Expression, If, Loop, Statement } from './program.ts';
import { enterRound } from './rounds.ts';
import { statementsIn } from './walk.ts';

/** Loops: to a fixpoint, or round by round over a short list of literals. */

const LOOP_ROUNDS = 3;

export function executeLoop(statement: Loop, frame: Frame): void {
  const { control, gates } = frame;
  const iterable = statement.iterable && statement.target ? iterated(evaluate(statement.iterable, frame), frame) : null;
  const listed = iterable ? literals(iterable) : null;
  if (listed) executeListed(listed, statement, frame);
  else executeRounds(statement, iterable, frame);
  // `continue` ends one round only
  frame.gates = gates;
  if (frame.control !== control && !statementsIn(statement.body).some(({ kind }) => kind === 'return'))
    frame.control = control;
  executeBlock(statement.otherwise, frame);
}

const MAX_LISTED = 8;

/** The items of a short list of literals: `for name in ["real", "synthetic"]`. */
export const literals = ({ items }: Value): readonly Value[] | null =>
  items && items.length > 0 && items.length <= MAX_LISTED && items.every(isLiteral) ? items : null;

/** Also a setting that says which model runs with it, or which function. */
const isLiteral = (item: Value): boolean =>
  item.constant !== undefined ||
  (item.items?.some(({ constant }) => constant !== undefined) ?? false) ||
  [...(item.fields?.values() ?? [])].some((entry) => isModel(entry) || entry.target?.kind === 'function');

/** Round by round, each with its own literal: what it names (a file, a column) is known then. */
function executeListed(items: readonly Value[], loop: Loop, frame: Frame): void {
  const { target, body } = loop;
  const { context, rounds, jumps } = frame;
  const gone = rowsOf(loop);
  frame.rounds = [...rounds, enterRound(loop, null, null, frame)];
  frame.jumps = [];
  for (const [index, item] of items.entries()) {
    frame.context = `${context}/${index}`;
    const scope = frame.scope;
    const fork = scope.fork();
    frame.scope = fork;
    destructure(target!, item, frame);
    const before = gone && fork.local(gone.name);
    const goesOn = executeBlock(body, frame);
    if (gone?.are === 'entries') fill(gone, before, fork.local(gone.name), frame, item.items?.[0]?.constant);
    frame.scope = scope;
    scope.merge([fork, ...frame.jumps], !goesOn);
    frame.jumps = [];
  }
  frame.context = context;
  frame.rounds = rounds;
  frame.jumps = jumps;
}

/**
 * `for (const model of MODELS) { if (model === JUDGE) continue; … }`: whether this one is passed over; null where that
 * is not known.
 */
export function isPassedOver({ test, then: [only, ...more] }: If, frame: Frame): boolean | null {
  if (only?.kind !== 'jump' || more.length > 0 || test.kind !== 'operation' || !isTypeScript(frame)) return null;
  if (!/^[=!]==?$/.test(test.operator)) return null;
  const [one, other] = test.operands.map((operand) => evaluate(operand, frame).constant);
  return typeof one === 'string' && typeof other === 'string'
    ? (one === other) !== test.operator.startsWith('!')
    : null;
}

function executeRounds(statement: Loop, first: Value | null, frame: Frame): void {
  const scope = frame.scope;
  const { iterating, rounds, jumps } = frame;
  const rows = rowsOf(statement);
  frame.rounds = [...rounds, enterRound(statement, null, first, frame)];
  for (let round = 0; round < LOOP_ROUNDS; round++) {
    const fork = scope.fork();
    frame.scope = fork;
    frame.jumps = [];
    if (statement.iterable && statement.target) {
      const iterable = round === 0 && first ? first : iterated(evaluate(statement.iterable, frame), frame);
      frame.iterating = [...iterating, iterable];
      destructure(statement.target, elementOf(iterable), frame);
    } else if (statement.test) evaluate(statement.test, frame);
    const before = rows && fork.local(rows.name);
    executeBlock(statement.body, frame);
    if (rows) fill(rows, before, fork.local(rows.name), frame);
    frame.scope = scope;
    frame.iterating = iterating;
    if (!scope.merge([fork, ...frame.jumps], true)) break;
  }
  frame.rounds = rounds;
  frame.jumps = jumps;
}

/** What a loop goes through, and what it calls each of them. */
interface GoneThrough {
  readonly name: string;
  readonly all: Expression;
  /** Are they kept under keys, or do they have names of their own? */
  readonly are: 'listed' | 'entries' | 'named';
}

/** `for i, row in enumerate(rows)`, `for key, table in tables.items()`, `of Object.values(tally)`, `for table in [train, test]` */
function rowsOf({ target, iterable, body }: Loop): GoneThrough | null {
  if (!target || !iterable) return null;
  const second = target.kind === 'sequence' && target.items.length === 2 ? target.items[1]! : null;
  const called = (item: Expression | null, all: Expression | undefined, are: GoneThrough['are']) =>
    item?.kind === 'name' && all && (are === 'listed' || !binds(body, item.name))
      ? { name: item.name, all, are }
      : null;
  if (iterable.kind === 'sequence') return called(target, iterable, 'named');
  if (iterable.kind === 'name') return called(target, iterable, 'listed');
  if (iterable.kind !== 'call') return null;
  const { callee, arguments: given } = iterable;
  if (callee.kind === 'name' && /^(enumerate|tqdm)$/.test(callee.name)) {
    const all = given[0]?.value;
    return all?.kind === 'name' ? called(callee.name === 'enumerate' ? second : target, all, 'listed') : null;
  }
  if (callee.kind !== 'attribute') return null;
  const isOfObject = callee.object.kind === 'name' && callee.object.name === 'Object';
  if (given.length > (isOfObject ? 1 : 0)) return null;
  const all = isOfObject ? given[0]?.value : callee.object;
  if (callee.name === 'values') return called(target, all, 'entries');
  return /^(?:items|entries)$/.test(callee.name) ? called(second, all, 'entries') : null;
}

/** `table = table.dropna()`: what the name stands for then is another one. */
const binds = (body: readonly Statement[], name: string): boolean =>
  statementsIn(body).some(
    (statement) =>
      statement.kind === 'assign' && statement.targets.some((target) => target.kind === 'name' && target.name === name),
  );

/** What was stored into one is in what holds them all, too. */
function fill(
  { all, are }: GoneThrough,
  before: Value | null | undefined,
  after: Value | null | undefined,
  frame: Frame,
  key?: unknown,
): void {
  if (!before || !after?.fields || after.fields === before.fields) return;
  if (are === 'listed' && !(before.marks & TABLE)) {
    update(all, frame, (list) => withElement(list, after));
    return;
  }
  const stored = [...after.fields].filter(([key, value]) => before.fields?.get(key) !== value);
  const filled = (table: Value): Value => stored.reduce((to, [key, value]) => withField(to, key, value), table);
  if (are === 'named' && all.kind === 'sequence')
    for (const item of all.items) if (item.kind === 'name') update(item, frame, filled);
  if (are !== 'named')
    update(all, frame, (tables) => {
      const one = typeof key === 'string' ? tables.fields?.get(key) : undefined;
      return one ? withField(tables, String(key), filled(one)) : eachOf(tables, filled, after);
    });
}

const withElement = (all: Value, row: Value): Value =>
  all.marks & TABLE
    ? all
    : all.with({ element: row, items: null, origins: all.origins | unitOrigins(row), constant: undefined });

/** Changes each that is held; where nothing is known of them, they are as the loop left them. */
function eachOf(all: Value, change: (one: Value) => Value, otherwise: Value): Value {
  if (all.marks & TABLE) return all;
  const { fields, items, element } = all;
  if (!fields && !items && !element) return all.with({ element: otherwise });
  return all.with({
    fields: fields && new Map([...fields].map(([key, one]) => [key, change(one)])),
    items: items?.map(change) ?? null,
    element: element && change(element),
  });
}
