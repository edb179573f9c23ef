import type { Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { type FixContext, placeIn, statementsAround } from '../fix-context.ts';
import { isOnce } from './once.ts';
import { assigned, constant } from './values.ts';

/**
 * What the group is called that a number is worked out for: `model` of `for (const [model, scores] of Object.entries(byModel))`.
 * Null where the number is not one for each group of a run.
 */
export function groupKey(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const loop = statementsAround(context.module, placeIn(context, unit, node)).find(({ kind }) => kind === 'loop');
  if (loop?.kind !== 'loop' || !loop.iterable || !loop.target || !isOnce(node, unit, context, 0, loop)) return null;
  const { target, iterable } = loop;
  if (target.kind === 'sequence') {
    const [key] = target.items;
    return key?.kind === 'name' && target.items.length === 2 && isOfEntries(iterable, unit, context) ? key.name : null;
  }
  return target.kind === 'name' && isOfNames(iterable, unit, context) ? target.name : null;
}

/** `Object.entries(groups)`, `groups.entries()`, or a map. */
function isOfEntries(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (node.kind === 'call') return nameOf(node.callee) === 'entries' && !isOfArray(node, unit, context);
  const made = assigned(node, unit, context);
  return made.kind === 'call' && /^(?:Map|groupBy)$/.test(nameOf(made.callee));
}

/** The entries of an array are called by their places. */
const isOfArray = (node: Expression & { kind: 'call' }, unit: FlowUnit, context: FixContext): boolean =>
  node.callee.kind === 'attribute' &&
  nameOf(node.callee.object) !== 'Object' &&
  nameOf(assigned(node.callee.object, unit, context)) !== 'Map';

/** `new Set(rows.map((row) => row.category))`, and what it is spread into. */
function isOfSet(node: Expression): boolean {
  if (node.kind === 'spread') return isOfSet(node.value);
  const [rows, ...more] = node.kind === 'call' && nameOf(node.callee) === 'Set' ? node.arguments : [];
  return rows?.value.kind === 'call' && nameOf(rows.value.callee) === 'map' && more.length === 0;
}

/** `Object.keys(groups)`, or a list of texts. */
function isOfNames(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (node.kind === 'call') return nameOf(node.callee) === 'keys' || isOfSet(node);
  const list = assigned(node, unit, context);
  if (isOfSet(list) || (list.kind === 'sequence' && list.items.length === 1 && isOfSet(list.items[0]!))) return true;
  return (
    list.kind === 'sequence' && list.items.length > 0 && list.items.every((each) => typeof constant(each) === 'string')
  );
}
