import type { Estimate } from '../../flow/observation.ts';
import type { Call, Expression, FlowUnit, FunctionDefinition, Parameter, Statement } from '../../flow/program.ts';
import { expressionsIn, nameOf, statementsIn } from '../../flow/walk.ts';
import { has, JUDGED } from '../../provenance/origins.ts';
import { allStatements, contains, type FixContext } from '../fix-context.ts';
import { namesOf, type Occurrence } from '../occurrences.ts';
import { scoresOf, withoutFactor } from './scores.ts';
import { assigned, constant } from './values.ts';

/** A function of the file that makes a number of what it is handed: `const mean = (xs) => …`, `pct(passed, total)`. */
export interface NumberHelper {
  /** Of an array, or how much of how much. */
  readonly kind: 'mean' | 'ratio';
  /** It counts what is true. */
  readonly isRate: boolean;
  /** What it returns is the number, as opposed to a text or a percentage that is made of it. */
  readonly isPlain: boolean;
  /** What it is handed is taken for this number only. */
  readonly isOfNumber: boolean;
  /** `100 * ` in front of the part; else empty. */
  readonly factor: string;
  readonly calls: readonly HelperCall[];
}

export interface HelperCall {
  readonly unit: FlowUnit;
  readonly node: Call;
  /** The array, or the part. */
  readonly given: Expression;
  readonly whole: Expression | null;
}

interface Definition {
  readonly name: string;
  /** The class that it is a method of. */
  readonly owner: string | null;
  readonly function: FunctionDefinition;
}

/** The function that an estimate stands in, where it makes the number of its parameters; null for any other. */
export function helperAround(estimate: Estimate, context: FixContext): NumberHelper | null {
  const { node, unit } = estimate.site;
  const definition = definitionAround(estimate, context);
  if (!definition) return null;
  // a method's first one is its object
  const parameters = definition.function.parameters.filter(({ target }) => nameOf(target) !== 'this');
  const made = meanOf(estimate, context) ?? ratioOf(estimate, context);
  const places = made?.of.map((each) => placeOf(each, parameters)) ?? [-1];
  if (!made || places.includes(-1)) return null;
  const isPlain = returnsPlainly(definition.function, node, unit, context);
  const isOfNumber = made.of.every((each) => isUsedForIt(each, definition.function, node, unit, context));
  const calls = callsOf(definition, context).flatMap(({ unit: there, node: call }) => {
    const [given, whole = null] = places.map((place) => call.arguments[place]?.value);
    return given && !call.arguments.some(({ value }) => value.kind === 'spread')
      ? [{ unit: there, node: call, given, whole }]
      : [];
  });
  return { kind: made.kind, isRate: made.isRate, factor: made.factor, isPlain, isOfNumber, calls };
}

interface Made {
  readonly kind: NumberHelper['kind'];
  readonly isRate: boolean;
  readonly factor: string;
  readonly of: readonly Expression[];
}

function meanOf(estimate: Estimate, context: FixContext): Made | null {
  const scores = scoresOf(estimate, context);
  const { entries, each, isRate, factor = '' } = scores ?? {};
  const isEntry = !each || (each.value.kind === 'name' && each.value.name === nameOf(each.parameter.target));
  return entries?.kind === 'name' && isEntry
    ? { kind: 'mean', isRate: each !== null && isRate === true, factor, of: [entries] }
    : null;
}

function ratioOf({ site: { node, unit } }: Estimate, context: FixContext): Made | null {
  if (node.kind !== 'operation' || node.operator !== '/') return null;
  const [total, count, ...more] = node.operands;
  if (!total || !count || more.length > 0) return null;
  const { value, factor } = withoutFactor(total, unit, context);
  const whole = atLeastOne(count);
  return value.kind === 'name' && whole.kind === 'name'
    ? { kind: 'ratio', isRate: true, factor, of: [value, whole] }
    : null;
}

/** `total` of `total || 1` and `Math.max(total, 1)` */
function atLeastOne(node: Expression): Expression {
  if (node.kind === 'operation' && /^(\|\||\?\?)$/.test(node.operator)) return node.operands[0]!;
  if (node.kind !== 'call' || nameOf(node.callee) !== 'max') return node;
  const given = node.arguments.map(({ value }) => value).filter((value) => constant(value) !== 1);
  return given.length === 1 ? given[0]! : node;
}

const placeOf = (node: Expression, parameters: readonly Parameter[]): number =>
  parameters.findIndex(
    ({ target, form }) =>
      form === 'plain' && target.kind === 'name' && node.kind === 'name' && target.name === node.name,
  );

