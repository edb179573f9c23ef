import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Effect } from '../catalog/entry.ts';
import { nameEvidence } from '../provenance/evidence.ts';
import { namesJudge, rowEvidence, snakeCase } from '../provenance/names.ts';
import { GENERATED, has, JUDGED } from '../provenance/origins.ts';
import {
  constant,
  dataOrigins,
  external,
  join,
  joinAll,
  ROWS,
  sameContent,
  TABLE,
  UNKNOWN,
  unitOrigins,
  Value,
} from '../provenance/value.ts';
import { partNamed, update, withDefault } from './assign.ts';
import { besidePeople } from './beside-people.ts';
import type { FunctionValue } from './callable.ts';
import { callPartial } from './callbacks.ts';
import { instantiate, memberThrough, methodCalled, superMember } from './classes.ts';
import { columnOf } from './column.ts';
import { asAnyUnit, changedBy } from './copies.ts';
import { ownQuantile } from './draws.ts';
import { applyEffect } from './effects.ts';
import { evaluate } from './evaluate.ts';
import { gradedByCalled, gradedByScorer } from './evaluations.ts';
import { executeBlock } from './execute.ts';
import { notePrintedTotals } from './fractions.ts';
import { type Entry, type Frame, isTypeScript, placeOf, siteOf } from './frame.ts';
import { ownGenerator } from './generators.ts';
import { madeUpBy } from './made-up.ts';
import { asModelGiven, mayBeUnset, modelOtherwise, NAMES_MODEL, oneOfModels } from './models.ts';
import {
  askedElsewhere,
  byRules,
  callUnknown,
  computedBy,
  gradedBy,
  judgedByClass,
  promptBy,
  spokenFor,
  verdictsBy,
} from './named-call.ts';
import { ownInterval, ownMetric, ownRating } from './own-metrics.ts';
import { elementOf, itemOf } from './parts.ts';
import type { Call, Expression, Parameter } from './program.ts';
import { promised, resolved } from './promises.ts';
import { argumentsCorrected, noteArgumentsCorrected } from './rate-correction.ts';
import { roundsWithin } from './rounds.ts';
import { noteWritten } from './sql.ts';
import { holds, type Summary } from './summary.ts';

const MAX_CONTEXTS = 8;
const MAX_CALL_DEPTH = 24;

/** A call with its arguments evaluated. */
export interface CallSite {
  readonly node: Call;
  readonly frame: Frame;
  /** Qualified as far as known: `pandas.read_csv`, `?.mean`. */
  readonly name: string;
  readonly receiver: Value | null;
  readonly receiverNode: Expression | null;
  readonly positional: readonly Value[];
  readonly positionalNodes: readonly Expression[];
  readonly named: ReadonlyMap<string, Value>;
  readonly namedNodes: ReadonlyMap<string, Expression>;
  /** Lists whose entries are arguments: `f(*rows)`. */
  readonly unpacked: readonly Value[];
}

export interface Outcome {
  readonly result: Value;
  /** The arguments as the function left them. */
  readonly arguments: readonly Value[];
  /** Did nothing but code that is here take part, and no model? */
  readonly isAlone: boolean;
}

