import type { Expression, FlowUnit } from '../../flow/program.ts';
import { statementsIn } from '../../flow/walk.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { bindingOf } from './values.ts';

/** `for (let i = 0; i < rows.length; i++) scores.push(…)`: what gives an array one entry for each row. */
export interface IndexedFill {
  /** What the rows are called, and the number of one. */
  readonly rows: string;
  readonly index: string;
  readonly pushed: Expression;
}

const HEAD = /^for\s*\(\s*let\s+(\w+)\s*=\s*0\s*;\s*\1\s*<\s*(\w+)\.length\s*;\s*(?:\1\+\+|\+\+\1|\1\s*\+=\s*1)\s*\)/;

export function filledByIndex(array: Expression, unit: FlowUnit, context: FixContext): IndexedFill | null {
  const binding = bindingOf(array, unit, context);
  if (binding?.value.kind !== 'sequence' || binding.value.items.length > 0) return null;
  const names = namesOf(context);
  const [push, ...more] = names
    .of(names.variableOf(names.at(unit, array)!))
    .filter(({ parents: [parent] }) => parent?.kind === 'attribute' && /^(?:push|unshift|splice)$/.test(parent.name));
  const loop = push?.enclosing.at(-1);
  if (!push || more.length > 0 || loop?.kind !== 'loop' || !loop.body.includes(push.statement)) return null;
  const value = push.statement.kind === 'evaluate' ? push.statement.value : null;
  const [given, ...others] = value?.kind === 'call' ? value.arguments : [];
  if (!given || others.length > 0 || given.value.kind === 'spread') return null;
  if (push.enclosing.filter(({ kind }) => kind === 'loop').length > 1) return null;
  if (statementsIn(loop.body).some(({ kind }) => kind === 'jump' || kind === 'return')) return null;
  const [, index, rows] = HEAD.exec(textOf(context, unit, loop)) ?? [];
  return index && rows ? { rows, index, pushed: given.value } : null;
}