/** The innermost function with a name around an estimate. */
function definitionAround({ site: { place } }: Estimate, context: FixContext): Definition | null {
  let found: Definition | null = null;
  for (const { unit, statement } of allStatements(context.module)) {
    if (unit.cell !== place.cell || !contains(statement, place)) continue;
    const owner = statement.kind === 'define-class' ? statement : null;
    for (const each of owner ? owner.body : [statement]) {
      const definition = contains(each, place) ? definitionIn(each) : null;
      if (definition && contains(definition.function, place) && found?.function !== definition.function)
        found = { ...definition, owner: owner?.name ?? null };
    }
  }
  return found;
}

/** The functions of the file that have a name and are no methods. */
export const definitionsIn = (
  context: FixContext,
): readonly (Omit<Definition, 'owner'> & { readonly unit: FlowUnit })[] =>
  [...allStatements(context.module)].flatMap(({ unit, statement }) => {
    const definition = definitionIn(statement);
    return definition ? [{ ...definition, unit }] : [];
  });

export function definitionIn(statement: Statement): Omit<Definition, 'owner'> | null {
  if (statement.kind === 'define-function') return { name: statement.function.name, function: statement.function };
  const [target] = statement.kind === 'assign' ? statement.targets : [];
  if (statement.kind !== 'assign' || target?.kind !== 'name' || statement.value.kind !== 'function') return null;
  return { name: target.name, function: statement.value.function };
}

export function callsOf(
  { name, owner }: Pick<Definition, 'name' | 'owner'>,
  context: FixContext,
): readonly { unit: FlowUnit; node: Call }[] {
  return context.module.units.flatMap((unit) =>
    expressionsIn(unit.body).flatMap((node) => {
      if (node.kind !== 'call' || nameOf(node.callee) !== name) return [];
      const { callee } = node;
      const isIt =
        owner === null
          ? callee.kind === 'name'
          : callee.kind === 'attribute' && /^(?:this|[A-Za-z_$][\w$]*)$/.test(nameOf(callee.object));
      return isIt ? [{ unit, node }] : [];
    }),
  );
}

/** Does it return the number itself, but for a constant where there are no rows? */
function returnsPlainly({ body }: FunctionDefinition, node: Expression, unit: FlowUnit, context: FixContext): boolean {
  const isIt = (value: Expression | null): boolean => {
    if (!value) return false;
    const given = assigned(value, unit, context);
    return (
      given === node ||
      given.kind === 'constant' ||
      nameOf(given) === 'NaN' ||
      (given.kind === 'conditional' && isIt(given.then) && isIt(given.otherwise))
    );
  };
  return statementsIn(body).every((statement) => statement.kind !== 'return' || isIt(statement.value));
}

/** Is a parameter taken for this number only, and to ask whether there are rows? */
function isUsedForIt(
  parameter: Expression,
  { parameters, body }: FunctionDefinition,
  node: Expression,
  unit: FlowUnit,
  context: FixContext,
): boolean {
  const names = namesOf(context);
  const target = parameters.find(({ target: each }) => nameOf(each) === nameOf(parameter))!.target;
  const at = names.at(unit, target);
  const calls = expressionsIn(body).filter((each) => each.kind === 'call');
  // what is made of a rate's spread is not made of the rate
  if (!at || calls.some(({ callee }) => /^(?:sqrt|random|log)$/.test(nameOf(callee)))) return false;
  return names
    .of(names.variableOf(at))
    .every(
      (use) => use.node === target || (use.node && contains(node, use.node)) || isAsked(use) || isGoneThrough(use),
    );
}

const isAsked = ({ parents, statement, node }: Occurrence): boolean =>
  parents.some(
    (each) =>
      (each.kind === 'operation' && /comparison|not/.test(each.form)) ||
      (each.kind === 'conditional' && node !== null && contains(each.test, node)),
  ) ||
  (statement.kind === 'if' && node !== null && contains(statement.test, node));

const isGoneThrough = ({ statement, node }: Occurrence): boolean =>
  statement.kind === 'loop' && statement.iterable === node;

/** The calls that hand over a judge's labels, or their number, as it is known there. */
export const judgedCalls = ({ calls }: NumberHelper, context: FixContext): readonly HelperCall[] =>
  calls.filter(({ unit, given }) => areJudged(given, unit, context));

/** Another field of rows that have a judge's, too, is none. */
export function areJudged(given: Expression, unit: FlowUnit, context: FixContext): boolean {
  const seen = context.seenValue(unit, given);
  return seen !== null && has((seen.element ?? seen).origins, JUDGED);
}
