import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Expression, FlowUnit } from '../../flow/program.ts';
import type { Cause } from '../../provenance/cause.ts';
import { AUGMENTED, has, REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins, type Value } from '../../provenance/value.ts';
import { calledName } from '../called-name.ts';
import { expressionAt, type FixContext, placeIn, replace, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, type Variable } from '../occurrences.ts';

/** Rows of one kind that are put together with others. */
export interface Part {
  readonly node: Expression;
  readonly origin: 'real' | 'synthetic' | 'mixed';
  /** Changed copies of other rows. */
  readonly areCopies: boolean;
}

/** The expression that puts real and synthetic rows together: `pd.concat([real, synthetic])`. */
export interface Union {
  readonly unit: FlowUnit;
  readonly node: Expression;
  /** In the order in which they are written. */
  readonly parts: readonly Part[];
  readonly real: readonly Part[];
  readonly synthetic: readonly Part[];
}

/** The union behind a finding, where its parts are written out. */
export function unionBehind(context: FixContext, value: Value = context.report.value): Union | null {
  const cause = causeOfKind(value, SYNTHETIC, 'pool');
  return cause && unionOf(cause, context);
}

function unionOf({ place, inputs }: Cause, context: FixContext): Union | null {
  const node = place && expressionAt(context.module, place);
  const unit = place && context.module.units.find(({ cell }) => cell === place.cell);
  const nodes = node && partsOf(node);
  if (!node || !unit || !nodes || nodes.length !== inputs.length) return null;
  const parts = nodes.map((part, index): Part => {
    const origins = dataOrigins(inputs[index]!);
    const [isReal, isSynthetic] = [has(origins, REAL), has(origins, SYNTHETIC)];
    const areCopies = has(origins, AUGMENTED);
    // copies of real rows are of both
    const origin = isSynthetic && (!isReal || areCopies) ? 'synthetic' : isReal && !isSynthetic ? 'real' : 'mixed';
    return { node: part, origin, areCopies };
  });
  const of = (origin: Part['origin']) => parts.filter((part) => part.origin === origin);
  return { unit, node, parts, real: of('real'), synthetic: of('synthetic') };
}

/** Is every part of one kind, and is there some of each? */
export const isOfBothKinds = ({ parts, real, synthetic }: Union): boolean =>
  real.length > 0 && synthetic.length > 0 && real.length + synthetic.length === parts.length;

function partsOf(pool: Expression): readonly Expression[] | null {
  if (pool.kind === 'operation') return pool.operands;
  if (pool.kind === 'sequence') return pool.items.map((item) => (item.kind === 'spread' ? item.value : item));
  if (pool.kind !== 'call') return null;
  const list = listOf(pool);
  if (list) return list.items;
  const positional = pool.arguments.filter(({ name }) => name === null).map(({ value }) => value);
  return positional.length === 2 ? positional : null;
}

type Sequence = Extract<Expression, { kind: 'sequence' }>;

/** The list of what is put together: of `pd.concat([a, b])`, the `[a, b]`. */
export function listOf(pool: Expression): Sequence | null {
  if (pool.kind !== 'call') return null;
  const [first] = pool.arguments.filter(({ name }) => name === null || name === 'objs');
  return first?.value.kind === 'sequence' && !first.value.items.some(({ kind }) => kind === 'spread')
    ? first.value
    : null;
}

/** The same way of putting together, of other parts; one part stands by itself. Null where it is not known how. */
export function joined(union: Union, parts: readonly string[], context: FixContext): string | null {
  const { node, unit } = union;
  if (parts.length === 1) return parts[0]!;
  if (node.kind === 'operation' && node.operator === '+') return parts.join(' + ');
  const list = listOf(node);
  if (!list) return null;
  const text = (start: number, end: number) => textOf(context, unit, { start, end });
  return `${text(node.start, list.start + 1)}${parts.join(', ')}${text(list.end - 1, node.end)}`;
}

export const textsOf = (parts: readonly Part[], unit: FlowUnit, context: FixContext): string[] =>
  parts.map(({ node }) => textOf(context, unit, node));

/** The name that a union is kept in: `pooled` of `pooled = pd.concat([real, synthetic])`, if it gets no other value. */
export function nameOfUnion({ unit, node }: Union, context: FixContext): Occurrence | null {
  const located = statementAt(context.module, placeIn(context, unit, node));
  if (located?.statement.kind !== 'assign' || located.statement.operator !== null) return null;
  const { targets, value } = located.statement;
  const [target] = targets;
  if (target?.kind !== 'name' || targets.length > 1 || !isUnionAsItIs(value, node)) return null;
  const names = namesOf(context);
  const found = names.at(unit, target);
  return found && names.bindings(names.variableOf(found)).length === 1 ? found : null;
}

/** The union itself, or in another order: `pd.concat([…]).sample(frac=1)`. */
function isUnionAsItIs(value: Expression, union: Expression): boolean {
  if (value === union) return true;
  if (value.kind !== 'call' || value.callee.kind !== 'attribute') return false;
  const isShuffle = value.callee.name === 'sample' && value.arguments.some(({ name }) => name === 'frac');
  return (isShuffle || value.callee.name === 'reset_index') && isUnionAsItIs(value.callee.object, union);
}

/** The variable of a plain name that gets one value only; null for anything else. */
export function fixedName(node: Expression, unit: FlowUnit, context: FixContext): Variable | null {
  const names = namesOf(context);
  const found = names.at(unit, node);
  const variable = found && names.variableOf(found);
  return variable && names.bindings(variable).length === 1 ? variable : null;
}

/** Says in a column of each part where its rows come from; null where the parts are not seen to be tables. */
export function markedParts(union: Union, column: string, quote: string, context: FixContext): Edit[] | null {
  const { unit, node, parts } = union;
  const names = namesOf(context);
  const [at] = names.within(unit, node);
  const areTables =
    node.kind === 'call' &&
    at !== undefined &&
    calledName(node.callee, names, at.scope) === 'pandas.concat' &&
    parts.every((part) => part.node.kind === 'name' || part.node.kind === 'call');
  if (!areTables || !isOfBothKinds(union)) return null;
  return parts.map(({ node: { end }, origin }) =>
    replace(context, unit, { start: end, end }, `.assign(${column}=${quote}${origin}${quote})`),
  );
}
