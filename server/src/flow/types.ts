import type { Place } from '@unpool/shared/protocol/finding.ts';
import { NO_DATA, OF_JUDGMENTS, ROWS } from '../provenance/marks.ts';
import { namesJudgmentType } from '../provenance/names.ts';
import { at, JUDGED, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, UNKNOWN, Value } from '../provenance/value.ts';
import type { FunctionValue, TypeValue } from './callable.ts';
import { type Frame, placeOf } from './frame.ts';
import { judgedMembers } from './judged-types.ts';
import type { Call, DefineType, TypeMember } from './program.ts';
import { nameOf } from './walk.ts';

const LIST = /\[\]$|^(?:readonly |Array<|ReadonlyArray<|Iterable<|Set<)/;

/** A type may say that a judge gave the values, where nothing else is known of them: `(results: JudgeResult[])`. */
export function typed(value: Value, annotation: string | null | undefined, frame: Frame): Value {
  if (!annotation || !isOpen(value)) return value;
  if (namesJudgmentType(annotation))
    return value.with({ marks: value.marks | OF_JUDGMENTS | (LIST.test(annotation) ? ROWS : 0) });
  const held = value.target === null || value.target.kind === 'external' ? heldBy(annotation, frame) : null;
  return held ? value.with({ fields: held.fields, element: held.element, marks: value.marks | held.marks }) : value;
}

/** What a call gives, where the code says its type: `JSON.parse(text) as Row[]`, `useState<Row[]>([])`. */
export function typedCall(value: Value, { callee, type }: Call, frame: Frame): Value {
  if (type === undefined) return value;
  if (nameOf(callee) !== 'useState') return typed(value, type, frame);
  const state = typed(UNKNOWN, type, frame);
  return state === UNKNOWN ? value : new Value({ items: [state, UNKNOWN] });
}

/** What a function gives of which only its type is known: `function load(): Promise<Row[]>`. */
export const typedResult = (value: Value, { definition, document, scope }: FunctionValue, frame: Frame): Value =>
  definition.returns && isOpen(value)
    ? typed(value, definition.returns, { ...frame, document, scope: frame.engine.own(scope) })
    : value;

const isOpen = (value: Value): boolean =>
  (dataOrigins(value) & VALUE_ORIGINS) === 0 &&
  (value.marks & NO_DATA) === 0 &&
  !value.fields &&
  !value.items &&
  !value.element;

/** Gives what it defines a name, unless a value has that. */
export function defineType(statement: DefineType, { scope, document }: Frame): void {
  if (scope.local(statement.name)) return;
  const target: TypeValue = { kind: 'type', definition: statement, document, scope };
  scope.set(statement.name, new Value({ target }));
}

const MAX_DEPTH = 5;

/** Values of a type, as far as a judge gave them; null where it gave none. */
function heldBy(annotation: string, frame: Frame, depth = 0): Value | null {
  if (depth > MAX_DEPTH) return null;
  const { inner, isList, isMapping } = takenApart(annotation);
  const held = inner.startsWith('{') ? fieldsOf(membersIn(inner), frame, depth) : namedType(inner, frame, depth);
  if (!held) return null;
  if (isMapping) return new Value({ element: held });
  return isList ? new Value({ element: held, marks: ROWS }) : held;
}

function namedType(name: string, frame: Frame, depth: number): Value | null {
  if (!/^[A-Z]\w*$/.test(name)) return null;
  const type = frame.scope.get(name)?.target;
  if (type?.kind !== 'type') return null;
  const inner = { ...frame, scope: frame.engine.own(type.scope), document: type.document };
  const bases = type.definition.bases.map((base) => heldBy(base, inner, depth + 1));
  const own = fieldsOf(type.definition.members, inner, depth);
  const all = [...bases, own].flatMap((held) => [...(held?.fields ?? [])]);
  return all.length > 0 ? new Value({ fields: new Map(all) }) : null;
}

function fieldsOf(members: readonly TypeMember[], frame: Frame, depth: number): Value | null {
  const judged = judgedMembers(members);
  const fields = new Map<string, Value>();
  for (const { name, nameSpan, annotation } of members) {
    const held = judged.has(name)
      ? judgedAs(name, nameSpan && placeOf(frame, nameSpan))
      : heldBy(annotation, frame, depth + 1);
    if (held) fields.set(name, held);
  }
  return fields.size > 0 ? new Value({ fields }) : null;
}

const judgedAs = (name: string, place: Place | null): Value =>
  new Value({
    origins: at('likely', JUDGED),
    cause: {
      kind: 'judge',
      place,
      message: `a judge model's labels, by the type of "${name}"`,
      inputs: [],
      byName: true,
    },
  });

/** `Promise<readonly Row[] | null>`, `Record<string, Row>`, `Map<string, Row[]>`. */
function takenApart(annotation: string): {
  readonly inner: string;
  readonly isList: boolean;
  readonly isMapping: boolean;
} {
  let inner = annotation.trim();
  let [isList, isMapping] = [false, false];
  for (let rounds = 0; rounds < 6; rounds++) {
    const before = inner;
    inner = inner
      .replace(/\s*\|\s*(?:null|undefined)\s*$/, '')
      .replace(/^(?:null|undefined)\s*\|\s*/, '')
      .replace(/^readonly\s+/, '')
      .replace(/^\((.*)\)$/s, '$1')
      .replace(/^(?:Promise|Readonly|Partial|Required|Awaited|NonNullable)<(.*)>$/s, '$1');
    const list = /^(?:Readonly)?(?:Array|Set)<(.*)>$/s.exec(inner) ?? /^(.*)\[\]$/s.exec(inner);
    const mapping = list ? null : /^(?:Record|Map|ReadonlyMap)<[^,<]+,(.*)>$/s.exec(inner);
    if (list) [inner, isList] = [list[1]!.trim(), true];
    if (mapping) [inner, isMapping] = [mapping[1]!.trim(), true];
    if (inner === before) break;
  }
  return { inner, isList, isMapping };
}

/** `{ results: Row[]; total: number }`, as a component writes of what it is given. */
const membersIn = (literal: string): TypeMember[] =>
  Array.from(literal.matchAll(/([\w$]+)\??:\s*([^;,{}\n]+)/g), ([, name, annotation]) => ({
    name: name!,
    nameSpan: null,
    annotation: annotation!.trim(),
  }));