export function evaluateCall(node: Call, frame: Frame): Value {
  const positional: Value[] = [];
  const positionalNodes: Expression[] = [];
  const named = new Map<string, Value>();
  const namedNodes = new Map<string, Expression>();
  const unpacked: Value[] = [];
  const { callee } = node;
  const parent = superMember(callee, frame);
  const receiver = parent?.receiver ?? (callee.kind === 'attribute' ? evaluate(callee.object, frame) : null);
  for (const argument of node.arguments) {
    const value = evaluate(argument.value, frame);
    if (argument.name !== null) {
      named.set(argument.name, value);
      namedNodes.set(argument.name, argument.value);
    } else if (argument.value.kind === 'spread') {
      if (argument.value.form === 'mapping') spread(value, named);
      else {
        unpacked.push(value);
        positional.push(...(value.items ?? [elementOf(value)]));
      }
    } else {
      positional.push(value);
      positionalNodes.push(argument.value);
    }
  }
  const target =
    parent?.member ??
    (callee.kind === 'attribute' && receiver ? methodOf(receiver, callee.name, frame) : evaluate(callee, frame));
  const site: CallSite = {
    node,
    frame,
    name: nameOf(target, callee, receiver),
    receiver,
    receiverNode: parent?.receiverNode ?? (callee.kind === 'attribute' ? callee.object : null),
    positional,
    positionalNodes,
    named,
    namedNodes,
    unpacked,
  };
  notePrintedTotals(site);
  const outer = frame.call;
  frame.call = node;
  const value = ownQuantile(
    ownInterval(ownRating(ownMetric(ownGenerator(callValue(target, site), site), site), site), site),
    site,
  );
  frame.call = outer;
  if (has(dataOrigins(value), GENERATED | JUDGED)) frame.engine.noteAnswer(siteOf(frame, node));
  return value;
}

/** Of `**rows` whose keys are not known, each parameter that is given nothing else may be one. */
export const REST = '**';

function spread(mapping: Value, named: Map<string, Value>): void {
  for (const [key, field] of mapping.fields ?? []) named.set(key, field);
  if (!mapping.fields && (mapping.origins || mapping.marks)) named.set(REST, mapping);
}

/** What `receiver.name` is when it is called. */
function methodOf(receiver: Value, name: string, frame: Frame): Value {
  const { target } = receiver;
  const member = memberThrough(receiver, name, frame);
  if (member) return member;
  if (target?.kind === 'module') {
    const promises = isTypeScript(frame) && name === 'then'; // `import('m').then(…)`
    return frame.engine.memberOfModule(target, name) ?? external(promises ? '?.then' : `${target.name}.${name}`);
  }
  const field = receiver.fields?.get(name);
  if (field?.target && (field.target.kind !== 'external' || calledObject(field, field.target.name, frame)))
    return field;
  return external(`${target?.kind === 'external' ? target.name : '?'}.${name}`);
}

function nameOf(target: Value, callee: Expression, receiver: Value | null): string {
  if (target.target?.kind === 'external') return target.target.name;
  if (callee.kind === 'attribute')
    return `${receiver?.target?.kind === 'external' ? receiver.target.name : '?'}.${callee.name}`;
  return callee.kind === 'name' ? `?.${callee.name}` : '?';
}

function callValue(value: Value, site: CallSite): Value {
  const { target } = value;
  const place = placeOf(site.frame, site.node);
  switch (target?.kind) {
    case 'function': {
      const others = isTypeScript(site.frame) ? (target.others ?? []) : [];
      return [target, ...others].map((one) => callWith(one, null, site)).reduce(join);
    }
    case 'bound':
      return callWith(target.function, target.receiver, site);
    case 'class':
      return instantiate(target, site.positional, site.named, site.frame, place);
    case 'instance': {
      const method = methodCalled(target.class, site.frame.engine);
      return method?.target?.kind === 'function' ? callWith(method.target, value, site) : UNKNOWN;
    }
    case 'partial':
      return callPartial(target, site);
    default:
      return callExternal(value, site);
  }
}

/** Calls a value that was handed over, with arguments that are not written at this place. */
export function callHanded(
  value: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  site: CallSite,
): Value {
  const name = value.target?.kind === 'external' ? value.target.name : '?';
  return callValue(value, {
    ...site,
    name,
    receiver: null,
    receiverNode: null,
    positional,
    positionalNodes: [],
    named,
    namedNodes: new Map(),
    unpacked: [],
  });
}

