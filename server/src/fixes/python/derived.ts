import type { Site } from '../../flow/observation.ts';
import type { Statement } from '../../flow/program.ts';
import { descendants, ownExpressions } from '../../flow/walk.ts';
import { type Occurrence, type Occurrences, sameVariable, type Variable } from '../occurrences.ts';

/** What is worked out from a variable. */
export interface Derived {
  /** Is it a name for something worked out from the variable? */
  has(occurrence: Occurrence): boolean;
  /** Is the number at one of the sites, or a name for it, reckoned together with what is worked out from the variable? */
  meets(sites: readonly Site[]): boolean;
}

/** @param isReplaced occurrences of the variable that do not count: something else takes their place */
export function derivedFrom(
  variable: Variable,
  names: Occurrences,
  isReplaced: (occurrence: Occurrence) => boolean,
): Derived {
  const found: Variable[] = [];
  const add = (next: Variable): void => {
    if (names.bindings(next).every(({ statement }) => statement.kind === 'import')) return; // `plt.hist(…)`
    if (!sameVariable(next, variable) && !found.some((other) => sameVariable(other, next))) found.push(next);
  };
  const spread = (source: Variable): void => {
    for (const occurrence of names.of(source)) {
      if (occurrence.role !== 'reads' || isReplaced(occurrence)) continue;
      for (const receiver of [...receivers(occurrence, names), ...decided(occurrence, names)]) add(receiver);
    }
  };
  spread(variable);
  for (let index = 0; index < found.length; index++) spread(found[index]!);

  const isDerived = (occurrence: Occurrence): boolean =>
    found.some((other) => sameVariable(other, names.variableOf(occurrence)));
  const counts = (occurrence: Occurrence): boolean =>
    isDerived(occurrence) || (sameVariable(names.variableOf(occurrence), variable) && !isReplaced(occurrence));
  const isReckoned = ({ parents, unit }: Occurrence): boolean =>
    parents.some((parent) => parent.kind === 'operation' && names.within(unit, parent).some(counts));
  return {
    has: isDerived,
    meets(sites) {
      const results = sites.flatMap(({ unit, statement }) => (statement ? targetsOf(unit, statement, names) : []));
      return names.all.some(
        (occurrence) =>
          occurrence.role === 'reads' &&
          (results.some((other) => sameVariable(other, names.variableOf(occurrence))) ||
            sites.some(({ unit, node }) => unit === occurrence.unit && occurrence.parents.includes(node))) &&
          isReckoned(occurrence),
      );
    },
  };
}

/** `if row["label"]: n += 1`: what gets another value, or more, where a test of it says so, or for each of it. */
function decided({ statement }: Occurrence, names: Occurrences): Variable[] {
  if (statement.kind !== 'if' && statement.kind !== 'loop') return [];
  const inside = names.all.filter(({ enclosing }) => enclosing.includes(statement));
  return inside
    .filter(
      ({ role, node, statement: own }) => role !== 'reads' || (own.kind === 'evaluate' && receiverOf(own) === node),
    )
    .map((other) => names.variableOf(other));
}

/** Variables that get something of what an occurrence holds. */
function receivers(occurrence: Occurrence, names: Occurrences): Variable[] {
  const { unit, statement, enclosing } = occurrence;
  const found = targetsOf(unit, statement, names);
  const root = statement.kind === 'evaluate' ? receiverOf(statement) : null;
  if (root) found.push(...names.within(unit, root).map((other) => names.variableOf(other)));
  for (const parent of occurrence.parents)
    if (parent.kind === 'comprehension' || parent.kind === 'assignment')
      found.push(
        ...names
          .within(unit, parent)
          .filter(({ role }) => role === 'binds')
          .map((other) => names.variableOf(other)),
      );
  for (const around of enclosing)
    if (around.kind === 'define-function')
      found.push(
        ...names.all
          .filter((other) => other.statement === around && other.name === around.function.name && !other.node)
          .map((other) => names.variableOf(other)),
      );
  return found;
}

/** `rows.append(…)`: what is called upon. */
function receiverOf(statement: Statement & { kind: 'evaluate' }) {
  const { value } = statement;
  return value.kind === 'call' && value.callee.kind === 'attribute' ? value.callee.object : null;
}

function targetsOf(unit: Occurrence['unit'], statement: Statement, names: Occurrences): Variable[] {
  return ownExpressions(statement)
    .flatMap((expression) => [...descendants(expression)])
    .flatMap((node) => names.at(unit, node) ?? [])
    .filter(({ role, statement: own }) => role !== 'reads' && own === statement)
    .map((other) => names.variableOf(other));
}
