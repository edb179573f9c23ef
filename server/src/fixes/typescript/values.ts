import type { Expression, FlowUnit, FunctionDefinition, Parameter, Statement } from '../../flow/program.ts';
import { blocksOf, descendants, statementsIn } from '../../flow/walk.ts';
import type { FixContext } from '../fix-context.ts';
import { namesOf } from '../occurrences.ts';
import type { Scores } from './scores.ts';

/** What names stand for, where they are given a value once. */

export const constant = (node: Expression | undefined): unknown => (node?.kind === 'constant' ? node.value : undefined);

export const isLength = (node: Expression): node is Expression & { kind: 'attribute' } =>
  node.kind === 'attribute' && node.name === 'length';

/** The value that a function returns, where it does nothing else. */
export function onlyReturn({ body, isGenerator }: FunctionDefinition): Expression | null {
  const [only, ...more] = body.filter(({ kind }) => kind !== 'outer');
  return only?.kind === 'return' && more.length === 0 && !isGenerator ? only.value : null;
}

/** What a name was given, where that happens once: `const n = rows.length`. */
export function assigned(node: Expression, unit: FlowUnit, context: FixContext): Expression {
  const binding = node.kind === 'name' ? bindingOf(node, unit, context) : null;
  return binding ? binding.value : node;
}

/** The only statement that gives a name its value. */
export function bindingOf(
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
): (Statement & { kind: 'assign' }) | null {
  const names = namesOf(context);
  const occurrence = names.at(unit, node);
  if (!occurrence) return null;
  const variable = names.variableOf(occurrence);
  const [binding, ...more] = names.bindings(variable);
  if (!binding || more.length > 0 || binding.unit !== unit) return null;
  const { statement } = binding;
  const isPlain =
    statement.kind === 'assign' &&
    statement.operator === null &&
    statement.targets.length === 1 &&
    statement.targets[0] === binding.node;
  const isStored = names
    .of(variable)
    .some(({ role, node: at }) => role === 'stores' && at?.kind === 'name' && isWhole(at, variable.name));
  return isPlain && statement.kind === 'assign' && !(isStored && constant(statement.value) !== undefined)
    ? statement
    : null;
}

const isWhole = (node: Expression, name: string): boolean => node.kind === 'name' && node.name === name;

/**
 * The rows that an array has an entry for each of, as far back as that is plain: through `map`, `Promise.all`, `await`,
 * and names.
 */
export function plainOf(node: Expression, unit: FlowUnit, context: FixContext, depth = 0): Expression {
  if (depth > 6) return node;
  const inner = oneStepBack(node, unit, context);
  return inner ? plainOf(inner, unit, context, depth + 1) : node;
}

function oneStepBack(node: Expression, unit: FlowUnit, context: FixContext): Expression | null {
  if (node.kind === 'suspend' && node.form === 'await') return node.value;
  if (node.kind === 'call' && node.callee.kind === 'attribute') {
    if (node.callee.name === 'map') return node.callee.object;
    if (node.callee.name === 'all' && node.callee.object.kind === 'name' && node.callee.object.name === 'Promise')
      return node.arguments[0]?.value ?? null;
  }
  if (node.kind !== 'name') return null;
  const value = assigned(node, unit, context);
  if (value !== node && isDerived(value)) return value;
  return filledFrom(node, unit, context)?.iterable ?? null;
}

/** Made of other rows, one for each. */
const isDerived = (node: Expression): boolean =>
  (node.kind === 'suspend' && node.value !== null && isDerived(node.value)) ||
  (node.kind === 'call' && node.callee.kind === 'attribute' && /^(map|all)$/.test(node.callee.name));

/** `for (const row of rows) scores.push(…)`: the loop that gives an array one entry for each of its rows. */
export function filledFrom(
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
): { readonly iterable: Expression; readonly target: Expression; readonly pushed: Expression } | null {
  const binding = bindingOf(node, unit, context);
  if (binding?.value.kind !== 'sequence' || binding.value.items.length > 0) return null;
  const names = namesOf(context);
  const variable = names.variableOf(names.at(unit, node)!);
  const pushes = names
    .of(variable)
    .filter(({ parents: [parent] }) => parent?.kind === 'attribute' && /^(push|unshift|splice)$/.test(parent.name));
  const [push, ...more] = pushes;
  const loop = push?.enclosing.at(-1);
  if (!push || more.length > 0 || loop?.kind !== 'loop' || !loop.iterable || !loop.target) return null;
  if (
    !loop.body.includes(push.statement) ||
    push.statement.kind !== 'evaluate' ||
    push.enclosing.filter(({ kind }) => kind === 'loop').length > 1
  )
    return null;
  const { value } = push.statement;
  // `push(...both)` puts several in
  if (value.kind !== 'call' || value.arguments.length !== 1 || value.arguments[0]!.value.kind === 'spread') return null;
  const leaves = statementsIn(loop.body).some(({ kind }) => kind === 'jump' || kind === 'return');
  return leaves || push.unit !== unit
    ? null
    : { iterable: loop.iterable, target: loop.target, pushed: push.statement.value };
}

/** `for (const row of rows) if (row.passed) n++`: what is counted, or added up, of each row. */
export function looped(
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
): Pick<Scores, 'entries' | 'each' | 'isRate'> | null {
  const names = namesOf(context);
  const at = names.at(unit, node);
  if (!at) return null;
  const variable = names.variableOf(at);
  const [start, ...others] = names.bindings(variable);
  const [step, ...more] = names.of(variable).filter(({ role }) => role === 'stores');
  if (!start || others.length > 0 || !step || more.length > 0 || step.unit !== unit) return null;
  if (start.statement.kind !== 'assign' || constant(start.statement.value) !== 0) return null;
  const { statement } = step;
  if (statement.kind !== 'assign' || statement.operator !== '+') return null;
  const [around, within] = [step.enclosing.at(-1), step.enclosing.at(-2)];
  const isCounted = around?.kind === 'if' && within?.kind === 'loop';
  const loop = isCounted ? within : around;
  if (loop?.kind !== 'loop' || !loop.iterable || !loop.target || blocksOf(loop)[0]!.length > 1) return null;
  if (isCounted && (around.otherwise.length > 0 || constant(statement.value) !== 1)) return null;
  const value = isCounted ? around.test : statement.value;
  if ([...descendants(value)].some(({ kind }) => kind === 'call' || kind === 'suspend')) return null;
  return { entries: loop.iterable, each: { parameter: parameterOf(loop.target), value }, isRate: isCounted };
}

/** What a loop calls each entry, as the parameter of a callback for each would be. */
export const parameterOf = (target: Expression): Parameter => ({
  target,
  form: 'plain',
  keywordOnly: false,
  default: null,
  annotation: null,
  start: target.start,
  end: target.end,
});
