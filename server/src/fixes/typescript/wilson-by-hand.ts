import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Expression, FlowUnit } from '../../flow/program.ts';
import { nameOf, parentOf } from '../../flow/walk.ts';
import { type FixContext, placeIn, replace, statementsAround, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { withoutLine } from './own-line.ts';

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
  const sum = parentOf(variance, unit.body);
  const root = sum && parentOf(sum, unit.body);
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
    ...gone.flatMap((each) => withoutLine(each, unit, context) ?? []),
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

const usesOf = ({ targets }: Assign, unit: FlowUnit, context: FixContext): readonly Occurrence[] =>
  namesOf(context).reads(unit, targets[0]!);

/** `centre - half`, `centre + half` */
function endOf({ node, parents: [parent] }: Occurrence) {
  const isEnd = parent?.kind === 'operation' && /^[-+]$/.test(parent.operator) && parent.operands[1] === node;
  return isEnd && parent.operands[0]!.kind === 'name' ? { node: parent, end: parent.operator === '-' ? 0 : 1 } : null;
}
