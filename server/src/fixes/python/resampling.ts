import type { Argument, Assign, Call, Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { blocksOf } from '../../flow/walk.ts';
import { SYNTHETIC } from '../../provenance/origins.ts';
import { causeOfKind } from '../../provenance/trace.ts';
import { effectOn } from '../effect.ts';
import { type FixContext, type Located, statementAt, textOf } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';

export interface Resampling {
  readonly unit: FlowUnit;
  readonly statement: Assign;
  readonly call: Call;
  /** Text of the two arguments. */
  readonly inputs: readonly string[];
  /** Names of the two results. */
  readonly outputs: readonly string[];
  readonly results: readonly Variable[];
  /** The results have the names of the rows before. */
  readonly isInPlace: boolean;
}

/** The statement `X_new, y_new = sampler.fit_resample(X, y)` behind a finding. */
export function resampling(context: FixContext): Resampling | null {
  const pool = causeOfKind(context.report.value, SYNTHETIC, 'pool');
  const located = pool?.place ? statementAt(context.module, pool.place) : null;
  if (located?.statement.kind !== 'assign') return null;
  const { statement, unit } = located;
  const call = statement.value;
  const [target] = statement.targets;
  if (
    call.kind !== 'call' ||
    call.callee.kind !== 'attribute' ||
    !/^fit_(re)?sample$/.test(call.callee.name) ||
    call.arguments.length !== 2 ||
    call.arguments.some(({ name, value }) => name !== null || value.kind === 'spread') ||
    statement.targets.length !== 1 ||
    target?.kind !== 'sequence' ||
    target.items.length !== 2 ||
    !target.items.every((item) => item.kind === 'name')
  )
    return null;
  const names = namesOf(context);
  const inputs = call.arguments.map(({ value }) => argumentText(textOf(context, unit, value), value));
  const outputs = target.items.map(({ name }) => name);
  return {
    unit,
    statement,
    call,
    inputs,
    outputs,
    isInPlace: outputs.every((name, index) => name === inputs[index]),
    results: target.items.map((item) => names.variableOf(names.at(unit, item)!)),
  };
}

/** In brackets where something may be joined to it. */
const argumentText = (text: string, node: Expression): string =>
  /^(name|attribute|subscript|call|sequence|constant)$/.test(node.kind) ? text : `(${text})`;

/**
 * Is the data between the resampling and a later statement the same, so that the unresampled rows can take the resampled
 * ones' place there? What is only done to the resampled rows would be lost, and a scaler fitted on them would be fitted
 * on other rows, before the split.
 * @param but what is moved with the resampling
 */
export function nothingHappensUntil(
  later: Located,
  resample: Resampling,
  context: FixContext,
  but?: Statement,
): boolean {
  const inputs = namesOf(context)
    .within(resample.unit, resample.call)
    .map((other) => namesOf(context).variableOf(other));
  return areUntouched([...resample.results, ...inputs], resample, later, context, but);
}

/** Is nothing done to variables between two statements, other than that they are read? */
export function areUntouched(
  variables: readonly Variable[],
  from: Located,
  until: Located,
  context: FixContext,
  but?: Statement,
): boolean {
  const names = namesOf(context);
  const isBetween = (other: Occurrence): boolean =>
    names.isBefore(other, until.unit, until.statement.start) &&
    !names.isBefore(other, from.unit, from.statement.end) &&
    other.statement !== from.statement &&
    other.statement !== but;
  return variables.every(
    (variable) => !names.bindings(variable).some(isBetween) && effectOn(variable, names, isBetween) === 'reads',
  );
}

/** The arguments of these names, which can also be given by their place; null where one is missing. */
export function argumentsNamed(given: readonly Argument[], names: readonly string[]): readonly Expression[] | null {
  const found = names.map(
    (name, index) =>
      given.find((each) => each.name === name) ?? (given[index]?.name === null ? given[index] : undefined),
  );
  return found.every((each) => each && each.value.kind !== 'spread') ? found.map((each) => each!.value) : null;
}

/** Do two names, as they stand in the code, mean the resampled rows and their labels? */
export const areResults = (
  nodes: readonly Expression[],
  unit: FlowUnit,
  { results }: Resampling,
  context: FixContext,
): boolean => areVariables(nodes, unit, results, context);

export function areVariables(
  nodes: readonly Expression[],
  unit: FlowUnit,
  variables: readonly Variable[],
  context: FixContext,
): boolean {
  const names = namesOf(context);
  return (
    nodes.length === variables.length &&
    nodes.every((node, index) => {
      const occurrence = names.at(unit, node);
      return occurrence && sameVariable(names.variableOf(occurrence), variables[index]!);
    })
  );
}

/** Statements that always follow a statement, with those in their blocks: further down in its block, or in later cells. */
export function follows(later: Located, { unit, statement }: Located, context: FixContext, directly: boolean): boolean {
  const { units } = context.module;
  const block = blockAround(unit.body, statement);
  const holds = (other: Statement): boolean =>
    other === later.statement || (!directly && blocksOf(other).some((inner) => inner.some(holds)));
  if (!block) return false;
  if (later.unit === unit) return block.slice(block.indexOf(statement) + 1).some(holds);
  return block === unit.body && units.indexOf(later.unit) > units.indexOf(unit) && later.unit.body.some(holds);
}

/** The block that a statement stands in, at any depth. */
export function blockAround(block: readonly Statement[], wanted: Statement): readonly Statement[] | null {
  if (block.includes(wanted)) return block;
  for (const statement of block)
    for (const inner of blocksOf(statement)) {
      const found = blockAround(inner, wanted);
      if (found) return found;
    }
  return null;
}
