import type { Expression, FlowUnit, Parameter } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { valueEvidence } from '../../provenance/names.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { isTyped } from './imports.ts';
import { parameterText } from './row-fields.ts';
import { eachOf, isMethod, type Scores } from './scores.ts';
import { assigned, bindingOf, filledFrom, parameterOf } from './values.ts';

/** The rows behind a judge's scores, and how another field of theirs takes the place of the judge's. */
export interface JudgedRows {
  readonly rows: Expression;
  /** The judge's scores, as text. */
  readonly judge: string;
  /** What the judge's field is called; empty where the scores are no field. */
  readonly field: string;
  /** The same array with a field of the rows for the judge's score, null where the row has none. */
  with(field: string): string;
}

/** The judge's scores as an array of numbers, or of true and false. */
export function judgeText({ entries, each, unit }: Scores, context: FixContext): string {
  const array = textOf(context, unit, entries);
  if (!each) return array;
  const value = textOf(context, unit, each.value);
  return `${array}.map((${parameterText(each.parameter, unit, context)}) => ${each.value.kind === 'conditional' ? `(${value})` : value})`;
}

/** Null where the rows behind the scores are not plain. */
export function judgedRows(scores: Scores, context: FixContext): JudgedRows | null {
  const { unit, entries, each } = scores;
  if (each && isArray(entries)) {
    const terms = fieldsIn(each, unit, context);
    if (terms && terms[0]!.kind !== 'name') return ofRecords(scores, each, terms, context);
    if (terms && each.parameter.target.kind === 'mapping') return ofRecords(scores, each, terms, context);
  }
  return ofValues(scores, context);
}

/** `rows.map((row) => row.score >= 4)`: the field is in the callback. */
function ofRecords(
  { unit, entries }: Scores,
  each: NonNullable<Scores['each']>,
  terms: readonly Expression[],
  context: FixContext,
): JudgedRows | null {
  const { parameter, value } = each;
  const { target } = parameter;
  const type = parameter.annotation === null ? '' : `: ${parameter.annotation}`;
  if (target.kind === 'mapping' && type.includes('{')) return null;
  const array = receiver(entries, unit, context);
  const own = parameterText(parameter, unit, context);
  const row = typed(target, parameter, entries, unit, context) ?? own;
  const parametersOf = (field: string) =>
    target.kind === 'mapping' ? `({ ${field.split('.')[0]} }${type})` : bracketed(row);
  const isPattern = target.kind === 'mapping';
  return {
    rows: entries,
    judge: `${array}.map(${isPattern ? `(${own})` : bracketed(row)} => ${body(textOf(context, unit, value), value)})`,
    field: lastName(terms[0]!),
    with: (field) => {
      const term = isPattern ? field : `${(target as { name: string }).name}.${field}`;
      return `${array}.map(${parametersOf(field)} => ${guarded(value, terms, term, unit, context)})`;
    },
  };
}

/** `scores.map((score) => score >= 4)`, and `scores` came of rows, one by one. */
function ofValues({ unit, entries, each }: Scores, context: FixContext): JudgedRows | null {
  if (each && each.parameter.target.kind !== 'name') return null;
  const source = sourceOf(entries, unit, context);
  if (!source || !isArray(source.rows)) return null;
  const array = receiver(entries, unit, context);
  const judge = each
    ? `${array}.map(${bracketed(parameterText(each.parameter, unit, context))} => ${body(textOf(context, unit, each.value), each.value)})`
    : textOf(context, unit, entries);
  const { parameter } = source;
  const target = parameter?.target;
  const isPattern = target?.kind === 'mapping';
  const type = !parameter || parameter.annotation === null ? '' : `: ${parameter.annotation}`;
  if (target && target.kind !== 'name' && (!isPattern || type.includes('{'))) return null;
  const name = target?.kind === 'name' ? target.name : 'row';
  const own = parameter
    ? (typed(parameter.target, parameter, source.rows, unit, context) ?? parameterText(parameter, unit, context))
    : name;
  const terms = each
    ? [...descendants(each.value)].filter(
        (node) => node.kind === 'name' && node.name === (each.parameter.target as { name: string }).name,
      )
    : [];
  if (each && terms.length === 0) return null;
  return {
    rows: source.rows,
    judge,
    field: source.field,
    with: (field) => {
      const term = isPattern ? field : `${name}.${field}`;
      const parameters = isPattern ? `({ ${field.split('.')[0]} }${type})` : bracketed(own);
      return `${receiver(source.rows, unit, context)}.map(${parameters} => ${each ? guarded(each.value, terms, term, unit, context) : term})`;
    },
  };
}

interface Source {
  readonly rows: Expression;
  /** What a row is called; null where a function is named, `rows.map(judge)`. */
  readonly parameter: Parameter | null;
  readonly field: string;
}

