import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit, Parameter } from '../../flow/program.ts';
import { type FixContext, textOf } from '../fix-context.ts';
import { assigned, constant, isLength, looped, onlyReturn, plainOf } from './values.ts';

/** An array that an estimate is the mean of, one entry for each row. */
export interface Scores {
  readonly unit: FlowUnit;
  /** What the estimate stands for, to be replaced. */
  readonly node: Expression;
  /** `100 *` in front of it; else empty. */
  readonly factor: string;
  /** What stands behind it; by default nothing. */
  readonly behind?: string;
  /** What stands in its place, where that is more than the number; `corrected` is the name of the estimate with its interval. */
  readonly told?: (corrected: string) => string;
  /** What is gone through: rows with fields, or the judge's scores themselves. */
  readonly entries: Expression;
  /** What the estimate takes of each entry; null where that is the entry itself. */
  readonly each: Each | null;
  /** Pass and fail, as opposed to scores. */
  readonly isRate: boolean;
}

export interface Each {
  readonly parameter: Parameter;
  readonly value: Expression;
}

/** The scores behind an estimate, where the code says plainly which these are. */
export function scoresOf({ site, what }: Estimate, context: FixContext): Scores | null {
  if (!/^(mean|rate|proportion|accuracy)$/.test(what)) return null;
  return scoresAt(site.node, site.unit, context);
}

export function scoresAt(node: Expression, unit: FlowUnit, context: FixContext): Scores | null {
  if (node.kind === 'operation' && node.operator === '/') {
    const [total, count] = node.operands;
    return total && count ? divided({ node, total, count }, unit, context) : null;
  }
  if (node.kind === 'operation' && /^[<>]=?$/.test(node.operator)) {
    const [part, whole] = node.operands;
    const scores = part && whole ? divided({ node: part, total: part, count: whole }, unit, context) : null;
    return scores?.factor === '' ? { ...scores, factor: `${textOf(context, unit, whole!)} * ` } : null;
  }
  return node.kind === 'call' ? meanCall(node, unit, context) : null;
}

/** `mean(xs)`, `meanBy(rows, (row) => row.score)`, `d3.mean(rows, …)`. */
function meanCall(node: Expression & { kind: 'call' }, unit: FlowUnit, context: FixContext): Scores | null {
  const { callee } = node;
  if (!/^(mean|meanBy|average|avg)$/.test(callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : ''))
    return null;
  const [first, second, ...more] = node.arguments.map(({ value }) => value);
  if (!first || first.kind === 'spread' || more.length > 0) return null;
  const base = { unit, node, factor: '', entries: first };
  if (!second) return scoresOfCall(base, context);
  const each = eachOf(second);
  return each ? withKind({ ...base, each }, context) : null;
}

interface Quotient {
  readonly node: Expression;
  readonly total: Expression;
  readonly count: Expression;
}

/** What is divided by the number of its rows; `node` is what stands for the quotient. */
export function divided({ node, total, count }: Quotient, unit: FlowUnit, context: FixContext): Scores | null {
  const { factor, value } = withoutFactor(total, unit, context);
  const rows = countedBy(count, unit, context);
  const found = rows && totalled(value, unit, context);
  if (!found || plainText(found.entries, unit, context) !== plainText(rows, unit, context)) return null;
  const { entries, each, isRate } = found;
  const base = { unit, node, factor, entries, each };
  return isRate
    ? { ...base, isRate }
    : each
      ? withKind(base, context)
      : scoresOfCall({ unit, node, factor, entries }, context);
}

/** `100 * total` */
export function withoutFactor(total: Expression, unit: FlowUnit, context: FixContext) {
  if (total.kind !== 'operation' || total.operator !== '*') return { factor: '', value: total };
  const [a, b] = total.operands;
  const number = [a, b].find((operand) => operand?.kind === 'constant');
  const value = [a, b].find((operand) => operand !== number);
  return number && value ? { factor: `${textOf(context, unit, number)} * `, value } : { factor: '', value: total };
}

/** `rows` of `rows.length`, `rows.length || 1` and `Math.max(rows.length, 1)`. */
export function countedBy(count: Expression, unit: FlowUnit, context: FixContext): Expression | null {
  const node = assigned(count, unit, context);
  if (isLength(node)) return node.object;
  if (node.kind === 'operation' && /^(\|\||\?\?)$/.test(node.operator))
    return countedBy(node.operands[0]!, unit, context);
  if (node.kind !== 'call' || node.callee.kind !== 'attribute' || node.callee.name !== 'max') return null;
  const given = node.arguments.map(({ value }) => value).filter((value) => constant(value) !== 1);
  return given.length === 1 ? countedBy(given[0]!, unit, context) : null;
}

type Total = Pick<Scores, 'entries' | 'each' | 'isRate'>;

