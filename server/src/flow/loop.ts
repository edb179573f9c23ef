import { TABLE, unitOrigins, type Value } from '../provenance/value.ts';
import { destructure, update } from './assign.ts';
import { evaluate } from './evaluate.ts';
import { executeBlock } from './execute.ts';
import type { Frame } from './frame.ts';
import { elementOf, iterated } from './parts.ts';
import type { Expression, Loop } from './program.ts';
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

const isLiteral = (item: Value): boolean =>
  item.constant !== undefined || (item.items?.some(({ constant }) => constant !== undefined) ?? false);

/** Round by round, each with its own literal: what it names (a file, a column) is known then. */
function executeListed(items: readonly Value[], loop: Loop, frame: Frame): void {
  const { target, body } = loop;
  const { context, rounds, jumps } = frame;
  frame.rounds = [...rounds, enterRound(loop, null, null, frame)];
  frame.jumps = [];
  for (const [index, item] of items.entries()) {
    frame.context = `${context}/${index}`;
    const scope = frame.scope;
    const fork = scope.fork();
    frame.scope = fork;
    destructure(target!, item, frame);
    const goesOn = executeBlock(body, frame);
    frame.scope = scope;
    scope.merge([fork, ...frame.jumps], !goesOn);
    frame.jumps = [];
  }
  frame.context = context;
  frame.rounds = rounds;
  frame.jumps = jumps;
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
    const after = rows && fork.local(rows.name);
    if (before && after && isFilled(before, after)) update(rows.all, frame, (all) => withElement(all, after));
    frame.scope = scope;
    frame.iterating = iterating;
    if (!scope.merge([fork, ...frame.jumps], true)) break;
  }
  frame.rounds = rounds;
  frame.jumps = jumps;
}

/** The rows that a loop goes through, and what it calls each: `for i, row in enumerate(rows)`. */
function rowsOf({ target, iterable }: Loop): { readonly name: string; readonly all: Expression } | null {
  if (!target || !iterable) return null;
  const [item, all] =
    iterable.kind === 'call' && iterable.callee.kind === 'name' && /^(enumerate|tqdm)$/.test(iterable.callee.name)
      ? [
          target.kind === 'sequence' && iterable.callee.name === 'enumerate' ? target.items[1] : target,
          iterable.arguments[0]?.value,
        ]
      : [target, iterable];
  return item?.kind === 'name' && all?.kind === 'name' ? { name: item.name, all } : null;
}

/** Was something stored into a row? It is in the list, too. */
const isFilled = (before: Value, after: Value): boolean =>
  !(before.marks & TABLE) && after.fields !== null && after.fields !== before.fields && after !== before;

const withElement = (all: Value, row: Value): Value =>
  all.marks & TABLE
    ? all
    : all.with({ element: row, items: null, origins: all.origins | unitOrigins(row), constant: undefined });
