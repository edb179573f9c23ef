import type { Call, Expression, FlowUnit, FunctionDefinition } from '../../flow/program.ts';
import { descendants, expressionsIn } from '../../flow/walk.ts';
import { words } from '../../provenance/names.ts';
import { addArgument, addParameter } from '../arguments.ts';
import { type FixContext, textOf, within } from '../fix-context.ts';
import { type CallIn, namesJudgeOnly, qualifiedName, targetName } from '../judge-calls.ts';
import { namesOf } from '../occurrences.ts';
import { freeName } from './imports.ts';
import { inSettings } from './judge-settings.ts';
import {
  type At,
  environmentOf,
  givenTo,
  handedOver,
  isText,
  meansModel,
  modelGiven,
  parameterBehind,
  providerOf,
  type Read,
  settingOf,
  textsOf,
} from './model-text.ts';
import { type Found, found, type Naming, replaced } from './naming.ts';
import { withSettingsBefore } from './settings-before.ts';

/**
 * Finds it from the calls that lead to the judge: the model's own first.
 *
 * @param own which of them is the first that no answers come from
 * @param model the judge's model, as the engine knows it
 */
export function namingOfJudge(
  calls: readonly CallIn[],
  own: number | null,
  model: string,
  asked: FixContext,
): Naming | null {
  const [asking, ...callers] = calls;
  if (!asking) return null;
  const called = qualifiedName(asking);
  const given = modelGiven(asking.call);
  const inCode =
    given && own !== null
      ? new Search(model, TAKES_TEXT.test(called)).inUse({ ...asking, node: given }, callers, own)
      : null;
  const found =
    inCode ??
    (own === 0 ? inClient(asking, callers, model) : null) ??
    (given && isOther(given) ? null : inSettings(model, asked));
  return found && { ...found, called, setting: settingOf(model) };
}

const TAKES_TEXT = /\.(?:completions|messages|responses)\.(?:create|parse|stream)$/;

/** `moderationModel` is set by something else than what names the judge. */
const isOther = (given: Expression): boolean =>
  words(targetName(given)).some((word) => !/^(?:models?|spec|names?|id|deployment)$/.test(word)) &&
  !namesJudgeOnly(targetName(given));

/** `llm.invoke(…)` of `const llm = new ChatOpenAI({ model: 'gpt-4o' })`, which only the judge asks. */
function inClient(asking: CallIn, callers: readonly CallIn[], model: string, depth = 0): Found | null {
  const { callee } = asking.call;
  if (callee.kind !== 'attribute' || depth > 4) return null;
  const client = givenTo({ ...asking, node: callee.object });
  if (client?.value.node.kind !== 'call' || !(namesJudgeOnly(client.name) || client.reads === 1)) return null;
  const made = { ...client.value, call: client.value.node };
  const given = modelGiven(made.call);
  // `llm.withStructuredOutput(schema)`
  if (!given) return inClient(made, callers, model, depth + 1);
  return new Search(model).inUse({ ...made, node: given }, callers, 0);
}

class Search {
  private steps = 0;

  /** @param isPlain is a model named by its text where it is asked, as opposed to an object that stands for it? */
  constructor(
    private readonly model: string,
    private readonly isPlain = false,
  ) {}

  /**
   * In what gives the model at a place that asks it.
   *
   * @param callers the calls of the functions that it stands in, from the inside out
   * @param shared how many of these are to be passed until no answers come from there
   */
  inUse(at: At, callers: readonly CallIn[], shared: number): Found | null {
    if (++this.steps > 20) return null;
    const parameter = parameterBehind(at);
    if (parameter) return this.inParameter(parameter, at, callers, shared);
    const choice = this.oneOf(at, (operand) => this.inUse(operand, callers, shared), shared);
    if (choice) return choice;
    if (shared > 0) return shared === 1 && callers[0] ? asParameter(at, callers[0], this.model) : null;
    return this.inValue(at, false);
  }

  /**
   * @param isOwn is it the value of what names the judge only?
   */
  private inValue(at: At, isOwn: boolean): Found | null {
    if (++this.steps > 20) return null;
    const { node } = at;
    if (isText(node, this.model) || providerOf(at))
      return meansModel(at, this.model) ? found(at, null, { isOwn, made: at }) : null;
    const choice = this.oneOf(at, (operand) => this.inValue(operand, isOwn), 0);
    if (choice) return choice;
    if (node.kind === 'call') {
      const [text, ...more] = textsOf(node);
      return text && more.length === 0 ? this.inValue({ ...at, node: text }, isOwn) : null;
    }
    const given = givenTo(at);
    if (!given || !meansModel(given.value, this.model))
      // what nobody sets leaves the model to a default
      return this.isPlain && node.kind === 'name' && !(given && environmentOf(given.value.node))
        ? found(at, null, { isOwn, made: null })
        : null;
    if (namesJudgeOnly(given.name) || (given.reads === 1 && given.statement)) {
      const inner = this.inValue(given.value, true);
      if (inner) return given.statement ? { ...inner, from: given.statement.start } : inner;
    }
    const isBeside = given.statement !== null && given.value.context.module === at.context.module;
    return found(at, isBeside ? given.statement : null, { isOwn, made: given.value });
  }

