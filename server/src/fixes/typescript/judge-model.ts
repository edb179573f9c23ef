import type { Edit } from '@unpool/shared/protocol/finding.ts';
import type { Assign, Call, Expression, FlowUnit, FunctionDefinition, Parameter } from '../../flow/program.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import { addArgument, addParameter } from '../arguments.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, replace, textOf } from '../fix-context.ts';
import { type CallIn, literalOf, namesJudgeOnly, qualifiedName } from '../judge-model.ts';
import { namesOf } from '../occurrences.ts';
import { freeName } from './imports.ts';
import { bindingOf } from './values.ts';

/** Where TypeScript names the model that judges, so that another one can be named there. */
export interface Naming {
  /** What is called with the name, in full as far as it is known. */
  readonly called: string;
  /** The package that makes a model of the name, as those of the AI SDK do: `openai('gpt-4o')`. */
  readonly provider: string | null;
  readonly unit: FlowUnit;
  readonly from: number;
  /** What names the judge only, and nothing else: a text of its own, or a call with one. */
  readonly own: Expression | null;
  /** The constant that named it until now, for answers as well. */
  readonly beside: Assign | null;
  edits(text: string): readonly Edit[] | null;
}

/**
 * Finds it from the calls that lead to the judge: the model's own first, the judge's last, which no answers come from.
 *
 * @param model the judge's model, as the engine knows it
 */
export function namingOfJudge(calls: readonly CallIn[], model: string, context: FixContext): Naming | null {
  const [asking, ...callers] = calls;
  const given = asking && modelGiven(asking.call);
  if (!asking || !given) return null;
  const found = inExpression({ node: given, unit: asking.unit }, callers, { model, context });
  return found && { ...found, called: qualifiedName(asking, context) };
}

/** `model` of `create({ model, messages })` */
function modelGiven({ arguments: given }: Call): Expression | null {
  const entries = given.flatMap(({ value }) => (value.kind === 'mapping' ? value.entries : []));
  const named = entries.filter(
    ({ key }) => key?.kind === 'constant' && typeof key.value === 'string' && /^model(?:Id)?$/.test(key.value),
  );
  return named.length === 1 ? named[0]!.value : null;
}

interface At {
  readonly node: Expression;
  readonly unit: FlowUnit;
}

interface Sought {
  readonly model: string;
  readonly context: FixContext;
}

type Found = Omit<Naming, 'called'>;

/** @param callers the calls of the functions that it stands in, from the inside out */
function inExpression({ node, unit }: At, callers: readonly CallIn[], sought: Sought): Found | null {
  const { context } = sought;
  const [caller, ...rest] = callers;
  if (caller) {
    const definition = functionCalled(caller, context);
    if (!definition || !(definition.start <= node.start && node.end <= definition.end)) return null;
    const index = definition.parameters.findIndex((parameter) => isParameter(parameter, node, unit, context));
    if (index < 0) return rest.length > 0 ? null : asParameter({ node, unit }, definition, caller, sought);
    const given = caller.call.arguments[index]?.value;
    if (given && !hasSpread(caller.call)) return inExpression({ node: given, unit: caller.unit }, rest, sought);
    return given || rest.length > 0 ? null : asArgument(definition, index, caller, context);
  }
  if (namesModel(node, unit, sought)) return found(node, unit, null, sought);
  const binding = constantBehind({ node, unit }, sought);
  if (!binding || node.kind !== 'name') return null;
  return namesJudgeOnly(node.name) || readsOf(node, unit, context) === 1
    ? { ...found(binding.value, unit, null, sought), from: binding.start }
    : found(node, unit, binding, sought);
}

/** Where an expression is replaced: `own` if it is the text, or the call, itself. */
function found(node: Expression, unit: FlowUnit, beside: Assign | null, { context }: Sought): Found {
  const value = beside?.value ?? node;
  return {
    provider: value.kind === 'call' ? providerOf(value, unit, context) : null,
    unit,
    from: node.start,
    own: beside ? null : node,
    beside,
    edits: (text) => [replaced(node, unit, text, context)],
  };
}

/** Of `{ model }` the key stays; `{ model: model }` nobody writes. */
function replaced(node: Expression, unit: FlowUnit, text: string, context: FixContext): Edit {
  const key = expressionsIn(unit.body)
    .flatMap((each) => (each.kind === 'mapping' ? each.entries : []))
    .find(({ value }) => value === node)?.key;
  if (!key) return replace(context, unit, node, text);
  if (key.start === node.start) {
    const name = textOf(context, unit, node);
    return replace(context, unit, node, name === text ? text : `${name}: ${text}`);
  }
  const isSame = textOf(context, unit, key) === text;
  return replace(context, unit, { start: isSame ? key.start : node.start, end: node.end }, text);
}

