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

/** `Object.keys(groups)`, or a list of texts. */
function isOfNames(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (node.kind === 'call') return nameOf(node.callee) === 'keys';
  const list = assigned(node, unit, context);
  return (
    list.kind === 'sequence' && list.items.length > 0 && list.items.every((each) => typeof constant(each) === 'string')
  );
}
