import type { Edit, Fix } from '@unpool/shared/protocol/finding.ts';
import type { Expression } from '../../flow/program.ts';
import { REAL, SYNTHETIC } from '../../provenance/origins.ts';
import { causes } from '../../provenance/trace.ts';
import { effectOn } from '../effect.ts';
import {
  allStatements,
  expressionAt,
  type FixContext,
  type Located,
  replace,
  statementAt,
  textOf,
} from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { insertBefore, removeStatement } from './lines.ts';
import { follows } from './resampling.ts';
import { type SplitCall, splitBehind } from './splits.ts';

/** Moves a split before the fit of a generator, which then learns from the training part: `generator.fit(train)`. */
export function splitBeforeGenerator(context: FixContext): Fix | null {
  const { finding, report } = context;
  if (finding.rule !== 'synthetic-in-test') return null;
  const [split] = [report.value, ...report.estimate.data].flatMap((value) => splitBehind(context, value, REAL) ?? []);
  if (!split) return null;
  const inputs = split.given.map((node) => variableAt(node, split, context));
  // rows that the generator made are learned from nowhere
  if (makingCalls(context).some((made) => inputs.some((input) => isBoundBy(made, input, context)))) return null;
  const fits = fitsBehind(split, inputs, context);
  const [first] = fits;
  const isLate = first && isBeforeSplit(first, split, context);
  if (!first || (isLate && !canMove(split, first, fits, context))) return null;
  const names = namesOf(context);
  const edits: Edit[] = isLate
    ? [
        insertBefore(context, first.unit, first.statement, [textOf(context, split.unit, split.statement)]),
        removeStatement(context, split.unit, split.statement),
      ]
    : [];
  for (const { unit, statement } of fits)
    for (const other of names.within(unit, statement)) {
      const index = inputs.findIndex((input) => isOf(other, input, context));
      const training = split.training[index];
      // behind a split that gives its parts the names of the rows, the name means the training part
      if (training !== undefined && other.role === 'reads' && other.name !== training)
        edits.push(replace(context, unit, other.node!, training));
    }
  if (edits.length === 0) return null;
  return {
    title: `${isLate ? 'Split first, and make rows' : 'Make rows'} from the training part only`,
    kind: 'repair',
    safety: 'suggested',
    edits,
  };
}

function variableAt(node: Expression, { unit }: SplitCall, context: FixContext): Variable | null {
  const at = namesOf(context).at(unit, node);
  return at ? namesOf(context).variableOf(at) : null;
}

const isOf = (other: Occurrence, variable: Variable | null, context: FixContext): boolean =>
  variable !== null && sameVariable(namesOf(context).variableOf(other), variable);

const isBoundBy = ({ unit, statement }: Located, variable: Variable | null, context: FixContext): boolean =>
  namesOf(context)
    .within(unit, statement)
    .some((other) => other.role === 'binds' && isOf(other, variable, context));

const isBeforeSplit = ({ unit, statement }: Located, split: SplitCall, { module: { units } }: FixContext): boolean =>
  unit === split.unit ? statement.end <= split.statement.start : units.indexOf(unit) < units.indexOf(split.unit);

/** Statements that hand the rows of the split to what the synthetic rows come from, or make these of them. */
function fitsBehind(split: SplitCall, inputs: readonly (Variable | null)[], context: FixContext): Located[] {
  const names = namesOf(context);
  const made = makingCalls(context);
  const makers = made.flatMap(({ unit, statement }) =>
    names
      .within(unit, statement)
      .filter(({ role }) => role === 'reads')
      .map((other) => names.variableOf(other))
      .filter((variable) => names.bindings(variable).some((other) => other.statement.kind === 'assign')),
  );
  const isInput = (other: Occurrence): boolean => inputs.some((input) => isOf(other, input, context));
  return [...allStatements(context.module)].filter((located) => {
    const { unit, statement } = located;
    if (statement === split.statement || (statement.kind !== 'assign' && statement.kind !== 'evaluate')) return false;
    const own = names.all.filter((other) => other.unit === unit && other.statement === statement);
    if (!own.some((other) => other.role === 'reads' && isInput(other))) return false;
    if (made.some((other) => other.statement === statement)) return true;
    return (
      isBeforeSplit(located, split, context) &&
      own.some((other) => !isInput(other) && makers.some((maker) => isOf(other, maker, context)))
    );
  });
}

/** Where the synthetic rows were made: `made = generator.sample(500)` */
function makingCalls({ report, module }: FixContext): Located[] {
  const trained = report.estimate.data.flatMap((value) => value.fields?.get('$trained') ?? []);
  return [...trained, report.value].flatMap((value) =>
    causes(value, SYNTHETIC).flatMap(({ place }) => {
      const node = place && expressionAt(module, place);
      const located = node?.kind === 'call' ? statementAt(module, place!) : null;
      return located ?? [];
    }),
  );
}

/** Can the split stand before the first fit, and is it of the same rows there? */
function canMove(split: SplitCall, first: Located, fits: readonly Located[], context: FixContext): boolean {
  const names = namesOf(context);
  const isBetween = (other: Occurrence): boolean =>
    names.isBefore(other, split.unit, split.statement.start) &&
    !names.isBefore(other, first.unit, first.statement.start) &&
    !fits.some(({ statement }) => statement === other.statement);
  const inCall = names.within(split.unit, split.call).map((other) => names.variableOf(other));
  const parts = names
    .within(split.unit, split.statement)
    .filter(({ role }) => role === 'binds')
    .map((other) => names.variableOf(other));
  return (
    follows(split, first, context, true) &&
    inCall.every(
      (variable) =>
        effectOn(variable, names, isBetween) !== 'changes' &&
        names.bindings(variable).every((other) => names.isBefore(other, first.unit, first.statement.start)),
    ) &&
    !parts.some((part) => names.of(part).some((other) => names.isBefore(other, split.unit, split.statement.start)))
  );
}
