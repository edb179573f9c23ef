import type { Expression, FlowUnit } from '../../flow/program.ts';
import { descendants } from '../../flow/walk.ts';
import { has, REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { dataOrigins } from '../../provenance/value.ts';
import { expressionAt, type FixContext, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { isArray } from './judge-field.ts';

/** Real and synthetic rows that the code brings together: `const pooled = [...real, ...synthetic]`. */
export interface PooledRows {
  readonly unit: FlowUnit;
  /** The expression that does it. */
  readonly node: Expression;
  /** The name it is given, once; null where it has none. */
  readonly variable: Variable | null;
  /** Both sides, as they are written. */
  readonly real: Expression;
  readonly synthetic: Expression;
}

/** The pool behind a finding, where both sides are arrays that the code still has by themselves. */
export function pooledRows(context: FixContext): PooledRows | null {
  const cause = causeOfKind(context.report.value, SYNTHETIC, 'pool');
  if (!cause?.place || cause.place.document !== context.document.uri) return null;
  const node = expressionAt(context.module, cause.place);
  const located = statementAt(context.module, cause.place);
  const parts = node && partsOf(node);
  if (!node || !located || parts?.length !== 2 || cause.inputs.length !== 2) return null;
  const [isReal, isSynthetic] = [REAL, SYNTHETIC].map((origin) =>
    cause.inputs.findIndex(
      (input) => has(dataOrigins(input), origin) && !has(dataOrigins(input), REAL + SYNTHETIC - origin),
    ),
  );
  const [real, synthetic] = [parts[isReal!], parts[isSynthetic!]];
  if (!real || !synthetic || real === synthetic || !isArray(real) || !isArray(synthetic)) return null;
  const { statement, unit } = located;
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  const isNamed =
    statement.kind === 'assign' &&
    statement.value === node &&
    target?.kind === 'name' &&
    statement.targets.length === 1;
  const bound = isNamed ? namesOf(context).at(unit, target) : undefined;
  const named = bound ? namesOf(context).variableOf(bound) : null;
  // a name that gets another value may no longer be these rows
  const variable = named && namesOf(context).bindings(named).length === 1 ? named : null;
  if (
    ![variable, ...[real, synthetic].map((side) => variableAt(side, unit, context))].every(
      (one) => !one || staysAsItIs(one, context),
    )
  )
    return null;
  return { unit, node, variable, real, synthetic };
}

function partsOf(pool: Expression): readonly Expression[] | null {
  if (pool.kind === 'sequence')
    return pool.items.every(({ kind }) => kind === 'spread')
      ? pool.items.map((item) => (item as { value: Expression }).value)
      : null;
  if (
    pool.kind !== 'call' ||
    pool.callee.kind !== 'attribute' ||
    pool.callee.name !== 'concat' ||
    pool.arguments.length !== 1
  )
    return null;
  const [{ value } = { value: null }] = pool.arguments;
  return value && value.kind !== 'spread' ? [pool.callee.object, value] : null;
}

const variableAt = (node: Expression, unit: FlowUnit, context: FixContext): Variable | null => {
  const names = namesOf(context);
  const [root] = names.within(unit, node).filter((other) => other.node?.start === node.start);
  return root ? names.variableOf(root) : null;
};

const CHANGES = /^(push|pop|shift|unshift|splice|fill|copyWithin|length)$/;

/** Is it given a value once, and no row put in or taken out after that? */
function staysAsItIs(variable: Variable, context: FixContext): boolean {
  const names = namesOf(context);
  return (
    names.bindings(variable).length <= 1 &&
    names
      .of(variable)
      .every(
        ({ role, parents: [parent, call] }) =>
          role !== 'stores' &&
          !(
            parent?.kind === 'attribute' &&
            call?.kind === 'call' &&
            call.callee === parent &&
            CHANGES.test(parent.name)
          ),
      )
  );
}

/** Where the pool stands in an expression: by its name, or written out. */
export function placesOfPool(
  { variable, node: pool, unit: poolUnit }: PooledRows,
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
): readonly Expression[] {
  if (unit === poolUnit && node.start <= pool.start && pool.end <= node.end)
    return descendants(node).includes(pool) ? [pool] : [];
  if (!variable) return [];
  const names = namesOf(context);
  const isPool = (other: Occurrence) => other.role === 'reads' && sameVariable(names.variableOf(other), variable);
  return names
    .within(unit, node)
    .filter(isPool)
    .flatMap((other) => (other.node ? [other.node] : []));
}

/** Are rows taken by their place (`pooled.slice(0, 100)`, `pooled[3]`)? One side alone has other places. */
export function picksByPlace(places: readonly Expression[], node: Expression): boolean {
  const all = descendants(node);
  return places.some((place) =>
    all.some(
      (other) =>
        (other.kind === 'attribute' &&
          other.object === place &&
          /^(slice|at|splice|pop|shift|with|findIndex|indexOf|entries|keys)$/.test(other.name)) ||
        (other.kind === 'subscript' && other.object === place),
    ),
  );
}

/** The text of an expression with something else for the pool. */
export function withRows(
  node: Expression,
  places: readonly Expression[],
  rows: string,
  unit: FlowUnit,
  context: FixContext,
): string {
  let text = textOf(context, unit, node);
  for (const { start, end } of [...places].sort((a, b) => b.start - a.start))
    text = text.slice(0, start - node.start) + rows + text.slice(end - node.start);
  return text;
}
