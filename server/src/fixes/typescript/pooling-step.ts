import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { has, isOnly, REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { contains, expressionAt, type FixContext, replace, statementsAround, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { withoutLine } from './own-line.ts';

/** Where synthetic rows come to real ones, and what that becomes without them. */
export interface PoolingStep {
  readonly unit: FlowUnit;
  /** The pool as it is written, `rows` or `this.rows`, or what is returned; null where it has no name. */
  readonly pool: Expression | null;
  /** What is left out. */
  readonly left: Span;
  readonly real: string;
  readonly edit: Edit;
}

export function poolingStep(context: FixContext): PoolingStep | null {
  const cause = causeOfKind(context.report.value, SYNTHETIC, 'pool');
  if (!cause?.place || cause.place.document !== context.document.uri) return null;
  const around = statementsAround(context.module, cause.place);
  const node = expressionAt(context.module, cause.place);
  const unit = context.module.units.find(({ cell }) => cell === cause.place!.cell);
  if (!node || !unit || around.length === 0) return null;
  if (node.kind === 'call' && isMethod(node, /^(?:push|unshift)$/))
    return pushed(node, cause.inputs, { unit, around }, context);
  return joined(node, cause.inputs, { unit, around }, context);
}

interface Around {
  readonly unit: FlowUnit;
  /** The innermost first. */
  readonly around: readonly Statement[];
}

const isMethod = (call: Call, name: RegExp): boolean => call.callee.kind === 'attribute' && name.test(call.callee.name);

const isMade = (value: Value): boolean => isOnly(dataOrigins(value), SYNTHETIC);
const isReal = (value: Value): boolean => isOnly(dataOrigins(value), REAL);

/** `rows.push(...synthetic)`, once, and not in a loop through sources of both kinds. */
function pushed(call: Call, inputs: readonly Value[], at: Around, context: FixContext): PoolingStep | null {
  const { callee } = call;
  const [before, added, ...more] = inputs;
  if (callee.kind !== 'attribute' || !before || !added || more.length > 0) return null;
  if (!isReal(before) || !isMade(added)) return null;
  const { unit } = at;
  const whole = wholeOf(call, at.around);
  if (!whole || at.around.some((other) => /^(?:loop|evaluate)$/.test(other.kind) && other.start < whole.start))
    return null;
  const names = namesOf(context);
  const isParameter = ({ node, parents, statement }: Occurrence): boolean =>
    node !== null && (statement.kind === 'define-function' || parents.some(({ kind }) => kind === 'function'));
  const sources = names
    .within(unit, whole)
    .filter(({ role, node }) => role === 'reads' && !(node && contains(callee.object, node)))
    .map((other) => names.variableOf(other));
  // `add(real); add(synthetic)`: the same statement brings both
  const isOwn = sources.every((source) =>
    names
      .bindings(source)
      .every((each) => !isParameter(each) || (whole.start <= each.node!.start && each.node!.end <= whole.end)),
  );
  if (!isOwn || !isFilledElsewhere(callee.object, unit, whole, context)) return null;
  return {
    unit,
    pool: callee.object,
    left: whole,
    real: textOf(context, unit, callee.object),
    edit: without(whole, unit, context),
  };
}

/** Are there rows before, or put in by another statement? */
function isFilledElsewhere(pool: Expression, unit: FlowUnit, whole: Span, context: FixContext): boolean {
  const text = textOf(context, unit, pool);
  return namesOf(context).all.some(({ node, parents, statement, unit: other }) => {
    const isPool = [node, ...parents].some((each) => each && textOf(context, other, each) === text);
    if (!isPool || (other === unit && node && whole.start <= node.start && node.end <= whole.end)) return false;
    if (statement.kind === 'assign' && statement.targets.some((target) => textOf(context, other, target) === text))
      return statement.value.kind !== 'sequence' || statement.value.items.length > 0;
    return parents.some((each) => each.kind === 'attribute' && /^(?:push|unshift)$/.test(each.name));
  });
}

/** The statement that does nothing but add rows: a push, a loop or a condition with nothing else in it. */
function wholeOf(call: Call, around: readonly Statement[]): Statement | null {
  const [innermost, ...outer] = around;
  if (innermost?.kind !== 'evaluate' && innermost?.kind !== 'return') return null;
  let whole: Statement | null = innermost.kind === 'evaluate' && addsOnly(innermost.value, call) ? innermost : null;
  if (!whole && innermost.kind === 'return') whole = innermost;
  for (const next of outer) {
    if (!whole || !isAlone(whole, next)) break;
    whole = next;
  }
  return whole?.kind === 'return' ? null : whole;
}

/** `rows.push(…)`, `synthetic.forEach((row) => rows.push(row))` */
function addsOnly(value: Expression, call: Call): boolean {
  if (value === call) return true;
  const [only, ...more] = callbackOf(value) ?? [];
  return more.length === 0 && (only?.kind === 'return' || only?.kind === 'evaluate') && only.value === call;
}

function callbackOf(value: Expression): readonly Statement[] | null {
  if (value.kind !== 'call' || !isMethod(value, /^forEach$/)) return null;
  const [callback] = value.arguments;
  return callback?.value.kind === 'function' ? callback.value.function.body : null;
}

function isAlone(statement: Statement, next: Statement): boolean {
  const isAll = (block: readonly Statement[]): boolean => block.length === 1 && block[0] === statement;
  if (next.kind === 'loop') return isAll(next.body) && next.otherwise.length === 0 && next.target !== null;
  if (next.kind === 'if') return isAll(next.then) && next.otherwise.length === 0 && isPlain(next.test);
  return next.kind === 'evaluate' && isAll(callbackOf(next.value) ?? []);
}

/** Nothing happens where it is worked out. */
const isPlain = (test: Expression): boolean =>
  descendants(test).every(
    (each) =>
      each.kind !== 'suspend' &&
      each.kind !== 'assignment' &&
      (each.kind !== 'call' || isMethod(each, /^(?:includes|has)$/)),
  );

/** `[...real, ...synthetic]`, `real.concat(synthetic)` */
function joined(node: Expression, inputs: readonly Value[], at: Around, context: FixContext): PoolingStep | null {
  const parts = partsOf(node, inputs.length);
  if (parts?.length !== inputs.length) return null;
  const { unit, around } = at;
  const real = parts.filter((_, i) => isReal(inputs[i]!));
  const [made, ...more] = parts.filter((_, i) => isMade(inputs[i]!));
  if (real.length === 0 || !made || more.length > 0 || real.length + 1 !== parts.length) return null;
  if (inputs.some((input) => has(dataOrigins(input), REAL) && !isReal(input))) return null;
  const [statement] = around;
  const texts = real.map((part) => textOf(context, unit, part));
  const isReturned = statement?.kind === 'return' && statement.value === node;
  if (isReturned)
    return { unit, pool: node, left: made, real: texts.join(', '), edit: replace(context, unit, node, spread(texts)) };
  if (statement?.kind === 'loop' && statement.iterable === node) {
    const text = texts.length === 1 ? texts[0]! : spread(texts);
    return { unit, pool: null, left: made, real: texts.join(', '), edit: replace(context, unit, node, text) };
  }
  if (statement?.kind !== 'assign' || statement.operator || statement.targets.length !== 1) return null;
  const pool = statement.targets[0]!;
  if (pool.kind !== 'name' && pool.kind !== 'attribute') return null;
  const result = (left: Span, edit: Edit) => ({ unit, pool, left, real: texts.join(', '), edit });
  const { value } = statement;
  if (value.kind === 'conditional') {
    // `all ? [...real, ...synthetic] : real`
    const other = value.then === node ? value.otherwise : value.then;
    const isReal = [value.then, value.otherwise].includes(node) && texts.includes(textOf(context, unit, other));
    return isReal && texts.length === 1 ? result(made, replace(context, unit, value, texts[0]!)) : null;
  }
  if (value !== node) return null;
  // `rows = rows.concat(synthetic)`
  const isAdded = texts.length === 1 && texts[0] === textOf(context, unit, pool);
  if (!isAdded) return result(made, replace(context, unit, node, spread(texts)));
  const whole = around.reduce((inner, next) => (isAlone(inner, next) ? next : inner));
  return result(whole, without(whole, unit, context));
}

const spread = (texts: readonly string[]): string => `[${texts.map((text) => `...${text}`).join(', ')}]`;

/** @param count `_.concat(real, synthetic)` and `real.concat(synthetic)` tell by it what they join */
function partsOf(node: Expression, count: number): readonly Expression[] | null {
  if (node.kind === 'sequence')
    return node.items.every(({ kind }) => kind === 'spread')
      ? node.items.map((item) => (item as { value: Expression }).value)
      : null;
  if (node.kind !== 'call' || node.arguments.some(({ value }) => value.kind === 'spread')) return null;
  const given = node.arguments.map(({ value }) => value);
  if (node.callee.kind === 'name') return node.callee.name === 'concat' ? given : null;
  if (node.callee.kind !== 'attribute' || node.callee.name !== 'concat') return null;
  return given.length === count ? given : [node.callee.object, ...given];
}

/** Takes a statement away with its line, where it has one to itself. */
const without = (whole: Span, unit: FlowUnit, context: FixContext): Edit =>
  withoutLine(whole, unit, context) ?? replace(context, unit, whole, ';');
