import type { Site } from '../../flow/observation.ts';
import type { Expression, Name } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { codesOf } from './beside-mean.ts';
import { isSteady } from './number-with-spread.ts';
import { bindingOf } from './rounds.ts';

/** `df["judge"] == 1` of `k = int((df["judge"] == 1).sum())`, where `k` is divided by the number of rows. */
export function countedInColumn(name: Name, { node, unit }: Site, context: FixContext): Expression | null {
  const below = node.kind === 'operation' && node.operator === '/' ? node.operands[1] : undefined;
  const made = bindingOf(name, context);
  if (!below || made?.occurrence.unit !== unit || made.occurrence.scope !== scopeOf(name, context)) return null;
  const labels = summed(made.statement.value);
  if (!labels) return null;
  const text = textOf(context, unit, labels).replace(/^\(+/, '');
  const isOfRows = codesOf(below, unit, context).some((code) => {
    const rows = /^len\((.+)\)$/.exec(code)?.[1] ?? /^(.+)\.(?:shape\[0\]|size)$/.exec(code)?.[1];
    return rows !== undefined && text.startsWith(rows) && /^[[.\s]|^$/.test(text.slice(rows.length));
  });
  return isOfRows && isSteady([labels], { start: labels.end, end: node.end }, unit, context) ? labels : null;
}

const scopeOf = (name: Name, context: FixContext) => namesOf(context).all.find((other) => other.node === name)?.scope;

/** What is added up: `(…).sum()`, also as a whole number. */
function summed(node: Expression): Expression | null {
  if (node.kind !== 'call') return null;
  const [first, ...others] = node.arguments;
  if (/^(int|float)$/.test(nameOf(node))) return first && others.length === 0 ? summed(first.value) : null;
  return nameOf(node) === 'sum' && node.callee.kind === 'attribute' && !first ? node.callee.object : null;
}
