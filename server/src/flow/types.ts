import type { Place } from '@unpool/shared/protocol/finding.ts';
import type { Cause } from '../provenance/cause.ts';
import { NO_DATA, OF_JUDGMENTS, ROWS } from '../provenance/marks.ts';
import { namesJudgmentType } from '../provenance/names.ts';
import { at, has, JUDGED, VALUE_ORIGINS } from '../provenance/origins.ts';
import { dataOrigins, UNKNOWN, Value } from '../provenance/value.ts';
import { LIST, MAX_DEPTH, type Member, membersOf, takenApart, typeCalled } from './annotations.ts';
import type { FunctionValue, TypeValue } from './callable.ts';
import { type Frame, placeOf } from './frame.ts';
import { judgedMembers } from './judged-types.ts';
import { partsWithin } from './parts.ts';
import type { Call, DefineType } from './program.ts';
import { noteRows, rowsMadeElsewhere } from './row-types.ts';
import { nameOf } from './walk.ts';

/** A type may say that a judge gave the values, where nothing else is known of them: `(results: JudgeResult[])`. */
export function typed(value: Value, annotation: string | null | undefined, frame: Frame): Value {
  if (!annotation) return value;
  if (!isOpen(value)) {
    noteRows(annotation, value, frame);
    return value;
  }
  if (namesJudgmentType(annotation))
    return value.with({ marks: value.marks | OF_JUDGMENTS | (LIST.test(annotation) ? ROWS : 0) });
  const held = value.target === null || value.target.kind === 'external' ? heldBy(annotation, frame) : null;
  return held ? value.with({ ...shapeOf(value, held), cause: causeOf(value, held) }) : value;
}

/** What it holds, and what it is itself, where a judge's answer is all of it. */
const shapeOf = (value: Value, { fields, element, origins, marks }: Value) => ({
  fields,
  element,
  origins: value.origins | origins,
  marks: value.marks | marks,
});

/** What is read from a file is judged by its type. */
function causeOf({ cause, origins }: Value, held: Value): Cause | null {
  const judged = partsWithin(held).find((part) => has(part.origins, JUDGED));
  if (!cause || !judged) return cause;
  return { kind: 'step', place: null, message: null, inputs: [new Value({ origins, cause }), judged] };
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

/** Values of a type, as far as a judge gave them, by other code or by their names; null where it gave none. */
function heldBy(annotation: string, frame: Frame, depth = 0): Value | null {
  if (depth > MAX_DEPTH) return null;
  const { inner, isList, isMapping } = takenApart(annotation);
  const said = fieldsOf(membersOf(inner, frame, depth), depth) ?? meantBy(inner, frame, depth);
  const held = withBoth(rowsMadeElsewhere(inner, frame), said);
  if (!held) return null;
  if (isMapping) return new Value({ element: held });
  return isList ? new Value({ element: held, marks: ROWS }) : held;
}

/** `type Rows = Row[]`: what stands for another type. */
function meantBy(annotation: string, frame: Frame, depth: number): Value | null {
  const found = typeCalled(annotation, frame);
  const [base, ...others] = found && found.definition.members.length === 0 ? found.definition.bases : [];
  return found && base !== undefined && others.length === 0 ? heldBy(base, found.frame, depth + 1) : null;
}

/** What code puts into a type, and of the rest what its names say. */
function withBoth(made: Value | null, said: Value | null): Value | null {
  if (!made?.fields || !said?.fields) return made ?? said;
  return made.with({ fields: new Map([...said.fields, ...made.fields]) });
}

function fieldsOf(members: readonly Member[], depth: number): Value | null {
  const judged = judgedMembers(members);
  const fields = new Map<string, Value>();
  for (const { name, nameSpan, annotation, frame } of members) {
    const held = judged.has(name)
      ? judgedAs(nameSpan && placeOf(frame, nameSpan))
      : heldBy(annotation, frame, depth + 1);
    if (held) fields.set(name, held);
  }
  return fields.size > 0 ? new Value({ fields }) : null;
}

const judgedAs = (place: Place | null): Value =>
  new Value({
    origins: at('likely', JUDGED),
    cause: {
      kind: 'judge',
      place,
      message: "a judge model's labels, by the type of the rows",
      inputs: [],
      byName: true,
    },
  });