  /** `options.judgeModel ?? MODEL`: the one that is the judge's. */
  private oneOf({ node, ...at }: At, find: (operand: At) => Found | null, shared: number): Found | null {
    const operands =
      node.kind === 'operation' && node.form === 'logical'
        ? node.operands
        : node.kind === 'conditional' && shared === 0
          ? [node.then, node.otherwise]
          : [];
    for (const operand of operands) {
      const one = find({ ...at, node: operand });
      const isHere = one?.context === at.context && operand.start <= one.from && one.from <= operand.end;
      if (one) return isHere ? withSettingsBefore(one, { node, ...at }, operand) : one;
    }
    return null;
  }

  /** The function gets its model from the call that leads to it, or has a default for it. */
  private inParameter(read: Read, at: At, callers: readonly CallIn[], shared: number): Found | null {
    const { parameter, called, definition } = read;
    const position = callers.findIndex(({ call }) => called !== '' && targetName(call.callee) === called);
    const caller = callers[position] ?? (shared === 0 && called !== '' ? onlyCall(called, at.context) : null);
    if (caller) {
      const given = handedOver(read, caller.call);
      const rest = position < 0 ? [] : callers.slice(position + 1);
      const left = Math.max(0, shared - position - 1);
      const inGiven = given && this.inUse({ ...caller, node: given }, rest, left);
      if (inGiven) return inGiven;
      if (!given && shared > 0 && left === 0 && read.field === null) return asArgument(read, caller);
    }
    if (shared > 0 || !parameter.default || definition.start > at.node.start) return null;
    return read.field === null ? this.inValue({ ...at, node: parameter.default }, false) : null;
  }
}

/** The call of a function by its name, where there is one only. */
function onlyCall(name: string, context: FixContext): CallIn | null {
  const calls = [...context.modules.keys()].flatMap((uri) => {
    const there = within(context, uri)!;
    return there.module.units.flatMap((unit) =>
      expressionsIn(unit.body).flatMap((node) =>
        node.kind === 'call' && targetName(node.callee) === name ? [{ unit, call: node, context: there }] : [],
      ),
    );
  });
  return calls.length === 1 ? calls[0]! : null;
}

/** Answers come through the same function: it takes the model as a parameter from now on. */
function asParameter(outer: At, caller: CallIn, model: string): Found | null {
  const at = textIn(outer);
  const { node, unit, context } = at;
  const definition = caller.context.module === context.module ? functionCalled(caller) : null;
  if (!definition || !(definition.start <= node.start && node.end <= definition.end)) return null;
  const given = givenTo(at);
  const beside = given?.statement && given.value.context.module === context.module ? given.statement : null;
  const isWhole = caller.call.arguments.length === definition.parameters.length && !hasSpread(caller.call);
  if (!meansModel(at, model) || !isWhole || !isParenthesized(definition, unit, context)) return null;
  const isTaken = [definition, ...expressionsIn(definition.body)].some((each) =>
    'kind' in each
      ? each.kind === 'name' && each.name === 'model'
      : each.parameters.some(({ target }) => namesIn(target).includes('model')),
  );
  const name = isTaken ? freeName(context, 'judgeModel') : 'model';
  return {
    ...found(at, beside, { isOwn: false, made: given?.value ?? at }),
    unit: caller.unit,
    from: caller.call.start,
    edits: (text) => {
      const parameter = addParameter(context, unit, definition, name, textOf(context, unit, node));
      const argument = addArgument(context, caller.unit, caller.call, text);
      return parameter && argument && [parameter, replaced(node, unit, name, context), argument];
    },
  };
}

/** `'gpt-4o'` of `getModel('gpt-4o')`, but all of what makes a model in the AI SDK. */
function textIn(at: At): At {
  const [text, ...more] = at.node.kind === 'call' && !providerOf(at) ? textsOf(at.node) : [];
  return text && more.length === 0 ? textIn({ ...at, node: text }) : at;
}

/** The function has a model of its own unless one is given. */
function asArgument({ definition, index }: Read, { unit, call, context }: CallIn): Found | null {
  const isNext = call.arguments.length === index && !hasSpread(call);
  if (!isNext || definition.parameters[index]!.default === null) return null;
  return {
    provider: null,
    caller: null,
    context,
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
function functionCalled({ unit, call, context }: CallIn): FunctionDefinition | null {
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
