import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Estimate } from '../../flow/observation.ts';
import type { Expression, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { descendants, expressionsIn, nameOf } from '../../flow/walk.ts';
import { type FixContext, placeIn, replace, statementsAround } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { relatedEstimates } from '../related.ts';
import { withoutLine } from './own-line.ts';
import { withoutFactor } from './scores.ts';
import { assigned, bindingOf, isLength } from './values.ts';

/** A standard error that is worked out from how far the scores are from their mean: `sd / Math.sqrt(n)`. */
export interface SpreadByHand {
  readonly unit: FlowUnit;
  readonly node: Expression;
  /** The number `1.96` of `1.96 * sd / Math.sqrt(n)`; else empty. */
  readonly factor: string;
  /** The statements that lead to it, and to nothing else: `const sd = …`. */
  readonly before: readonly Statement[];
}

/** The estimate that a finding's number is worked out from, and those that are of it. */
export function relatedByHand(context: FixContext): readonly Estimate[] {
  const related = relatedEstimates(context);
  if (related.length > 1 || related[0]!.what !== 'standard error') return related;
  const mean = context.estimates.find((other) =>
    spreadsByHand(other, context)?.some(({ node }) => node === related[0]!.site.node),
  );
  return mean ? [mean] : related;
}

/** The standard errors that are worked out from a mean and the scores; null where more is made of how far these are from it. */
export function spreadsByHand({ site: { unit, node } }: Estimate, context: FixContext): readonly SpreadByHand[] | null {
  const names = namesOf(context);
  const [statement] = statementsAround(context.module, placeIn(context, unit, node));
  const target = statement?.kind === 'assign' && statement.value === node ? statement.targets[0] : undefined;
  const at = target?.kind === 'name' ? names.at(unit, target) : undefined;
  if (!at) return [];
  const distances = names.of(names.variableOf(at)).filter(isDistance);
  if (distances.length === 0) return [];
  const spreads = expressionsIn(unit.body)
    .filter((each) => each.start > node.end)
    .flatMap((each) => spreadOf(each, distances, unit, context) ?? []);
  const inside: readonly Span[] = spreads.flatMap((spread) => [spread.node, ...spread.before]);
  const isInside = (span: Span) => inside.some(({ start, end }) => start <= span.start && span.end <= end);
  const given = spreads.flatMap(({ before }) => before.flatMap((each) => (each.kind === 'assign' ? each.targets : [])));
  const uses = given.flatMap((each) => names.of(names.variableOf(names.at(unit, each)!)));
  return [...distances, ...uses].every((use) => use.unit === unit && isInside(use.node!)) ? spreads : null;
}

const isConstant = ({ kind }: Expression): boolean => kind === 'constant';

/** `(score - mean) ** 2`, `Math.pow(score - mean, 2)` */
function isDistance({ parents: [difference, around] }: Occurrence): boolean {
  // `1 - rate` is no distance
  if (difference?.kind !== 'operation' || difference.operator !== '-' || difference.operands.some(isConstant))
    return false;
  if (around?.kind === 'operation') return around.operator === '**' || around.operator === '*';
  return around?.kind === 'call' && /^(?:pow|abs)$/.test(nameOf(around.callee));
}

function spreadOf(
  node: Expression,
  distances: readonly Occurrence[],
  unit: FlowUnit,
  context: FixContext,
): SpreadByHand | null {
  const variance = isRoot(node) ? node.arguments[0]!.value : null;
  const [left, right] = quotient(variance ?? node);
  if (!left || !right) return null;
  const { factor, value } = variance ? { factor: '', value: left } : withoutFactor(left, unit, context);
  const isError = variance
    ? isNumber(right) && isVariance(value, unit, context)
    : isRootOfNumber(right, unit, context) && isDeviation(value, unit, context);
  const before = isError ? stepsTo(distances, value, unit, context) : null;
  return before && { unit, node, factor: factor.replace(/ \* $/, ''), before };
}

export const quotient = (node: Expression): readonly Expression[] =>
  node.kind === 'operation' && node.operator === '/' ? node.operands : [];

export const isRoot = (node: Expression): node is Expression & { kind: 'call' } =>
  node.kind === 'call' && nameOf(node.callee) === 'sqrt' && node.arguments.length === 1;

const isNumber = (node: Expression): boolean => isLength(node) || node.kind === 'name';

/** `Math.sqrt(scores.length)` */
export function isRootOfNumber(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const value = assigned(node, unit, context);
  return isRoot(value) && isNumber(value.arguments[0]!.value);
}

/** A sum over a number, and the root of one: without a number it is no deviation yet. */
const isVariance = (node: Expression, unit: FlowUnit, context: FixContext): boolean =>
  quotient(assigned(node, unit, context)).length === 2;

function isDeviation(node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const value = assigned(node, unit, context);
  return isRoot(value) && isVariance(value.arguments[0]!.value, unit, context);
}

/** The statements between the distances and what is made of them; null where they are not in it. */
function stepsTo(
  distances: readonly Occurrence[],
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
  depth = 0,
): readonly Statement[] | null {
  if (distances.some((each) => each.node && node.start <= each.node.start && each.node.end <= node.end)) return [];
  if (depth > 4) return null;
  for (const name of descendants(node)) {
    const binding = name.kind === 'name' ? bindingOf(name, unit, context) : null;
    if (!binding || binding.start >= node.start) continue;
    const steps = stepsTo(distances, binding.value, unit, context, depth + 1);
    if (steps) return [...steps, binding];
  }
  return null;
}

/** A quarter of the width of the corrected interval, nearly, and nothing of what led to the one before. */
export function spreadEditsByHand(
  { unit, node, factor, before }: SpreadByHand,
  corrected: string,
  context: FixContext,
): readonly Edit[] {
  const width = `(${corrected}.ci[1] - ${corrected}.ci[0])`;
  const error = factor === '' ? `${width} / 3.92` : `(${factor} * ${width}) / 3.92`;
  const lines = before.flatMap((each) => withoutLine(each, unit, context) ?? []);
  return [replace(context, unit, node, error), ...lines];
}
