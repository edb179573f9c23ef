import type { Assign, Call, Expression, FlowUnit, FunctionDefinition, Parameter } from '../../flow/program.ts';
import { expressionsIn, statementsIn, writtenStatementsIn } from '../../flow/walk.ts';
import { isOfSetting, ofSetting, shownModel } from '../../provenance/models.ts';
import { calledName } from '../called-name.ts';
import { type FixContext, within } from '../fix-context.ts';
import { literalOf, targetName } from '../judge-calls.ts';
import { namesOf } from '../occurrences.ts';
import { constant } from './values.ts';

/** An expression with the module and the cell that it stands in. */
export interface At {
  readonly node: Expression;
  readonly unit: FlowUnit;
  readonly context: FixContext;
}

/** What a name, or a field of an object, was given once. */
export interface Given {
  /** What it is called. */
  readonly name: string;
  readonly value: At;
  /** The statement that gives it, where that is one at the top level. */
  readonly statement: Assign | null;
  /** How often it is read in its module. */
  readonly reads: number;
}

/** Does an expression stand for the model, as far as can be seen? */
export function meansModel(at: At, model: string, depth = 0): boolean {
  const { node } = at;
  if (depth > 8) return false;
  if (isText(node, model)) return true;
  const inner = (next: Expression) => meansModel({ ...at, node: next }, model, depth + 1);
  if (node.kind === 'operation' && node.form === 'logical') return node.operands.some(inner);
  if (node.kind === 'conditional') return inner(node.then) || inner(node.otherwise);
  if (node.kind === 'call') {
    const texts = textsOf(node);
    return texts.length > 0 && texts.filter(inner).length === 1;
  }
  const given = givenTo(at);
  if (given) return meansModel(given.value, model, depth + 1);
  const parameter = parameterBehind(at);
  const otherwise = parameter?.parameter.default;
  return otherwise ? inner(otherwise) : false;
}

/** The text itself, or the variable of the environment that it is set by: `process.env.MODEL`. */
export const isText = (node: Expression, model: string): boolean =>
  isOfSetting(model)
    ? ofSetting(environmentOf(node) ?? '') === model.replace(/ in .*$/s, '')
    : literalOf(node) === model;

/** `process.env.MODEL` */
export function environmentOf(node: Expression): string | null {
  const object = node.kind === 'attribute' || node.kind === 'subscript' ? node.object : null;
  const name = node.kind === 'subscript' ? constant(node.index) : node.kind === 'attribute' ? node.name : null;
  return object?.kind === 'attribute' && object.name === 'env' && targetName(object.object) === 'process'
    ? `process.env.${name}`
    : null;
}

/** The variable of the environment that a model is set by. */
export const settingOf = (model: string): string | null =>
  isOfSetting(model) ? (/^process\.env\.(\w+)/.exec(shownModel(model))?.[1] ?? null) : null;

/** What a call may be given a model's name by: `openai('gpt-4o')`, `new ChatOpenAI({ model: 'gpt-4o' })`. */
export function textsOf(call: Call): readonly Expression[] {
  const named = modelGiven(call);
  if (named) return [named];
  const [first] = call.arguments;
  return first && first.value.kind !== 'mapping' && first.value.kind !== 'function' ? [first.value] : [];
}

/** `model` of `create({ model, messages })` */
export function modelGiven({ arguments: given }: Call): Expression | null {
  const entries = given.flatMap(({ value }) => (value.kind === 'mapping' ? value.entries : []));
  const named = entries.filter(
    ({ key }) => key?.kind === 'constant' && typeof key.value === 'string' && /^model(?:Id|Name)?$/.test(key.value),
  );
  return named.length === 1 ? named[0]!.value : null;
}

/** What makes a model in the AI SDK: the package of its maker, or one that has the models of several (`gateway('openai/gpt-4o')`). */
export type Provider = { readonly module: string } | 'routes';

export function providerOf({ node, unit, context }: At): Provider | null {
  if (node.kind !== 'call') return null;
  const [only, ...more] = node.arguments;
  if (!only || more.length > 0) return null;
  const names = namesOf(context);
  const at = names.at(unit, node.callee);
  const name = at && (madeBy(node.callee, unit, context) ?? calledName(node.callee, names, at.scope));
  if (!name) return null;
  if (/^(?:ai|@ai-sdk\/gateway|@openrouter\/ai-sdk-provider)\./.test(name)) return 'routes';
  const module = /^(@ai-sdk\/[\w-]+)\.\w+$/.exec(name)?.[1];
  return module ? { module } : null;
}

/** `const openai = createOpenAI({ … })` */
function madeBy(node: Expression, unit: FlowUnit, context: FixContext): string | null {
  const made = givenTo({ node, unit, context })?.value;
  if (made?.node.kind !== 'call') return null;
  const names = namesOf(made.context);
  const at = names.at(made.unit, made.node.callee);
  return at ? calledName(made.node.callee, names, at.scope) : null;
}

/** What the code gives a name, `this.name`, or a field of a constant object, where it does so once. */
export function givenTo(at: At, depth = 0): Given | null {
  const { node, unit, context } = at;
  if (node.kind === 'name') return givenToName(node.name, at);
  if (node.kind !== 'attribute' || depth > 4) return null;
  if (node.object.kind === 'name' && node.object.name === 'this') return givenToField(node.name, unit, context);
  const object = givenTo({ ...at, node: node.object }, depth + 1);
  const mapping = object?.value.node;
  if (mapping?.kind !== 'mapping') return null;
  const entries = mapping.entries.filter(({ key }) => key && constant(key) === node.name);
  const isWhole = entries.length === 1 && mapping.entries.every(({ key }) => key !== null);
  return isWhole
    ? {
        name: `${object!.name} ${node.name}`,
        value: { ...object!.value, node: entries[0]!.value },
        statement: null,
        reads: 2,
      }
    : null;
}