/** What is added up: `xs.reduce((a, b) => a + b, 0)`, `xs.filter(passes).length`, `sum(xs)`, `n` that was counted before. */
function totalled(total: Expression, unit: FlowUnit, context: FixContext): Total | null {
  const node = assigned(total, unit, context);
  if (isLength(node)) {
    const chosen = assigned(node.object, unit, context);
    if (!isMethod(chosen, 'filter')) return null;
    const [test] = chosen.arguments;
    if (test?.value.kind === 'name' && test.value.name === 'Boolean')
      return { entries: chosen.callee.object, each: null, isRate: true };
    const each = test && eachOf(test.value);
    return each ? { entries: chosen.callee.object, each, isRate: true } : null;
  }
  if (isMethod(node, 'reduce')) return reduced(node);
  if (
    node.kind === 'call' &&
    (node.callee.kind === 'name' || node.callee.kind === 'attribute') &&
    /^(sum|sumBy)$/.test(node.callee.name)
  ) {
    const [first, second] = node.arguments.map(({ value }) => value);
    const each = second ? eachOf(second) : null;
    return first && (!second || each) ? { entries: first, each, isRate: false } : null;
  }
  return node.kind === 'name' ? looped(node, unit, context) : null;
}

export function reduced(node: MethodCall): Total | null {
  const [fold, start] = node.arguments.map(({ value }) => value);
  if (fold?.kind !== 'function' || (start && constant(start) !== 0)) return null;
  const [total, entry, ...more] = fold.function.parameters;
  const sum = onlyReturn(fold.function);
  if (total?.target.kind !== 'name' || !entry || more.length > 0 || sum?.kind !== 'operation' || sum.operator !== '+')
    return null;
  const [a, b, ...others] = sum.operands;
  const isTotal = (operand?: Expression) =>
    operand?.kind === 'name' && operand.name === (total.target as { name: string }).name;
  const value = isTotal(a) ? b : isTotal(b) ? a : undefined;
  // without a start the first row is the total, and no number
  if (!value || others.length > 0) return null;
  const isEntry = value.kind === 'name' && entry.target.kind === 'name' && value.name === entry.target.name;
  if (!start && !isEntry) return null;
  return isEntry
    ? { entries: node.callee.object, each: null, isRate: false }
    : { entries: node.callee.object, ...passOrScore({ parameter: entry, value }) };
}

/** `row.passed ? 1 : 0` and `Number(row.passed)` count what passes. */
export function passOrScore({ parameter, value }: Each): { readonly each: Each; readonly isRate: boolean } {
  if (value.kind === 'conditional' && constant(value.then) === 1 && constant(value.otherwise) === 0)
    return { each: { parameter, value: value.test }, isRate: true };
  const isNumber = value.kind === 'call' && value.callee.kind === 'name' && value.callee.name === 'Number';
  const inner = isNumber ? value.arguments[0]?.value : undefined;
  if (inner?.kind === 'operation' && /comparison|logical|not/.test(inner.form))
    return { each: { parameter, value: inner }, isRate: true };
  return { each: { parameter, value }, isRate: false };
}

/** `(row) => row.score`; with a block, only where that does nothing but return. */
export function eachOf(node: Expression): Each | null {
  if (node.kind !== 'function') return null;
  const [parameter, ...more] = node.function.parameters;
  const value = onlyReturn(node.function);
  return parameter && value && more.length === 0 && parameter.form === 'plain' && !parameter.default
    ? { parameter, value }
    : null;
}

/** Of `rows.map((row) => row.score)` the rows and what is taken of each, so that both can be told. */
export function scoresOfCall(base: Omit<Scores, 'each' | 'isRate'>, context: FixContext): Scores {
  const node = base.entries;
  const call = isMethod(node, 'map') ? node : null;
  const each = call && call.arguments.length === 1 ? eachOf(call.arguments[0]!.value) : null;
  if (!call || !each) return withKind({ ...base, each: null }, context);
  const { each: counted, isRate } = passOrScore(each);
  const scores = { ...base, entries: call.callee.object, each: counted };
  return isRate ? { ...scores, isRate } : withKind(scores, context);
}

function withKind(scores: Omit<Scores, 'isRate'>, context: FixContext): Scores {
  const { value } = scores.each ?? {};
  if (value?.kind === 'operation' && /comparison|logical|not/.test(value.form)) return { ...scores, isRate: true };
  return { ...scores, isRate: kindNamed(textOf(context, scores.unit, value ?? scores.entries)) === 'rate' };
}

const SCORES = /score|rating|rate[ds]?\b|grade|points|stars|quality|likert/i;
const PASSES =
  /pass|correct(?!ness)|accept|success|label|verdict|valid|faithful(?!ness)|grounded(?!ness)|\b(is|has)[A-Z]/i;

/** What a name says of the numbers it stands for; null where it says nothing. */
export const kindNamed = (text: string): 'rate' | 'score' | null =>
  SCORES.test(text) ? 'score' : PASSES.test(text) ? 'rate' : null;

export type MethodCall = Expression & { kind: 'call'; callee: Expression & { kind: 'attribute' } };

export const isMethod = (node: Expression, name: string): node is MethodCall =>
  node.kind === 'call' && node.callee.kind === 'attribute' && node.callee.name === name;

/** How the rows are called that an array has as many entries as. */
export const plainText = (node: Expression, unit: FlowUnit, context: FixContext): string => {
  const plain = plainOf(node, unit, context);
  return textOf(context, unit, plain).replace(/\s+/g, '');
};
