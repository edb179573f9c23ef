import type { Effect } from '../catalog/entry.ts';
import { ROWS, TABLE } from '../provenance/marks.ts';
import { namesJudge } from '../provenance/names.ts';
import { GENERATED, has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, external, join, sameContent, UNKNOWN, type Value } from '../provenance/value.ts';
import { update } from './assign.ts';
import type { CallSite } from './call-site.ts';
import type { FunctionValue } from './callable.ts';
import { callPartial } from './callbacks.ts';
import { instantiate, memberThrough, methodCalled, superMember } from './classes.ts';
import { asAnyUnit, changedBy } from './copies.ts';
import { ownQuantile } from './draws.ts';
import { applyEffect } from './effects.ts';
import { evaluate } from './evaluate.ts';
import { gradedByCalled, gradedByScorer } from './evaluations.ts';
import { notePrintedTotals } from './fractions.ts';
import { type Frame, isTypeScript, placeOf, siteOf } from './frame.ts';
import { ownGenerator } from './generators.ts';
import { madeUpBy } from './made-up.ts';
import { asModelGiven, oneOfModels } from './models.ts';
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
import { ownInterval, ownMetric } from './own-metrics.ts';
import { bind, REST } from './parameters.ts';
import { elementOf } from './parts.ts';
import type { Call, Expression } from './program.ts';
import { promised, resolved } from './promises.ts';
import { noteRowsKept, rowsKept } from './query-builders.ts';
import { ownRating } from './ratings.ts';
import { callFunction, type Outcome } from './run-function.ts';
import { noteWritten } from './sql.ts';
import { fillCalled } from './template.ts';
import { typedCall, typedResult } from './types.ts';

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
  return typedCall(value, node, frame);
}

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

/** Calls a value that was handed over, with arguments that are not written at this place but may stand for what is. */
export function callHanded(
  value: Value,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  site: CallSite,
  positionalNodes: readonly Expression[] = [],
): Value {
  const name = value.target?.kind === 'external' ? value.target.name : '?';
  return callValue(value, {
    ...site,
    name,
    receiver: null,
    receiverNode: null,
    positional,
    positionalNodes,
    named,
    namedNodes: new Map(),
    unpacked: [],
  });
}

function callExternal(called: Value, given: CallSite): Value {
  const site = withOptions(given);
  noteWritten(site);
  noteRowsKept(site);
  const kept = rowsKept(site);
  if (kept) return kept;
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
  return (
    applied ?? fillCalled(called, site) ?? gradedByScorer(site) ?? promised(site) ?? resolved(site) ?? callUnknown(site)
  );
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
  const nodes = nodesOf(target, shift, self === site.receiver ? site : { ...site, receiverNode: null });
  const outcome = callFunction(target, given, frame, placeOf(frame, site.node), nodes);
  writeBack(target, outcome, given, shift, nodes, frame);
  const { name } = target.definition;
  const place = placeOf(frame, site.node);
  // what only works on an answer, however it is called, has no grade to give
  const handed = values.some((value) => has(dataOrigins(value), GENERATED));
  // a judge that asks nobody is a set of rules
  if (isTypeScript(frame) && outcome.isAlone && namesJudge(name)) return byRules(outcome.result);
  const result = typedResult(outcome.result, target, frame);
  const own = oneOfModels(asModelGiven(result, values, name), name, site);
  const asked = outcome.isAlone ? own : askedElsewhere(own, values, name, site);
  const graded = gradedBy(computedBy(asked, name), name, place, !handed);
  const made = madeUpBy(graded, values, target, site);
  const told = verdictsBy(promptBy(spokenFor(made, name, site), name), name, site);
  return changedBy(judgedByClass(told, target, site), values, name, site);
}

/** How what each parameter gets is written at the call. */
const nodesOf = ({ definition }: FunctionValue, shift: number, site: CallSite): readonly (Expression | null)[] =>
  definition.parameters.map(({ target }, index) => {
    const name = target.kind === 'name' ? target.name : '';
    return index < shift
      ? site.receiverNode
      : (site.positionalNodes[index - shift] ?? site.namedNodes.get(name) ?? null);
  });

/** What a function did to its arguments (`rows.append(x)`) holds for the caller's variables, too. */
function writeBack(
  target: FunctionValue,
  outcome: Outcome,
  before: readonly Value[],
  shift: number,
  nodes: readonly (Expression | null)[],
  frame: Frame,
): void {
  target.definition.parameters.forEach((parameter, index) => {
    const after = outcome.arguments[index];
    if (!after || sameContent(after, before[index]!) || (parameter.form !== 'plain' && index >= shift)) return;
    const node = nodes[index];
    if (node) update(node, frame, () => after);
  });
}