/** Whose entries an array has one for each of: the rows that were mapped, or gone through in a loop. */
function sourceOf(entries: Expression, unit: FlowUnit, context: FixContext): Source | null {
  let node = assigned(entries, unit, context);
  if (node.kind === 'name' && node !== entries) return sourceOf(node, unit, context);
  if (node.kind === 'suspend' && node.value) node = node.value;
  if (isMethod(node, 'all') && node.callee.object.kind === 'name') node = node.arguments[0]?.value ?? node;
  if (isMethod(node, 'map')) {
    const [callback] = node.arguments;
    if (callback?.value.kind === 'name' && node.arguments.length === 1)
      return { rows: node.callee.object, parameter: null, field: '' };
    const parameter = callback?.value.kind === 'function' ? callback.value.function.parameters[0] : undefined;
    const each = callback && eachOf(callback.value);
    return parameter ? { rows: node.callee.object, parameter, field: each ? lastName(each.value) : '' } : null;
  }
  const filled = filledFrom(entries, unit, context);
  if (!filled) return null;
  return { rows: filled.iterable, parameter: parameterOf(filled.target), field: '' };
}

/** A name, or fields and choices of one: what can be gone through a second time. */
export function isArray(node: Expression): boolean {
  if (node.kind === 'name') return true;
  if (node.kind === 'attribute') return isArray(node.object);
  if (node.kind !== 'call' || node.callee.kind !== 'attribute') return false;
  return /^(filter|slice|flat|concat|values)$/.test(node.callee.name) && isArray(node.callee.object);
}

/** Where the judge's field stands in a callback: the only field there, or the one that is called so. */
function fieldsIn(
  { parameter: { target }, value }: NonNullable<Scores['each']>,
  unit: FlowUnit,
  context: FixContext,
): readonly Expression[] | null {
  const nodes = descendants(value);
  const keys =
    target.kind === 'mapping'
      ? target.entries.flatMap(({ value: bound }) => (bound.kind === 'name' ? [bound.name] : []))
      : [];
  const isRoot = (node: Expression) =>
    node.kind === 'name' && (target.kind === 'name' ? node.name === target.name : keys.includes(node.name));
  const inner = (node: Expression): Expression => (node.kind === 'attribute' ? inner(node.object) : node);
  const called = new Set(nodes.flatMap((node) => (node.kind === 'call' ? [node.callee] : [])));
  const chains = nodes.filter(
    (node) =>
      isRoot(inner(node)) &&
      !called.has(node) &&
      !nodes.some((other) => other.kind === 'attribute' && other.object === node && !called.has(other)),
  );
  if (chains.length === 0) return null;
  const textOfChain = (node: Expression) => textOf(context, unit, node);
  const judged = chains
    .filter((node) => node.kind === 'attribute' || target.kind === 'mapping')
    .filter((node) =>
      textOfChain(node)
        .split('.')
        .some((name) => has(valueEvidence(name), JUDGED)),
    );
  const chosen = judged.length > 0 ? judged : chains;
  return chosen.every((node) => textOfChain(node) === textOfChain(chosen[0]!)) ? chosen : null;
}

/** The value with another term in it; where there is none, nothing can be said of the row. */
function guarded(
  value: Expression,
  terms: readonly Expression[],
  term: string,
  unit: FlowUnit,
  context: FixContext,
): string {
  if (terms.includes(value)) return term;
  let text = textOf(context, unit, value);
  for (const { start, end } of terms.toReversed())
    text = text.slice(0, start - value.start) + term + text.slice(end - value.start);
  return `(${term} == null ? null : ${text})`;
}

/** Of rows that nobody gave a type, a loop needs none but a callback does. */
function typed(
  target: Expression,
  { annotation, start, end }: Parameter,
  rows: Expression,
  unit: FlowUnit,
  context: FixContext,
): string | null {
  const isLoop = target.start === start && target.end === end && annotation === null;
  if (!isLoop || target.kind !== 'name' || !isTyped(context)) return null;
  const binding = rows.kind === 'name' ? bindingOf(rows, unit, context) : null;
  return binding?.annotation === null &&
    /\bJSON\.parse\(|\.json\(/.test(textOf(context, unit, binding.value)) &&
    isInLoop(target, unit, context)
    ? `${target.name}: any`
    : null;
}

/** Is the name that of a loop, and no parameter of a callback? */
const isInLoop = (target: Expression, unit: FlowUnit, context: FixContext): boolean =>
  /\bfor\s*(?:await\s*)?\(\s*(?:const|let|var)\s+$/.test(
    textOf(context, unit, { start: Math.max(0, target.start - 40), end: target.start }),
  );

const bracketed = (parameter: string): string => `(${parameter})`;

const body = (text: string, node: Expression): string => (node.kind === 'conditional' ? `(${text})` : text);

const lastName = (node: Expression): string => (node.kind === 'attribute' || node.kind === 'name' ? node.name : '');

/** In brackets where a method could not be called of it otherwise. */
const receiver = (node: Expression, unit: FlowUnit, context: FixContext): string =>
  /^(name|attribute|subscript|call|sequence)$/.test(node.kind)
    ? textOf(context, unit, node)
    : `(${textOf(context, unit, node)})`;