function callExternal(called: Value, given: CallSite): Value {
  const site = withOptions(given);
  noteWritten(site);
  const made = calledObject(called, site.name, site.frame);
  if (made) {
    const { callee } = site.node;
    const own = { ...site, name: `${site.name}.__call__`, receiver: called, receiverNode: callee };
    const applied = applyEffect(made, own);
    if (applied) return applied;
  }
  // `path.open("r")` on an object that nobody knows is not Python's own `open`
  const isMethod = site.receiver !== null && /^\?\.\w+$/.test(site.name);
  const entry = site.frame.engine.catalogFor(site.frame.document).find(isMethod ? `?${site.name}` : site.name);
  const graded = entry?.does.kind === 'scores' ? gradedByCalled(called, site) : null;
  const applied = graded ?? (entry ? applyEffect(entry.does, site) : null);
  // a request leaves the code, whatever is asked in it
  if (!applied && entry?.does.kind === 'generates') site.frame.engine.calledOut++;
  return applied ?? gradedByScorer(site) ?? promised(site) ?? resolved(site) ?? callUnknown(site);
}

/** A library of TypeScript takes its keywords in objects: `generateText({ model, prompt })`, `create({ model }, { signal })`. */
function withOptions(site: CallSite): CallSite {
  const options = isTypeScript(site.frame) ? site.positional.filter(isOptions) : [];
  if (options.length === 0) return site;
  const entries = site.positionalNodes.flatMap((node, index) =>
    node.kind === 'mapping' && options.includes(site.positional[index]!) ? node.entries : [],
  );
  const nodes = entries.flatMap(({ key, value }) =>
    key?.kind === 'constant' ? [[String(key.value), value] as const] : [],
  );
  const [only, ...others] = options.map(({ fields }) => fields!);
  const named = others.length > 0 ? new Map([only!, ...others].flatMap((fields) => [...fields])) : only!;
  return { ...site, named, namedNodes: new Map(nodes) };
}

const isOptions = ({ fields, target, marks }: Value): boolean =>
  fields !== null && target === null && !(marks & (ROWS | TABLE));

/** What calling an object does that a library made: `model(prompt)`, where its class would be called to make another. */
function calledObject({ fields, origins }: Value, name: string, { engine, document }: Frame): Effect | null {
  if (!fields && !origins) return null;
  return engine.catalogFor(document).find(`${name}.__call__`)?.does ?? null;
}

function callWith(target: FunctionValue, self: Value | null, site: CallSite): Value {
  const { frame } = site;
  const shift = self === null ? 0 : 1;
  const positional = shift ? [self!, ...site.positional] : site.positional;
  const values = bind(target, positional, site.named, frame);
  const given = values.map(asAnyUnit);
  const outcome = callFunction(target, given, frame, placeOf(frame, site.node));
  writeBack(target, outcome, given, shift, self === site.receiver ? site : { ...site, receiverNode: null });
  const { name } = target.definition;
  const place = placeOf(frame, site.node);
  // what only works on an answer, however it is called, has no grade to give
  const handed = values.some((value) => has(dataOrigins(value), GENERATED));
  // a judge that asks nobody is a set of rules
  if (isTypeScript(frame) && outcome.isAlone && namesJudge(name)) return byRules(outcome.result);
  const own = oneOfModels(asModelGiven(outcome.result, values, name), name, site);
  const result = outcome.isAlone ? own : askedElsewhere(own, values, name, site);
  const graded = gradedBy(computedBy(result, name), name, place, !handed);
  const made = madeUpBy(graded, values, target, site);
  const told = verdictsBy(promptBy(spokenFor(made, name, site), name), name, site);
  return changedBy(judgedByClass(told, target, site), values, name, site);
}

/** What a function did to its arguments (`rows.append(x)`) holds for the caller's variables, too. */
function writeBack(
  target: FunctionValue,
  outcome: Outcome,
  before: readonly Value[],
  shift: number,
  site: CallSite,
): void {
  target.definition.parameters.forEach((parameter, index) => {
    const after = outcome.arguments[index];
    if (!after || sameContent(after, before[index]!) || (parameter.form !== 'plain' && index >= shift)) return;
    const name = parameter.target.kind === 'name' ? parameter.target.name : '';
    const node = index < shift ? site.receiverNode : (site.positionalNodes[index - shift] ?? site.namedNodes.get(name));
    if (node) update(node, site.frame, () => after);
  });
}