function givenToName(name: string, { node, unit, context }: At): Given | null {
  const names = namesOf(context);
  const occurrence = names.at(unit, node);
  if (!occurrence) return null;
  const all = names.of(names.variableOf(occurrence));
  const [binding, ...others] = all.filter(({ role }) => role !== 'reads');
  if (!binding || others.length > 0) return null;
  const { statement } = binding;
  if (statement.kind === 'import') {
    const entry = statement.names?.find(({ alias }) => alias === name);
    return entry ? exported(entry.name, statement.module, context) : null;
  }
  const isPlain = statement.kind === 'assign' && statement.operator === null && statement.targets.length === 1;
  if (!isPlain || statement.targets[0] !== binding.node) return null;
  return {
    name,
    value: { node: statement.value, unit: binding.unit, context },
    statement: binding.unit.body.includes(statement) ? statement : null,
    reads: all.filter(({ role }) => role === 'reads').length,
  };
}

/** The constant of another module. Who reads it there, and elsewhere, is not counted. */
function exported(name: string, module: string, context: FixContext): Given | null {
  const uri = context.modules.get(context.document.uri)?.imports.get(module);
  const there = uri === undefined ? null : within(context, uri);
  for (const unit of there?.module.units ?? [])
    for (const statement of unit.body) {
      if (statement.kind !== 'assign' || statement.targets.length !== 1) continue;
      const [target] = statement.targets;
      if (target?.kind !== 'name' || target.name !== name) continue;
      const given = givenToName(name, { node: target, unit, context: there! });
      return given && { ...given, reads: 2 };
    }
  return null;
}

/** `this.model = …`, or `model = …` in the class. */
function givenToField(name: string, unit: FlowUnit, context: FixContext): Given | null {
  const found = statementsIn(unit.body).flatMap((statement) => {
    if (statement.kind === 'assign' && statement.targets.some((target) => isField(target, name))) return [statement];
    if (statement.kind !== 'define-class') return [];
    return statement.body.filter(
      (inner) =>
        inner.kind === 'assign' && inner.targets.some((target) => target.kind === 'name' && target.name === name),
    );
  });
  const [statement, ...others] = found;
  const [target, ...more] = statement?.kind === 'assign' ? statement.targets : [];
  if (statement?.kind !== 'assign' || others.length > 0 || !target || more.length > 0) return null;
  const reads = expressionsIn(unit.body).filter((node) => node !== target && isField(node, name)).length;
  return { name, value: { node: statement.value, unit, context }, statement: null, reads };
}

const isField = (node: Expression, name: string): boolean =>
  node.kind === 'attribute' && node.name === name && node.object.kind === 'name' && node.object.name === 'this';

/** The parameter of a function that an expression reads, and which of its fields. */
export interface Read {
  readonly definition: FunctionDefinition;
  /** What the function is called. */
  readonly called: string;
  readonly parameter: Parameter;
  readonly index: number;
  readonly field: string | null;
}

/** `model`, `options.model`, and `model` of `({ model }) => …` */
export function parameterBehind({ node, unit, context }: At): Read | null {
  const root = node.kind === 'attribute' ? node.object : node;
  const names = namesOf(context);
  const occurrence = names.at(unit, root);
  const bindings = occurrence ? names.bindings(names.variableOf(occurrence)) : [];
  const [binding, ...others] = bindings;
  if (root.kind !== 'name' || !binding?.node || others.length > 0) return null;
  for (const { definition, called } of functionsIn(unit))
    for (const [index, parameter] of definition.parameters.entries()) {
      const at = { definition, called, parameter, index };
      const { target } = parameter;
      if (target === binding.node) return { ...at, field: node.kind === 'attribute' ? node.name : null };
      if (target.kind !== 'mapping' || node.kind !== 'name') continue;
      const entry = target.entries.find(({ value }) => value === binding.node);
      if (entry?.key && typeof constant(entry.key) === 'string') return { ...at, field: constant(entry.key) as string };
    }
  return null;
}

interface Called {
  readonly definition: FunctionDefinition;
  readonly called: string;
}

/** All functions of a unit with their names, those of methods and of constants, too. */
function functionsIn(unit: FlowUnit): readonly Called[] {
  return [
    ...writtenStatementsIn(unit.body).flatMap((statement): Called[] =>
      statement.kind === 'define-function'
        ? [{ definition: statement.function, called: statement.function.name }]
        : statement.kind === 'assign' && statement.value.kind === 'function' && statement.targets.length === 1
          ? [{ definition: statement.value.function, called: targetName(statement.targets[0]!) }]
          : [],
    ),
  ];
}

/** What a call hands over for a parameter, or for a field of it. */
export function handedOver({ index, field }: Read, call: Call): Expression | null {
  if (call.arguments.slice(0, index + 1).some(({ value }) => value.kind === 'spread')) return null;
  const given = call.arguments[index]?.value;
  if (!given || field === null) return given ?? null;
  if (given.kind !== 'mapping') return null;
  return given.entries.find(({ key }) => key && constant(key) === field)?.value ?? null;
}
