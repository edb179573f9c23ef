import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import {
  type FixContext,
  lineStart,
  nextLine,
  placeIn,
  replace,
  statementsAround,
  textOf,
  unitText,
} from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { parentOf } from './best-of-tries.ts';

/**
 * The ends of Wilson's interval that is worked out around a variance (`Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))`), in
 * the place of which are those of a corrected one; undefined where it is no such interval, null where more is made of it.
 */
export function wilsonEdits(
  variance: Expression,
  corrected: string,
  unit: FlowUnit,
  context: FixContext,
): readonly Edit[] | null | undefined {
  const sum = parentOf(variance, unit);
  const root = sum && parentOf(sum, unit);
  const isWilson =
    sum?.kind === 'operation' &&
    sum.operator === '+' &&
    /\(\s*4\s*\*/.test(textOf(context, unit, sum)) &&
    root?.kind === 'call' &&
    nameOf(root.callee) === 'sqrt';
  if (!isWilson) return undefined;
  const half = givenAround(variance, unit, context);
  const ends = half && usesOf(half, unit, context).map(endOf);
  if (!half || ends?.length === 0 || !ends?.every((each) => each !== null)) return null;
  const centres = ends.flatMap(({ node }) =>
    node.operands[0]!.kind === 'name' ? bindingAt(node.operands[0]!, unit, context) : [],
  );
  const gone = [half, ...centres.slice(0, 1)].filter((each) =>
    usesOf(each, unit, context).every(({ parents: [parent] }) => ends.some(({ node }) => node === parent)),
  );
  return [
    ...gone.map((each) => withLine(each, unit, context)),
    ...ends.map(({ node, end }) => replace(context, unit, node, `${corrected}.ci[${end}]`)),
  ];
}

/** `const half = …` */
function givenAround(node: Expression, unit: FlowUnit, context: FixContext): Assign | null {
  const [statement] = statementsAround(context.module, placeIn(context, unit, node));
  return statement?.kind === 'assign' && statement.targets[0]?.kind === 'name' ? statement : null;
}

function bindingAt(node: Expression, unit: FlowUnit, context: FixContext): readonly Assign[] {
  const names = namesOf(context);
  const at = names.at(unit, node);
  const bound = at ? names.bindings(names.variableOf(at)) : [];
  return bound.flatMap(({ statement }) => (statement.kind === 'assign' ? [statement] : []));
}

function usesOf({ targets }: Assign, unit: FlowUnit, context: FixContext): readonly Occurrence[] {
  const names = namesOf(context);
  const at = names.at(unit, targets[0]!);
  return at ? names.of(names.variableOf(at)).filter(({ role }) => role === 'reads') : [];
}

/** `centre - half`, `centre + half` */
function endOf({ node, parents: [parent] }: Occurrence) {
  const isEnd = parent?.kind === 'operation' && /^[-+]$/.test(parent.operator) && parent.operands[1] === node;
  return isEnd && parent.operands[0]!.kind === 'name' ? { node: parent, end: parent.operator === '-' ? 0 : 1 } : null;
}

function withLine({ start, end }: Assign, unit: FlowUnit, context: FixContext): Edit {
  const text = unitText(context, unit.cell);
  return replace(context, unit, { start: lineStart(text, start), end: nextLine(text, end) }, '');
}