/** The value of each parameter for the arguments of a call. */
export function bind(
  target: FunctionValue,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  frame: Frame,
): Value[] {
  const rest = new Map(named);
  const unknown = rest.get(REST);
  rest.delete(REST);
  let next = 0;
  return target.definition.parameters.map((parameter) => {
    const name = parameter.target.kind === 'name' ? parameter.target.name : '';
    if (parameter.form === 'rest') {
      const element = joinAll(positional.slice(next));
      next = positional.length;
      return new Value({ element, origins: unitOrigins(element), marks: ROWS });
    }
    if (parameter.form === 'rest-mapping') return unknown && rest.size === 0 ? unknown : new Value({ fields: rest });
    const given = parameter.keywordOnly || next >= positional.length ? undefined : positional[next++];
    const byName = rest.get(name) ?? (unknown && !given ? columnOf(unknown, name, parameter, frame) : undefined);
    rest.delete(name);
    const value = given ?? byName ?? (isTypeScript(frame) && NAMES_MODEL.test(snakeCase(name)) ? UNSET : UNKNOWN);
    const isOpen = value === UNKNOWN || (isTypeScript(frame) && (value.constant === null || mayBeUnset(value)));
    if (!parameter.default || !isOpen) return value;
    const inner = {
      ...frame,
      document: target.document,
      unit: target.unit,
      scope: frame.engine.own(target.scope),
      control: [],
    };
    const otherwise = evaluate(parameter.default, inner);
    return given || byName ? (modelOtherwise([value, otherwise]) ?? value) : byDefault(otherwise, frame);
  });
}

/** A caller that names no model leaves it to whom the function asks. */
const UNSET = constant(null);

/** Nobody knows what a caller would switch on. */
const byDefault = (value: Value, { engine }: Frame): Value =>
  engine.isUncalled && typeof value.constant === 'boolean' ? UNKNOWN : value;

/** Runs a function, or takes the summary of an earlier run with the same arguments. */
export function callFunction(target: FunctionValue, values: readonly Value[], frame: Frame, call: Place): Outcome {
  if (frame.depth >= MAX_CALL_DEPTH) return { result: UNKNOWN, arguments: values, isAlone: false };
  const known = frame.engine.summariesOf(target.definition);
  const fitting = known.find((summary) =>
    summary.running
      ? known.length > 2 || summary.arguments.every((v, i) => values[i] && sameContent(v, values[i]!))
      : holds(summary, values, frame.engine.own(target.scope)),
  );
  const { answered, calledOut, corrected } = frame.engine;
  const before = corrected.length;
  const summary = fitting ?? run(target, values, frame, call, known);
  if (!fitting) {
    summary.asks = frame.engine.answered > answered;
    summary.callsOut = frame.engine.calledOut > calledOut;
    summary.corrects = argumentsCorrected(summary.arguments, corrected.slice(before));
  } else {
    if (summary.asks) frame.engine.answered++;
    if (summary.callsOut) frame.engine.calledOut++;
  }
  noteArgumentsCorrected(summary, values, frame);
  const after = summary.after.map((left, i) => (left === summary.arguments[i] ? (values[i] ?? left) : left));
  const isAlone = !summary.asks && !summary.callsOut;
  return { result: returned(summary.result, target, values, call), arguments: after, isAlone };
}

function returned(result: Value, target: FunctionValue, values: readonly Value[], call: Place): Value {
  if (dataOrigins(result) === 0) return result;
  const { name } = target.definition;
  return result.with({
    cause: {
      kind: 'return',
      place: call,
      message: name ? `returned by ${name}()` : null,
      inputs: [result],
      arguments: values,
      of: target.definition,
    },
  });
}

