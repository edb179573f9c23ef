import type { Assign, Attribute, Expression, FlowUnit, Name } from '../../flow/program.ts';
import { expressionsIn, statementsIn } from '../../flow/walk.ts';
import type { FixContext } from '../fix-context.ts';
import { targetName } from '../judge-calls.ts';
import { namesOf } from '../occurrences.ts';

/** The statement that a name, or `self.name`, got its value from. */
export interface Made {
  readonly unit: FlowUnit;
  readonly statement: Assign;
  readonly isReadOnce: boolean;
}

export function assignmentOf(node: Name | Attribute, unit: FlowUnit, context: FixContext): Made | null {
  if (node.kind === 'name') {
    const names = namesOf(context);
    const occurrence = names.at(unit, node);
    const all = occurrence ? names.of(names.variableOf(occurrence)) : [];
    const [binding, ...others] = all.filter(({ role }) => role !== 'reads');
    if (binding?.statement.kind !== 'assign' || others.length > 0 || !isTarget(binding.statement, binding.node))
      return null;
    return { unit: binding.unit, statement: binding.statement, isReadOnce: all.length === 2 };
  }
  const { object, name } = node;
  if (object.kind !== 'name' || object.name !== 'self') return null;
  const uses = expressionsIn(unit.body).filter(
    (other) => other.kind === 'attribute' && other.name === name && targetName(other.object) === 'self',
  );
  const made = statementsIn(unit.body).filter(
    (statement) => statement.kind === 'assign' && statement.targets.some((target) => uses.includes(target)),
  );
  const [statement, ...others] = made;
  return statement?.kind === 'assign' && others.length === 0 && statement.targets.length === 1
    ? { unit, statement, isReadOnce: uses.length === 2 }
    : null;
}

export const isTarget = ({ targets }: Assign, node: Expression | null): boolean =>
  targets.length === 1 && targets[0] === node;
