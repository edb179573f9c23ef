import { snakeCase } from '../provenance/names.ts';
import { remembering } from '../recent.ts';
import type { Expression, FlowUnit, Operation, Statement } from './program.ts';
import { expressionsIn, statementsIn } from './walk.ts';

/**
 * The correction of a rate by how often the labels are wrong (Rogan and Gladen), in whatever form it is written:
 * (rate + specificity - 1) / (sensitivity + specificity - 1), (rate - fpr) / (tpr - fpr).
 */
interface RateCorrection {
  readonly rateNode: Expression;
  /** How often the labels are right, or wrong: sensitivity, specificity, rates of false ones. */
  readonly errors: readonly Expression[];
  /** The second of them is how often the labels are wrong: (rate - fpr) / (tpr - fpr). */
  readonly byFalse: boolean;
}

/** The correction that a division is; null for any other. */
export const rateCorrectionAt = (unit: FlowUnit, node: Expression): RateCorrection | null =>
  rateCorrectionsIn(unit).get(node) ?? null;

export const isSameCorrection = (a: RateCorrection | null, b: RateCorrection | null): boolean =>
  a?.rateNode === b?.rateNode &&
  a?.byFalse === b?.byFalse &&
  (a?.errors.every((error, i) => error === b?.errors[i]) ?? true);

const known = new WeakMap<readonly Statement[], ReadonlyMap<Expression, RateCorrection>>();

/** The corrections in a file or cell, by their division. */
function rateCorrectionsIn({ body }: FlowUnit): ReadonlyMap<Expression, RateCorrection> {
  let found = known.get(body);
  if (!found) {
    found = correctionsIn(body);
    known.set(body, found);
  }
  return found;
}

function correctionsIn(body: readonly Statement[]): ReadonlyMap<Expression, RateCorrection> {
  const found = new Map<Expression, RateCorrection>();
  const bodies = [body];
  for (const statement of statementsIn(body))
    if (statement.kind === 'define-function') bodies.push(statement.function.body);
  for (const statements of bodies) {
    const definitions = definitionsIn(statements);
    for (const node of expressionsIn(statements)) {
      if (node.kind !== 'operation' || node.operator !== '/') continue;
      const correction = rateCorrection(node, definitions);
      if (correction) found.set(node, correction);
    }
  }
  return found;
}

/** What each name stands for that is set once. */
type Definitions = ReadonlyMap<string, Expression>;

function definitionsIn(body: readonly Statement[]): Definitions {
  const found = new Map<string, Expression>();
  const often = new Set<string>();
  for (const statement of statementsIn(body)) {
    if (statement.kind !== 'assign') continue;
    for (const target of statement.targets) {
      if (target.kind !== 'name') continue;
      if (found.has(target.name) || statement.operator !== null) often.add(target.name);
      found.set(target.name, statement.value);
    }
  }
  for (const name of often) found.delete(name);
  return found;
}

/** A sum of parts with the signs that they have, and a number. */
interface Sum {
  readonly parts: ReadonlyMap<string, { readonly sign: number; readonly node: Expression }>;
  readonly number: number;
}

function rateCorrection(node: Operation, definitions: Definitions): RateCorrection | null {
  const [above, below] = node.operands;
  if (node.operator !== '/' || !above || !below) return null;
  const [numerator, denominator] = [sumOf(above, definitions), sumOf(below, definitions)];
  if (!numerator || !denominator || numerator.parts.size !== 2 || denominator.parts.size !== 2) return null;
  // what both have: specificity - 1, or - fpr
  const shared = [...numerator.parts].filter(([text, { sign }]) => denominator.parts.get(text)?.sign === sign);
  const [common] = shared;
  if (shared.length !== 1 || !common) return null;
  const other = ({ parts }: Sum) => [...parts].find(([text]) => text !== common[0])![1];
  const [rate, right] = [other(numerator), other(denominator)];
  if (rate.sign !== 1) return null;
  const errors = [right.node, common[1].node];
  const { sign } = common[1];
  const byForm = sign === 1 && right.sign === 1 && numerator.number === -1 && denominator.number === -1;
  // (x - a) / (b - a) scales between any two numbers: only its names tell
  const byName = sign === -1 && numerator.number === 0 && errors.some((error) => namesError(lastNameOf(error)));
  const isRate = (right.sign === 1 && denominator.number === 0) || (right.sign === -1 && denominator.number === 1);
  return byForm || (byName && isRate) ? { rateNode: rate.node, errors, byFalse: sign === -1 } : null;
}

const namesError = remembering(
  (name) =>
    /(^|_)(fpr|fnr|tpr|tnr|sens\w*|spec\w*|false_(?:pos|neg|alarm)\w*|true_(?:pos|neg)\w*)(_|$)/i.test(snakeCase(name)),
  1000,
);

const lastNameOf = (node: Expression): string =>
  node.kind === 'name' || node.kind === 'attribute'
    ? node.name
    : node.kind === 'subscript' && node.index.kind === 'constant'
      ? String(node.index.value)
      : '';

const MAX_PARTS = 4;

/** `a + b - 1`; names that stand for a sum are taken apart, too. Null for what is no short sum. */
function sumOf(node: Expression, definitions: Definitions, depth = 0): Sum | null {
  if (depth > 6) return null;
  if (node.kind === 'operation' && node.form === 'arithmetic' && /^[+-]$/.test(node.operator)) {
    const [first, ...others] = node.operands.map((operand) => sumOf(operand, definitions, depth + 1));
    const sign = node.operator === '-' ? -1 : 1;
    return others.reduce<Sum | null>((sum, other) => sum && other && plus(sum, other, sign), first ?? null);
  }
  if (node.kind === 'constant') {
    if (typeof node.value !== 'number') return null;
    // 0.92 stands for a rate by itself
    return Number.isInteger(node.value) ? { parts: new Map(), number: node.value } : only(String(node.value), node);
  }
  const meant = node.kind === 'name' ? definitions.get(node.name) : undefined;
  const isSum = meant?.kind === 'operation' && meant.form === 'arithmetic' && /^[+-]$/.test(meant.operator);
  const taken = isSum ? sumOf(meant, definitions, depth + 1) : null;
  if (taken) return taken;
  const text = textOf(node);
  return text === null ? null : only(text, node);
}

const only = (text: string, node: Expression): Sum => ({ parts: new Map([[text, { sign: 1, node }]]), number: 0 });

function plus(a: Sum, b: Sum, sign: number): Sum | null {
  const parts = new Map(a.parts);
  for (const [text, part] of b.parts) {
    if (parts.has(text)) return null;
    parts.set(text, { ...part, sign: sign * part.sign });
  }
  return parts.size > MAX_PARTS ? null : { parts, number: a.number + sign * b.number };
}

/** `sens`, `judge.sens`, `rates["sens"]`; null for what is computed in place. */
export function textOf(node: Expression): string | null {
  if (node.kind === 'name') return node.name;
  if (node.kind === 'attribute') {
    const object = textOf(node.object);
    return object === null ? null : `${object}.${node.name}`;
  }
  if (node.kind === 'subscript' && node.index.kind === 'constant') {
    const object = textOf(node.object);
    return object === null ? null : `${object}[${node.index.value}]`;
  }
  return node.kind === 'constant' ? String(node.value) : null;
}