function run(target: FunctionValue, given: readonly Value[], caller: Frame, call: Place, known: Summary[]): Summary {
  const like = known.length < MAX_CONTEXTS ? undefined : known.find((summary) => areAlike(summary.arguments, given));
  const isLast = !like && known.length >= 2 * MAX_CONTEXTS;
  const joined = like ? [like] : isLast ? known : [];
  const values = given.map((value, i) => joinAll([...joined.map((summary) => summary.arguments[i] ?? UNKNOWN), value]));
  const scope = caller.engine.own(target.scope).inner();
  const outside = new Map<string, Value>();
  const summary: Summary = {
    arguments: values,
    result: UNKNOWN,
    after: values,
    outside,
    running: true,
    asks: false,
    callsOut: false,
    corrects: [],
  };
  if (like) known[known.indexOf(like)] = summary;
  else if (isLast) known[known.length - 1] = summary;
  else known.push(summary);
  // spelled out: a copy of the caller's with the changes would take half of the time of a call
  const frame: Frame = {
    engine: caller.engine,
    gates: caller.gates,
    statement: caller.statement,
    block: caller.block,
    document: target.document,
    unit: target.unit,
    scope,
    name: target.definition.name || null,
    owner: target.owner,
    class: target.class,
    depth: caller.depth + 1,
    control: [],
    iterating: [],
    rounds: roundsWithin(caller.rounds, target.definition),
    jumps: [],
    aliases: new Map(),
    call: null,
    entry: caller.entry ?? entryFrom(caller, target.document, values),
    caller: caller.document === target.document ? caller.caller : caller.document,
    returned: null,
    yielded: null,
    outside,
    context: String(known.indexOf(summary)),
  };
  const { parameters } = target.definition;
  parameters.forEach((parameter, index) => {
    const value = values[index] ?? UNKNOWN;
    const cause =
      dataOrigins(value) === 0
        ? value.cause
        : {
            kind: 'parameter' as const,
            place: null,
            message: null,
            inputs: [],
            parameter: { index, firstArguments: values, firstCall: call },
            of: target.definition,
          };
    bindParameter(parameter.target, value.with({ cause }), frame);
  });
  besidePeople(target.definition, frame);
  const local = ({ target: given }: Parameter) => (given.kind === 'name' ? frame.scope.local(given.name) : undefined);
  const bound = parameters.map(local);
  executeBlock(target.definition.body, frame);
  const yielded = frame.yielded as Value | null;
  summary.result = yielded
    ? new Value({ element: yielded, origins: unitOrigins(yielded), marks: ROWS })
    : (frame.returned ?? UNKNOWN);
  summary.after = parameters.map((parameter, index) => {
    const now = local(parameter);
    const isContainer =
      now && now !== bound[index] && (now.fields || now.element || now.items || now.target?.kind === 'instance');
    return isContainer ? now.with({ cause: values[index]?.cause ?? now.cause }) : (values[index] ?? UNKNOWN);
  });
  summary.running = false;
  return summary;
}

/** Rows of one origin here and there: such calls are joined first where there are many. */
const areAlike = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => originsSaid(value) === originsSaid(b[i]!));

const originsSaid = (value: Value): number =>
  dataOrigins(value) | (typeof value.constant === 'string' ? rowEvidence(value.constant) : 0);

/** A call that leaves the module it stands in. */
const entryFrom = (caller: Frame, document: string, handed: readonly Value[]): Entry | null =>
  caller.call && caller.document !== document ? { site: siteOf(caller, caller.call), handed } : null;

function bindParameter(target: Expression, value: Value, frame: Frame): void {
  if (target.kind === 'name') {
    const place = placeOf(frame, target);
    frame.scope.set(target.name, nameEvidence(value, target.name, place));
    return;
  }
  if (target.kind === 'sequence')
    for (const [index, item] of target.items.entries()) bindParameter(item, itemOf(value, index), frame);
  if (target.kind === 'assignment') bindParameter(target.target, withDefault(value, target.value, frame), frame);
  if (target.kind === 'spread') bindParameter(target.value, value, frame);
  if (target.kind === 'mapping')
    for (const entry of target.entries) bindParameter(entry.value, partNamed(value, entry, target, frame), frame);
}

export const isTable = (value: Value): boolean => (value.marks & TABLE) !== 0;
