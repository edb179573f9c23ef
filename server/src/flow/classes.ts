import type { Place } from '@unpool/shared/protocol/finding.ts';
import { graded } from '../provenance/evidence.ts';
import { join, UNKNOWN, Value, withField } from '../provenance/value.ts';
import type { ClassValue, FunctionValue } from './callable.ts';
import { fieldNames, memberOf } from './callable.ts';
import { columnOf } from './column.ts';
import type { Engine } from './engine.ts';
import { type Frame, placeOf } from './frame.ts';
import { injected } from './injected.ts';
import { standingFor } from './moved.ts';
import { gradedBy } from './named-call.ts';
import { bind, REST } from './parameters.ts';
import type { Call, DefineClass, Expression, FunctionDefinition, Name, Span } from './program.ts';
import { callFunction } from './run-function.ts';

/** An object of a class of the workspace. */
export function instantiate(
  type: ClassValue,
  positional: readonly Value[],
  named: ReadonlyMap<string, Value>,
  frame: Frame,
  call: Place,
): Value {
  let instance = new Value({ target: { kind: 'instance', class: type }, fields: classFields(type) });
  const init = frame.engine.method(type, '__init__') ?? frame.engine.method(type, 'constructor');
  if (init?.target?.kind === 'function') {
    const given = bind(init.target, [instance, ...positional], named, frame);
    const values = frame.engine.isUncalled ? withInjected(init.target, given, frame) : given;
    instance = callFunction(init.target, values, frame, call).arguments[0] ?? instance;
  } else {
    const names = fieldNames(type);
    positional.forEach((value, index) => {
      const name = names[index];
      if (name !== undefined) instance = withField(instance, name, graded(value, name, call));
    });
    for (const [name, value] of named)
      if (name !== REST) instance = withField(instance, name, graded(value, name, call));
    const unknown = named.get(REST);
    for (const name of unknown ? names.slice(positional.length) : [])
      if (!named.has(name)) instance = withField(instance, name, columnOf(unknown!, name, type.definition, frame));
  }
  frame.engine.noteInstance(type, join(instance, UNKNOWN));
  return instance;
}

/** What nobody hands over, of the class that is asked for. */
function withInjected({ definition, scope }: FunctionValue, given: readonly Value[], frame: Frame): readonly Value[] {
  const inner = { ...frame, scope: frame.engine.own(scope) };
  return given.map((value, index) =>
    value === UNKNOWN ? (injected(definition.parameters[index]?.annotation ?? null, inner) ?? value) : value,
  );
}

function classFields(type: ClassValue): ReadonlyMap<string, Value> {
  return new Map([...type.members].filter(([, member]) => member.target?.kind !== 'function'));
}

/** A class of the workspace whose fields are given by a call: `namedtuple("Row", ["answer", "score"])`. */
export function recordClass(names: readonly string[], node: Call, frame: Frame): ClassValue {
  const { engine, document, unit } = frame;
  const known = engine.records.get(node);
  if (known) return known;
  engine.forgo(); // its nodes stand where the call did
  const { start, end } = node;
  const definition: DefineClass = {
    kind: 'define-class',
    form: 'class',
    name: '',
    nameSpan: { start, end },
    bases: [],
    decorators: [],
    body: names.map((name) => ({
      kind: 'assign',
      targets: [{ kind: 'name', name, start, end }],
      value: { kind: 'unknown', operands: [], start, end },
      operator: null,
      annotation: null,
      start,
      end,
    })),
    start,
    end,
  };
  const type: ClassValue = { kind: 'class', definition, document, unit, members: new Map(), bases: [] };
  engine.records.set(node, type);
  return type;
}

const DECORATORS = {
  property: /^(cached_)?property$|^computed_field$/,
  static: /^staticmethod$/,
  class: /^classmethod$/,
};

const isDecorated = ({ decorators }: FunctionDefinition, as: keyof typeof DECORATORS): boolean =>
  decorators.some((d) => (d.kind === 'name' || d.kind === 'attribute') && DECORATORS[as].test(d.name));

/** It is handed no object. */
export const isStatic = (definition: FunctionDefinition): boolean => isDecorated(definition, 'static');

/** What sets a property is not what reads it. */
export const isSetter = ({ decorators }: FunctionDefinition): boolean =>
  decorators.some((d) => d.kind === 'attribute' && /^(setter|deleter)$/.test(d.name));

/** A member of a class as it is reached through an object, or through the class itself. */
export function memberThrough(receiver: Value, name: string, frame: Frame): Value | null {
  const { target } = receiver;
  if (target?.kind !== 'instance' && target?.kind !== 'class') return null;
  const type = target.kind === 'instance' ? target.class : target;
  const member = frame.engine.method(type, name);
  return member && bound(member, receiver, type);
}

const MAX_BASES = 8;

/** What calling an object runs: `__call__` of its class, or what a base class of a library calls in its place. */
export function methodCalled(called: ClassValue, engine: Engine, type = called, depth = 0): Value | null {
  const own = type.members.get('__call__');
  if (own || depth > MAX_BASES) return own ?? null;
  for (const { target } of type.bases) {
    const inherited = target?.kind === 'class' ? methodCalled(called, engine, target, depth + 1) : null;
    if (inherited) return inherited;
    const does =
      target?.kind === 'external' ? engine.catalogFor(type.document).find(`${target.name}.__call__`)?.does : undefined;
    if (does?.kind === 'delegates') return engine.method(called, does.to);
  }
  return null;
}

function bound(member: Value, receiver: Value, type: ClassValue): Value {
  if (member.target?.kind !== 'function') return member;
  const { target } = member;
  const isInstance = receiver.target?.kind === 'instance';
  if (isStatic(target.definition)) return member;
  if (isDecorated(target.definition, 'class'))
    return new Value({
      target: { kind: 'bound', function: target, receiver: isInstance ? new Value({ target: type }) : receiver },
    });
  return isInstance ? new Value({ target: { kind: 'bound', function: target, receiver } }) : member;
}

/** What reading a member gives: of a property, what it computes. */
export function readMember(member: Value, node: Span, frame: Frame): Value {
  if (member.target?.kind !== 'bound') return member;
  const { function: getter, receiver } = member.target;
  if (!isDecorated(getter.definition, 'property')) return member;
  const place = placeOf(frame, node);
  return gradedBy(callFunction(getter, [receiver], frame, place).result, getter.definition.name, place);
}

/** `super().name`: the object, and the member of the nearest base that has it. */
export function superMember(
  callee: Expression,
  frame: Frame,
): { readonly receiver: Value; readonly receiverNode: Name; readonly member: Value } | null {
  const type = frame.class;
  const called = type && calledOnParent(callee);
  if (!called) return null;
  const name = ['self', 'cls', 'this'].find((candidate) => frame.scope.local(candidate));
  const receiver = name === undefined ? undefined : frame.scope.local(name);
  const member = memberOf({ ...type, members: new Map() }, called);
  if (name === undefined || !receiver || !member) return null;
  const { start, end } = callee;
  return {
    receiver,
    receiverNode: standingFor(callee, { kind: 'name', name, start, end }),
    member: bound(member, receiver, type),
  };
}

/** `super().name`, in TypeScript `super.name` and `super(…)`; null for other calls. */
function calledOnParent(callee: Expression): string | null {
  if (callee.kind === 'name') return callee.name === 'super' ? 'constructor' : null;
  if (callee.kind !== 'attribute') return null;
  const { object, name } = callee;
  const parent = object.kind === 'call' && object.arguments.length === 0 ? object.callee : object;
  return parent.kind === 'name' && parent.name === 'super' ? name : null;
}
