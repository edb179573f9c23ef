import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit, Loop, Statement } from '../../flow/program.ts';
import { descendants, nameOf } from '../../flow/walk.ts';
import {
  contains,
  type FixContext,
  lineBreak,
  lineStart,
  nextLine,
  replace,
  textOf,
  unitText,
} from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { promptField } from './by-prompt.ts';
import { freeName, isTyped } from './imports.ts';
import { layoutAt } from './layout.ts';
import { endOf } from './line-before.ts';
import { eachOf, isMethod } from './scores.ts';
import { bindingOf, constant } from './values.ts';

/** Which prompt each entry of an array is of, as code. */
export interface Clusters {
  readonly text: string;
  /** What has to be collected for it, where the array is filled. */
  readonly edits: readonly Edit[];
}

/** The prompts of an array's entries: by a field, by its place, or noted beside each entry where that is put in. */
export function clustersOf(list: Expression, unit: FlowUnit, context: FixContext, depth = 0): Clusters | null {
  const node = isMethod(list, 'map') ? list.callee.object : list;
  if (node.kind !== 'name' || depth > 4) return null;
  const field = promptField(node, unit, context);
  if (field) return { text: `${node.name}.map((row) => row.${field})`, edits: [] };
  const binding = bindingOf(node, unit, context);
  if (!binding) return null;
  const { value } = binding;
  if (value.kind === 'sequence' && value.items.length === 0) return noted(node, binding, unit, context);
  const made = entriesOf(value);
  if (made.kind === 'name') return made === value && depth > 0 ? null : clustersOf(made, unit, context, depth + 1);
  if (isMethod(made, 'flat')) {
    const lists = made.callee.object;
    if (lists.kind === 'name' && made.arguments.length === 0)
      return { text: `${lists.name}.flatMap((answers, i) => answers.map(() => i))`, edits: [] };
  }
  const times = isMethod(made, 'flatMap') || isMethod(made, 'flat') ? timesIn(made, unit, context) : null;
  if (times === null || isMoved(node, unit, context)) return null;
  return { text: `${node.name}.map((_, i) => Math.floor(i / ${times}))`, edits: [] };
}

/** Are its entries no longer where they were? */
const isMoved = (list: Expression, unit: FlowUnit, context: FixContext): boolean => {
  const names = namesOf(context);
  const at = names.at(unit, list);
  return (
    !at ||
    names
      .of(names.variableOf(at))
      .some(({ parents: [parent] }) => parent?.kind === 'attribute' && MOVES.test(parent.name))
  );
};

const MOVES = /^(?:push|unshift|splice|pop|shift|sort|reverse|fill)$/;

/** What an array has an entry for each of: through `await`, `Promise.all` and `map`. */
function entriesOf(node: Expression): Expression {
  if (node.kind === 'suspend' && node.value) return entriesOf(node.value);
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return node;
  const { object, name } = node.callee;
  if (name === 'map') return entriesOf(object);
  const [first, ...more] = node.arguments;
  const isAll = name === 'all' && object.kind === 'name' && object.name === 'Promise';
  return isAll && first && more.length === 0 ? entriesOf(first.value) : node;
}

/** `5` of `prompts.flatMap((prompt) => Array.from({ length: 5 }, () => ask(prompt)))`, where that is as often for all. */
function timesIn(made: Expression, unit: FlowUnit, context: FixContext): string | null {
  const [call] = isMethod(made, 'flatMap') ? made.arguments : [];
  const flat = isMethod(made, 'flat') ? entriesMade(made.callee.object) : null;
  const each = call ? eachOf(call.value) : flat;
  const answers = each && entriesOf(each.value);
  const count = answers?.kind === 'call' ? lengthOf(answers) : null;
  const isSame = count?.kind === 'constant' || (count?.kind === 'name' && bindingOf(count, unit, context) !== null);
  return count && isSame ? textOf(context, unit, count) : null;
}

/** The callback of `Promise.all(prompts.map(…))`. */
function entriesMade(node: Expression): ReturnType<typeof eachOf> {
  if (node.kind === 'suspend' && node.value) return entriesMade(node.value);
  if (isMethod(node, 'map')) return node.arguments.length === 1 ? eachOf(node.arguments[0]!.value) : null;
  return isMethod(node, 'all') && node.arguments.length === 1 ? entriesMade(node.arguments[0]!.value) : null;
}

/** `n` of `Array.from({ length: n }, …)` and `_.times(n, …)`. */
function lengthOf({ callee, arguments: given }: Expression & { kind: 'call' }): Expression | null {
  const [first] = given;
  const name = nameOf(callee);
  if (name === 'times') return first?.value ?? null;
  if (!/^from(?:Async)?$/.test(name) || first?.value.kind !== 'mapping') return null;
  return first.value.entries.find(({ key }) => key && constant(key) === 'length')?.value ?? null;
}

