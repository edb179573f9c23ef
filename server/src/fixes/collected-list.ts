import type { Expression, FlowUnit } from '../flow/program.ts';
import { nameOf } from '../flow/walk.ts';
import { calledName } from './called-name.ts';
import type { FixContext } from './fix-context.ts';
import { namesOf, type Occurrence, sameVariable } from './occurrences.ts';

/** A list, as it is collected and then read, be it as an array under the same name or another one. */
export interface Collected {
  readonly made: Occurrence;
  /** What it is made as: an empty list, or a comprehension. */
  readonly value: Expression;
  /** Without those that only make an array of it. */
  readonly reads: readonly Occurrence[];
  /** Where `+=` adds to it. */
  readonly sums: readonly Occurrence[];
}

/** The list behind `scores` where `scores = np.array(scores)`, or where `scores = np.array(answers)`. */
export function collectedList(list: Occurrence, context: FixContext): Collected | null {
  const names = namesOf(context);
  const variable = names.variableOf(list);
  const uses = names.of(variable);
  const [made, ...changes] = uses.filter(({ role }) => role !== 'reads');
  if (made?.statement.kind !== 'assign' || !isSet(made)) return null;
  const isSum = ({ role, statement }: Occurrence): boolean =>
    role === 'stores' && statement.kind === 'assign' && statement.operator === '+';
  const [sums, later] = [changes.filter(isSum), changes.filter((each) => !isSum(each))];
  const turned = later.map((each) => sourceOf(each, context));
  // in the same block, after all that fills it
  const isSteady = turned.every(
    (source, index) =>
      source &&
      sameVariable(names.variableOf(source), variable) &&
      later[index]!.enclosing.length === made.enclosing.length &&
      later[index]!.enclosing.every((each, depth) => each === made.enclosing[depth]),
  );
  if (!isSteady) return null;
  const reads = uses.filter((use) => use.role === 'reads' && !turned.includes(use));
  const source = sourceOf(made, context);
  if (!source) return { made, value: arrayed(made.statement.value, made, context), reads, sums };
  const inner = collectedList(source, context);
  const all = inner && [...inner.reads.filter((read) => read !== source), ...reads];
  return inner && { ...inner, reads: all!, sums: [...inner.sums, ...sums] };
}

const isSet = ({ role, statement, node }: Occurrence): boolean =>
  role === 'binds' &&
  statement.kind === 'assign' &&
  statement.operator === null &&
  statement.targets[0] === node &&
  statement.targets.length === 1;

/** The `answers` of `scores = np.array(answers)`. */
function sourceOf(binding: Occurrence, context: FixContext): Occurrence | null {
  const { statement, unit } = binding;
  if (statement.kind !== 'assign' || !isSet(binding)) return null;
  const value = arrayed(statement.value, binding, context);
  return value !== statement.value && value.kind === 'name' ? (namesOf(context).at(unit, value) ?? null) : null;
}

/** What an array is made of, where means stay in it what they are. */
function arrayed(value: Expression, { scope }: Occurrence, context: FixContext): Expression {
  if (value.kind !== 'call') return value;
  const [first, ...options] = value.arguments;
  const called = calledName(value.callee, namesOf(context), scope);
  if (!first || first.name !== null || !/^(?:numpy\.(?:as)?array|pandas\.Series)$/.test(called ?? '')) return value;
  const isOfFloats = options.every(
    ({ name, value: type }) => name === 'dtype' && type.kind === 'name' && type.name === 'float',
  );
  return isOfFloats ? first.value : value;
}

/** The reads of a name for the length or the spread of a list, `n = len(scores)`; null where a read is for anything else. */
export function readsThrough({ unit, node, statement }: Occurrence, context: FixContext): readonly Occurrence[] | null {
  if (statement.kind !== 'assign' || !node || partOf(statement.value) !== node) return null;
  return readsOf(statement.targets[0]!, unit, context);
}

/** The list that a length or a standard deviation is of. */
export function partOf(value: Expression): Expression | null {
  if (value.kind !== 'call') return null;
  const [first, ...others] = value.arguments.filter((argument) => argument.name === null);
  const { callee } = value;
  if (!/^(?:len|p?stdev|std|size)$/.test(nameOf(callee)) || others.length > 0) return null;
  return first?.value ?? (callee.kind === 'attribute' ? callee.object : null);
}

function readsOf(target: Expression, unit: FlowUnit, context: FixContext): readonly Occurrence[] | null {
  const names = namesOf(context);
  const at = names.at(unit, target);
  const uses = at ? names.of(names.variableOf(at)) : [];
  const reads = uses.filter(({ role }) => role === 'reads');
  return at && isSet(at) && uses.length === reads.length + 1 ? reads : null;
}
