import type { Expression, FlowUnit, FunctionDefinition, Loop, Name, Span } from '../../flow/program.ts';
import { expressionsIn, nameOf } from '../../flow/walk.ts';
import { areSameSpan, contains, type FixContext, placeIn, statementsAround } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import { valueNamed } from './rounds.ts';
import { isReachedOnce, usesOf } from './runs-once.ts';

/** What tells apart the groups that a number is worked out for, one after the other: `model` of `for model in models`. */
export interface GroupKey {
  readonly code: string;
  /** It is known to be good for the name of a file. */
  readonly isPlain: boolean;
}

/** Null where the code runs once, or nothing is seen to be another for each group. */
export function groupKey(context: FixContext): GroupKey | null {
  const { unit, node, within } = context.report.site;
  return keyAt(unit, node, within, context);
}

/** The code of a path with the group in it. */
export const pathByGroup = (stem: string, { code, isPlain }: GroupKey, quote: string): string => {
  const text = (part: string) => `${quote}${part}${quote}`;
  if (isPlain) return `f${text(`${stem}_{${code}}.csv`)}`;
  return `${text(`${stem}_`)} + str(${code}).replace(${text('/')}, ${text('_')}) + ${text('.csv')}`;
};

function keyAt(unit: FlowUnit, span: Span, within: string | null, context: FixContext): GroupKey | null {
  const around = statementsAround(context.module, placeIn(context, unit, span));
  const end = around.findIndex(({ kind }) => kind === 'define-function');
  const inside = end < 0 ? around : around.slice(0, end);
  const loops = inside.flatMap((each) => (each.kind === 'loop' ? each : []));
  const [loop, ...outer] = loops;
  if (outer.length > 0 || isInside(unit, span)) return null;
  const definition = around[end];
  if (!loop) return definition?.kind === 'define-function' ? keyGiven(definition.function, context) : null;
  if (!loop.body.some((each) => contains(each, span)) || !isReachedOnce(context, { unit, span: loop }, within, 6))
    return null;
  return keyOfLoop(loop, unit, context);
}

/** Does the code stand in what is made for each of something, or is called by others? */
const isInside = (unit: FlowUnit, span: Span): boolean =>
  expressionsIn(unit.body).some(
    (node) => /^(comprehension|function)$/.test(node.kind) && contains(node, span) && !areSameSpan(node, span),
  );

function keyOfLoop({ target, iterable, body }: Loop, unit: FlowUnit, context: FixContext): GroupKey | null {
  const name = target?.kind === 'sequence' ? target.items[0] : target;
  if (name?.kind !== 'name' || !iterable) return null;
  const names = namesOf(context);
  const at = names.at(unit, name);
  const isBoundAgain =
    !at ||
    names
      .of(names.variableOf(at))
      .some(({ role, node }) => role !== 'reads' && node && body.some((each) => contains(each, node)));
  if (isBoundAgain) return null;
  const isPair = target !== name;
  const texts = textsOf(iterable, isPair, context);
  if (texts) return new Set(texts).size === texts.length ? { code: name.name, isPlain: texts.every(isOfFile) } : null;
  const called = iterable.kind === 'call' ? nameOf(iterable) : '';
  const isEach = isPair ? /^(items|groupby)$/ : /^unique$/;
  const [by] = iterable.kind === 'call' ? iterable.arguments : [];
  const isByOne = called !== 'groupby' || by?.value.kind === 'constant';
  return isEach.test(called) && isByOne ? { code: name.name, isPlain: false } : null;
}

const isOfFile = (text: string): boolean => /^[\w.-][\w. -]*$/.test(text);

/** `["a", "b"]`, `[("a", rows_a), ("b", rows_b)]`, `{"a": …}.items()`, also by name. */
function textsOf(node: Expression, isPair: boolean, context: FixContext): readonly string[] | null {
  if (node.kind === 'name') {
    const made = valueNamed(node as Name, context);
    return made ? textsOf(made, isPair, context) : null;
  }
  if (node.kind === 'call' && nameOf(node) === 'items' && node.callee.kind === 'attribute')
    return isPair ? textsOf(node.callee.object, false, context) : null;
  const items =
    node.kind === 'sequence'
      ? node.items.map((item) => (isPair && item.kind === 'sequence' ? item.items[0] : isPair ? undefined : item))
      : node.kind === 'mapping' && !isPair
        ? node.entries.map(({ key }) => key)
        : null;
  const texts = items?.flatMap((item) =>
    item?.kind === 'constant' && typeof item.value === 'string' ? [item.value] : [],
  );
  return texts && texts.length > 0 && texts.length === items!.length ? texts : null;
}

/** The parameter that every call gives another text, or that a loop gives its key. */
function keyGiven(definition: FunctionDefinition, context: FixContext): GroupKey | null {
  const names = namesOf(context);
  const uses = usesOf(definition.name, context);
  const calls = uses.flatMap(({ unit, span }) => {
    const call = expressionsIn(unit.body).find((each) => each.kind === 'call' && areSameSpan(each.callee, span));
    return call?.kind === 'call' ? { unit, call } : [];
  });
  if (calls.length === 0 || calls.length !== uses.length) return null;
  const [first] = definition.parameters;
  const shift = /^(self|cls)$/.test(nameOf(first?.target ?? calls[0]!.call)) ? 1 : 0;
  for (const [index, { target }] of definition.parameters.entries()) {
    const at = target.kind === 'name' ? names.all.find(({ node }) => node === target) : undefined;
    if (!at || index < shift || names.of(names.variableOf(at)).some((use) => use !== at && use.role !== 'reads'))
      continue;
    const given = calls.map(
      ({ call }) =>
        (call.arguments.find(({ name }) => name === at.name) ?? call.arguments[index - shift])?.value ?? null,
    );
    const texts = given.flatMap((each) =>
      each?.kind === 'constant' && typeof each.value === 'string' ? [each.value] : [],
    );
    const isEachOnce = calls.every(({ unit, call }) =>
      isReachedOnce(context, { unit, span: call }, callerOf(call, unit, context), 6),
    );
    if (texts.length === calls.length && texts.length > 1 && new Set(texts).size === texts.length && isEachOnce)
      return { code: at.name, isPlain: texts.every(isOfFile) };
    const [only] = calls;
    const loop =
      calls.length === 1 ? keyAt(only!.unit, only!.call, callerOf(only!.call, only!.unit, context), context) : null;
    if (loop && given[0]?.kind === 'name' && given[0].name === loop.code) return { ...loop, code: at.name };
  }
  return null;
}

function callerOf(span: Span, unit: FlowUnit, context: FixContext): string | null {
  const around = statementsAround(context.module, placeIn(context, unit, span)).find(
    ({ kind }) => kind === 'define-function',
  );
  return around?.kind === 'define-function' ? around.function.name : null;
}