/** `'gpt-4o'`, or `openai('gpt-4o')` of the AI SDK. */
function namesModel(node: Expression, unit: FlowUnit, { model, context }: Sought): boolean {
  if (node.kind === 'constant') return literalOf(node) === model;
  if (node.kind !== 'call' || providerOf(node, unit, context) === null) return false;
  const [only, ...more] = node.arguments;
  return only !== undefined && more.length === 0 && literalOf(only.value) === model;
}

function providerOf({ callee }: Call, unit: FlowUnit, context: FixContext): string | null {
  const names = namesOf(context);
  const at = names.at(unit, callee);
  const name = at && calledName(callee, names, at.scope);
  return name ? (/^(@ai-sdk\/[\w-]+)\.\w+$/.exec(name)?.[1] ?? null) : null;
}

/** The statement `const MODEL = …` at the top level that a name stands for. */
function constantBehind({ node, unit }: At, sought: Sought): Assign | null {
  const statement = bindingOf(node, unit, sought.context);
  return statement && unit.body.includes(statement) && namesModel(statement.value, unit, sought) ? statement : null;
}

function readsOf(node: Expression, unit: FlowUnit, context: FixContext): number {
  const names = namesOf(context);
  const at = names.at(unit, node);
  return at ? names.of(names.variableOf(at)).filter(({ role }) => role === 'reads').length : 0;
}

/** Answers come through the same function: it takes the model as a parameter from now on. */
function asParameter(at: At, definition: FunctionDefinition, caller: CallIn, sought: Sought): Found | null {
  const { context } = sought;
  const { node, unit } = at;
  const beside = constantBehind(at, sought);
  const isWhole = caller.call.arguments.length === definition.parameters.length && !hasSpread(caller.call);
  if ((!beside && !namesModel(node, unit, sought)) || !isWhole || !isParenthesized(definition, unit, context))
    return null;
  const isTaken = [definition, ...expressionsIn(definition.body)].some((each) =>
    'kind' in each
      ? each.kind === 'name' && each.name === 'model'
      : each.parameters.some(({ target }) => namesIn(target).includes('model')),
  );
  const name = isTaken ? freeName(context, 'judgeModel') : 'model';
  return {
    ...found(node, unit, beside, sought),
    unit: caller.unit,
    from: caller.call.start,
    own: null,
    edits: (text) => {
      const parameter = addParameter(context, unit, definition, name, textOf(context, unit, node));
      const argument = addArgument(context, caller.unit, caller.call, text);
      return parameter && argument && [parameter, replaced(node, unit, name, context), argument];
    },
  };
}

/** The function has a model of its own unless one is given. */
function asArgument(
  { parameters }: FunctionDefinition,
  index: number,
  { unit, call }: CallIn,
  context: FixContext,
): Found | null {
  if (call.arguments.length !== index || parameters[index]!.default === null || hasSpread(call)) return null;
  return {
    provider: null,
    unit,
    from: call.start,
    own: null,
    beside: null,
    edits: (text) => {
      const edit = addArgument(context, unit, call, text);
      return edit && [edit];
    },
  };
}

const namesIn = (target: Expression): readonly string[] =>
  descendants(target).flatMap((node) => (node.kind === 'name' ? [node.name] : []));

const hasSpread = ({ arguments: given }: Call): boolean => given.some(({ value }) => value.kind === 'spread');

/** `text => …` has no room for another one. */
function isParenthesized({ parameters, nameSpan }: FunctionDefinition, unit: FlowUnit, context: FixContext): boolean {
  const [first] = parameters;
  return first ? /\(\s*$/.test(textOf(context, unit, { start: 0, end: first.start })) : nameSpan !== null;
}

/** The function of a call, where its name is only called, and stands for nothing else. */
function functionCalled({ unit, call }: CallIn, context: FixContext): FunctionDefinition | null {
  const names = namesOf(context);
  const at = names.at(unit, call.callee);
  if (!at) return null;
  const all = names.of(names.variableOf(at));
  const [binding, ...others] = all.filter(({ role }) => role !== 'reads');
  const areCalls = all.every(
    ({ role, node, parents: [parent] }) => role !== 'reads' || (parent?.kind === 'call' && parent.callee === node),
  );
  if (!binding || others.length > 0 || !areCalls) return null;
  const { statement } = binding;
  if (statement.kind === 'define-function') return statement.function;
  const isPlain = statement.kind === 'assign' && statement.annotation === null && statement.value.kind === 'function';
  return isPlain && statement.value.kind === 'function' ? statement.value.function : null;
}

function isParameter({ target }: Parameter, node: Expression, unit: FlowUnit, context: FixContext): boolean {
  if (target.kind !== 'name' || node.kind !== 'name' || target.name !== node.name) return false;
  const names = namesOf(context);
  const [a, b] = [names.at(unit, target), names.at(unit, node)];
  return a !== undefined && b !== undefined && names.variableOf(a).owner === names.variableOf(b).owner;
}