/** The prompt of each entry, put into an array of its own beside it: `clusters.push(prompts.indexOf(prompt))`. */
function noted(
  list: Expression & { kind: 'name' },
  binding: Statement,
  unit: FlowUnit,
  context: FixContext,
): Clusters | null {
  const names = namesOf(context);
  const uses = names.of(names.variableOf(names.at(unit, list)!));
  const pushes = uses.filter(({ parents: [parent] }) => parent?.kind === 'attribute' && MOVES.test(parent.name));
  const [push] = pushes;
  if (!push || !pushes.every((each) => isPlainPush(each, unit))) return null;
  const rounds = pushes.map((each) => rowsLoop(each, context));
  const [loop] = rounds;
  if (!loop || rounds.some((other) => other !== loop) || contains(loop, binding)) return null;
  if (push.enclosing.slice(push.enclosing.indexOf(loop)).some(({ kind }) => kind === 'define-function')) return null;
  const id = idOf(loop, unit, context);
  const name = freeName(context, 'clusters');
  const text = unitText(context, unit.cell);
  const [start, next] = [lineStart(text, binding.start), nextLine(text, binding.end)];
  if (!id || /[^\s;].*\S/.test(text.slice(binding.end, next)) || !/^\s*(?:const|let|var)\s/.test(text.slice(start)))
    return null;
  const newLine = lineBreak(text);
  const type = isTyped(context) ? `: ${id.type}[]` : '';
  const { indent } = layoutAt(context, unit.cell, binding.start);
  const declared = `${indent}const ${name}${type} = []${endOf(binding, unit, context)}${newLine}`;
  return {
    text: name,
    edits: [
      replace(context, unit, { start: next, end: next }, declared),
      ...pushes.map((each) => besides(each, `${name}.push(${id.text})`, unit, context)),
    ],
  };
}

/** `scores.push(x)`, as a statement. */
const isPlainPush = ({ unit: own, parents: [method, call], statement }: Occurrence, unit: FlowUnit): boolean =>
  own === unit &&
  method?.kind === 'attribute' &&
  method.name === 'push' &&
  call?.kind === 'call' &&
  call.arguments.length === 1 &&
  call.arguments[0]!.value.kind !== 'spread' &&
  statement.kind === 'evaluate' &&
  statement.value === call;

/** The loop over prompts around the one that asks again and again. */
export function rowsLoop({ enclosing }: Occurrence, { finding, document }: FixContext): Loop | null {
  const loops = enclosing.filter((statement): statement is Loop => statement.kind === 'loop');
  const [step] = finding.trace;
  const isTold = (loop: Loop) =>
    step !== undefined &&
    step.place.document === document.uri &&
    loop.start <= step.place.start &&
    step.place.end <= (loop.body[0]?.start ?? loop.end);
  const index = Math.max(0, loops.findLastIndex(isTold));
  // the one asks for each prompt, or for all of them again
  return index > 0 ? loops[index - 1]! : loops.at(-1) === loops[0] ? null : loops[1]!;
}

/** What tells the rows of a loop apart. */
function idOf({ target, iterable }: Loop, unit: FlowUnit, context: FixContext): { text: string; type: string } | null {
  if (!target || !iterable) return null;
  const called = iterable.kind === 'call' ? nameOf(iterable.callee) : '';
  if (target.kind === 'name') {
    if (called === 'range') return { text: target.name, type: 'number' };
    if (iterable.kind !== 'name' && iterable.kind !== 'attribute') return null;
    return { text: `${textOf(context, unit, iterable)}.indexOf(${target.name})`, type: 'number' };
  }
  const [first] = target.kind === 'sequence' ? target.items : [];
  if (called === 'entries' && first?.kind === 'name')
    return { text: first.name, type: iterable.kind === 'call' && isOfObject(iterable) ? 'string' : 'number' };
  if (target.kind !== 'mapping') return null;
  const key = target.entries.find(
    ({ value }) => value.kind === 'name' && /^(?:\w*id|prompt|question|input|text|query)$/i.test(value.name),
  );
  return key?.value.kind === 'name' ? { text: key.value.name, type: '(string | number)' } : null;
}

const isOfObject = ({ callee }: Expression & { kind: 'call' }): boolean =>
  callee.kind === 'attribute' && callee.object.kind === 'name' && callee.object.name === 'Object';

/** Another statement behind one, with braces around both where that was the only one of its loop. */
function besides({ statement, enclosing }: Occurrence, added: string, unit: FlowUnit, context: FixContext): Edit {
  const text = unitText(context, unit.cell);
  const [newLine, end] = [lineBreak(text), endOf(statement, unit, context)];
  const { step } = layoutAt(context, unit.cell, statement.start);
  const stop = text[statement.end] === ';' && !text.slice(statement.start, statement.end).endsWith(';') ? 1 : 0;
  const span = { start: statement.start, end: statement.end + stop };
  const own = textOf(context, unit, span);
  const around = enclosing.at(-1);
  const before = text.slice(around?.start ?? 0, statement.start).trimEnd();
  const isInBraces = /[{;}]$/.test(before) && !/\)\s*$/.test(before);
  const start = lineStart(text, isInBraces ? statement.start : (around?.start ?? statement.start));
  const indent = /^[ \t]*/.exec(text.slice(start))![0];
  if (isInBraces)
    return replace(context, unit, { start: span.end, end: span.end }, `${newLine}${indent}${added}${end}`);
  const inner = indent + step;
  return replace(context, unit, span, `{${newLine}${inner}${own}${newLine}${inner}${added}${end}${newLine}${indent}}`);
}

/** The parts of an expression, and of what its names were given. */
export function expanded(node: Expression, unit: FlowUnit, context: FixContext, depth = 0): readonly Expression[] {
  return [...descendants(node)].flatMap((part) => {
    const value = part.kind === 'name' && depth < 4 ? bindingOf(part, unit, context)?.value : undefined;
    return value && value.start < node.start ? [part, ...expanded(value, unit, context, depth + 1)] : [part];
  });
}
