import { rememberingOf } from '../recent.ts';
import { standingFor } from './moved.ts';
import type { Assign, Expression } from './program.ts';

/** Sums that say what they are added to: `sums[key] = (sums[key] ?? 0) + score`. */

/** The statement as `sums[key] += score`, if it is one that adds to what it stores into. */
export const addedUp = rememberingOf((statement: Assign): Assign => {
  const { targets, operator, value } = statement;
  const added = operator === null && targets.length === 1 ? addedTo(targets[0]!, value) : null;
  return added ? standingFor(statement, { ...statement, operator: '+', value: added }) : statement;
});

/** What is added to what a place holds; null where something else is stored there. */
export function addedTo(place: Expression, value: Expression): Expression | null {
  if (value.kind !== 'operation' || value.operator !== '+' || value.operands.length !== 2) return null;
  const [before, added] = value.operands as [Expression, Expression];
  return isHeldIn(place, before) ? added : isHeldIn(place, added) ? before : null;
}

/** `sums[key]`, `sums[key] ?? 0` */
function isHeldIn(place: Expression, node: Expression): boolean {
  if (node.kind !== 'operation') return isSamePlace(place, node);
  const [held, otherwise] = node.operands;
  return node.form === 'logical' && otherwise?.kind === 'constant' && isSamePlace(place, held!);
}

/** Do both lead to the same? `sums.get(key)` is the entry of a map. */
export function isSamePlace(a: Expression, b: Expression): boolean {
  if (a.kind === 'name') return b.kind === 'name' && a.name === b.name;
  if (a.kind === 'constant') return b.kind === 'constant' && a.value === b.value;
  if (a.kind === 'attribute') return b.kind === 'attribute' && a.name === b.name && isSamePlace(a.object, b.object);
  if (a.kind !== 'subscript') return false;
  if (b.kind === 'subscript') return isSamePlace(a.object, b.object) && isSamePlace(a.index, b.index);
  if (b.kind !== 'call' || b.callee.kind !== 'attribute' || b.callee.name !== 'get') return false;
  const [key, ...others] = b.arguments;
  return !!key && others.length === 0 && isSamePlace(a.object, b.callee.object) && isSamePlace(a.index, key.value);
}
