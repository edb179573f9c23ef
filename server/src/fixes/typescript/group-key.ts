import type { Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { contains, type FixContext, placeIn, statementsAround } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { callsOf, definitionsIn } from './number-helper.ts';
import { isOnce } from './once.ts';
import { isMethod, type MethodCall } from './scores.ts';
import { assigned, constant } from './values.ts';

/**
 * What the group is called that a number is worked out for: `model` of `for (const [model, scores] of Object.entries(byModel))`
 * and of `models.map((model) => …)`. Null where the number is not one for each group of a run.
 */
export function groupKey(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const turns = turnsAround(node, unit, context);
  if (!turns?.target || !turns.isOnce()) return null;
  const { target, iterable } = turns;
  if (target.kind === 'sequence') {
    const [key] = target.items;
    return key?.kind === 'name' && target.items.length === 2 && isOfEntries(iterable, unit, context) ? key.name : null;
  }
  return target.kind === 'name' && isOfNames(iterable, unit, context) ? target.name : null;
}

/** Are these other numbers for each group: in each turn of a loop or a callback, or of a function, that they stand in? */
export function isOfGroups(nodes: readonly Expression[], unit: FlowUnit, context: FixContext): boolean {
  const names = namesOf(context);
  const bindings = nodes
    .flatMap((node) => names.within(unit, node))
    .filter(({ role }) => role === 'reads')
    .flatMap((read) => names.bindings(names.variableOf(read)));
  const turns = nodes[0] && turnsAround(nodes[0], unit, context);
  if (turns && bindings.some(({ node }) => node && contains(turns.span, node))) return true;
  return nodes.some((node) => isCalledByGroup(node, unit, context));
}

/** In a function that is handed something else each time: it is called more than once, or in turns. */
const isCalledByGroup = (node: Expression, unit: FlowUnit, context: FixContext): boolean =>
  definitionsIn(context).some(({ name, function: around, unit: there }) => {
    if (there !== unit || !contains(around, node) || around.parameters.length === 0) return false;
    const calls = callsOf({ name, owner: null }, context);
    return calls.length > 1 || calls.some((call) => turnsAround(call.node, call.unit, context) !== null);
  });

interface Turns {
  readonly span: Span;
  readonly iterable: Expression;
  readonly target: Expression | null;
  isOnce(): boolean;
}

/** The innermost loop, or callback of an array's method, around an expression. */
function turnsAround(node: Expression, unit: FlowUnit, context: FixContext): Turns | null {
  const loop = statementsAround(context.module, placeIn(context, unit, node)).find(isLoop);
  const calls = expressionsIn(unit.body).filter((call): call is MethodCall => isOfTurns(call, node));
  const call = calls.reduce<MethodCall | null>((best, each) => (best && contains(each, best) ? best : each), null);
  if (call && (!loop || contains(loop, call))) {
    const [first] = call.arguments;
    const callback = first!.value as Expression & { kind: 'function' };
    return {
      span: callback,
      iterable: call.callee.object,
      target: callback.function.parameters[0]?.target ?? null,
      isOnce: () => isOnce(call, unit, context),
    };
  }
  if (!loop?.iterable || !loop.target) return null;
  return {
    span: loop,
    iterable: loop.iterable,
    target: loop.target,
    isOnce: () => isOnce(node, unit, context, 0, loop),
  };
}

const isLoop = (statement: Statement): statement is Statement & { kind: 'loop' } => statement.kind === 'loop';

const isOfTurns = (call: Expression, node: Expression): boolean => {
  const isTurn = isMethod(call, 'map') || isMethod(call, 'flatMap') || isMethod(call, 'forEach');
  const callback = isTurn ? call.arguments[0]?.value : undefined;
  return callback?.kind === 'function' && contains(callback, node);
};

/** `Object.entries(groups)`, `groups.entries()`, a map, and what it is spread into. */
function isOfEntries(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const list = withoutChoice(node);
  if (list.kind === 'sequence' && list.items.length === 1 && list.items[0]!.kind === 'spread')
    return isOfEntries(list.items[0].value, unit, context);
  if (isArrayFrom(list)) return isOfEntries(list.arguments[0]!.value, unit, context);
  const made = assigned(list, unit, context);
  if (made !== list) return isOfEntries(made, unit, context);
  if (made.kind !== 'call') return false;
  return (
    /^(?:Map|groupBy)$/.test(nameOf(made.callee)) ||
    (nameOf(made.callee) === 'entries' && !isOfArray(made, unit, context))
  );
}

/** The entries of an array are called by their places. */
const isOfArray = (node: Expression & { kind: 'call' }, unit: FlowUnit, context: FixContext): boolean =>
  node.callee.kind === 'attribute' &&
  nameOf(node.callee.object) !== 'Object' &&
  nameOf(assigned(node.callee.object, unit, context)) !== 'Map';

/** Without `.sort(…)`, which changes only which come first. */
const withoutChoice = (node: Expression): Expression =>
  isMethod(node, 'sort') || isMethod(node, 'toSorted') || isMethod(node, 'filter') || isMethod(node, 'slice')
    ? withoutChoice(node.callee.object)
    : node;

const isArrayFrom = (node: Expression): node is MethodCall =>
  isMethod(node, 'from') && nameOf(node.callee.object) === 'Array' && node.arguments.length === 1;

/** `new Set(rows.map((row) => row.category))`, and what it is spread into. */
function isOfSet(node: Expression): boolean {
  if (node.kind === 'spread') return isOfSet(node.value);
  if (isArrayFrom(node)) return isOfSet(node.arguments[0]!.value);
  const [rows, ...more] = node.kind === 'call' && nameOf(node.callee) === 'Set' ? node.arguments : [];
  return rows?.value.kind === 'call' && nameOf(rows.value.callee) === 'map' && more.length === 0;
}

/** `Object.keys(groups)`, or a list of texts or numbers. */
function isOfNames(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const chosen = withoutChoice(node);
  if (chosen.kind === 'call' && nameOf(chosen.callee) === 'keys') return true;
  const list = withoutChoice(assigned(chosen, unit, context));
  if (list.kind === 'call' && nameOf(list.callee) === 'keys') return true;
  if (isOfSet(list) || (list.kind === 'sequence' && list.items.length === 1 && isOfSet(list.items[0]!))) return true;
  return list.kind === 'sequence' && list.items.length > 0 && list.items.every((each) => isName(constant(each)));
}

const isName = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
