import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Call, Expression, FlowUnit, Statement } from '../../flow/program.ts';
import { nameOf } from '../../flow/walk.ts';
import { type FixContext, type Located, placeIn, replace, statementAt } from '../fix-context.ts';
import { namesOf, type Occurrence, sameVariable, type Variable } from '../occurrences.ts';
import { follows, nothingHappensUntil, type Resampling } from './resampling.ts';

/**
 * `cross_val_predict` gives as many values as it is given rows: what they are held against is of the rows before the
 * resampling from now on, too. Null where not all of that is seen.
 *
 * @param rows the texts of the rows before and of their labels
 */
export function besidePredictions(
  call: Call,
  unit: FlowUnit,
  resample: Resampling,
  rows: readonly string[],
  context: FixContext,
): readonly Edit[] | null {
  if (nameOf(call.callee) !== 'cross_val_predict') return [];
  const first = statementAt(context.module, placeIn(context, unit, call));
  const uses = first && usesOfPredictions(first, context);
  if (!uses) return null;
  const names = namesOf(context);
  const made = madeOf(resample, uses, context);
  const edits: Edit[] = [];
  for (const use of uses) {
    const read = names
      .within(use.unit, use.statement)
      .filter((other) => other.role !== 'binds' && isOutside(other, call));
    if (read.some((other) => isOneOf(names.variableOf(other), made))) return null;
    const beside = read.filter((other) => isOneOf(names.variableOf(other), resample.results));
    if (beside.length === 0 && use.statement.kind === 'return') return null;
    if (beside.length > 0 && !areRowsBeforeAt(use, beside, resample, context)) return null;
    for (const { role, name, node } of beside) {
      if (role === 'stores') return null;
      edits.push(replace(context, use.unit, node!, rows[resample.results.findIndex((one) => one.name === name)]!));
    }
  }
  return edits;
}

const isOneOf = (variable: Variable, all: readonly Variable[]): boolean =>
  all.some((other) => sameVariable(variable, other));

const isOutside = ({ node }: Occurrence, call: Call): boolean => node!.start < call.start || node!.end > call.end;

/** The statements that predictions get to, by their names and those of what is made of them. */
function usesOfPredictions(first: Located, context: FixContext): readonly Located[] | null {
  const names = namesOf(context);
  const found: Located[] = [];
  const pending = [first];
  for (let use = pending.pop(); use; use = pending.pop()) {
    const { unit, statement } = use;
    if (found.some((other) => other.statement === statement)) continue;
    found.push(use);
    const targets = targetsOf(statement);
    if (!targets) return null;
    for (const target of targets) {
      const variable = names.variableOf(names.at(unit, target)!);
      if (names.bindings(variable).length !== 1) return null;
      pending.push(...names.of(variable).map((other) => ({ unit: other.unit, statement: other.statement })));
    }
  }
  return found;
}

/** The names that a statement gives values to, where it does nothing else with these. */
function targetsOf(statement: Statement): readonly Expression[] | null {
  if (statement.kind === 'evaluate' || statement.kind === 'return') return [];
  if (statement.kind !== 'assign' || statement.operator !== null) return null;
  const targets = statement.targets.flatMap((target) => (target.kind === 'sequence' ? target.items : [target]));
  return targets.every((target) => target.kind === 'name') ? targets.filter((target) => nameOf(target) !== '_') : null;
}

/** What else is made of the resampled rows has as many values as these. */
function madeOf(resample: Resampling, uses: readonly Located[], context: FixContext): readonly Variable[] {
  const names = namesOf(context);
  const made = [...resample.results];
  for (const variable of made)
    for (const { statement, unit, role } of names.of(variable)) {
      if (role !== 'reads' || statement.kind !== 'assign') continue;
      if (statement === resample.statement || uses.some((use) => use.statement === statement)) continue;
      const bound = names.within(unit, statement).filter((other) => other.role !== 'reads');
      made.push(...bound.map((other) => names.variableOf(other)).filter((other) => !isOneOf(other, made)));
    }
  return made.slice(resample.results.length);
}

function areRowsBeforeAt(
  use: Located,
  [beside]: readonly Occurrence[],
  resample: Resampling,
  context: FixContext,
): boolean {
  const names = namesOf(context);
  const inputs = resample.call.arguments.flatMap(({ value }) => names.within(resample.unit, value));
  return (
    follows(use, resample, context, false) &&
    nothingHappensUntil(use, resample, context) &&
    inputs.every((other) => sameVariable(names.resolve(other.name, beside!.scope), names.variableOf(other)))
  );
}
