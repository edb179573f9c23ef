import { atMostLikely, has, JUDGED } from '../provenance/origins.ts';
import { dataOrigins, joinAll, type Value } from '../provenance/value.ts';
import { rememberingOf } from '../recent.ts';
import { LIST, membersOf, takenApart, typeCalled } from './annotations.ts';
import type { Frame } from './frame.ts';
import { elementOf } from './parts.ts';
import type { Statement } from './program.ts';
import type { Scope } from './scope.ts';
import { mapOrigins } from './select.ts';
import { statementsIn } from './walk.ts';

/**
 * What the code of the workspace puts into a type is what other code gets that reads rows of that type from wherever they
 * were kept: `runCase(): Promise<CaseResult>` here, `JSON.parse(text) as CaseResult[]` there.
 */

/** Types within each other that rows are told of. */
const MAX_WITHIN = 3;

/** Rows with a judge's labels in them, under the type that they are given. */
export function noteRows(annotation: string | null | undefined, value: Value, frame: Frame, within = 0): void {
  if (!annotation || within > MAX_WITHIN || !has(dataOrigins(value), JUDGED)) return;
  const { inner, isList, isMapping } = takenApart(annotation);
  const row = isList || isMapping ? elementOf(value) : value;
  const type = keyOfType(inner, frame);
  const labels = judgedPart(row);
  if (type && labels) frame.engine.noteRowsOf(type, labels);
  for (const member of membersOf(inner, frame, 0)) {
    const field = row.fields?.get(member.name);
    if (field) noteRows(member.annotation, field, member.frame, within + 1);
  }
}

/** The same of the lists that a piece of code fills one by one, when it has run. */
export function noteLists({ body }: { readonly body: readonly Statement[] }, scope: Scope, frame: Frame): void {
  for (const [name, annotation] of listsIn(body)) {
    const value = scope.local(name);
    if (value) noteRows(annotation, value, frame);
  }
}

const listsIn = rememberingOf((body: readonly Statement[]): readonly (readonly [string, string])[] =>
  statementsIn(body).flatMap((statement) => {
    if (statement.kind !== 'assign' || !statement.annotation || !LIST.test(statement.annotation)) return [];
    const [target] = statement.targets;
    return target?.kind === 'name' ? [[target.name, statement.annotation] as const] : [];
  }),
);

/** What other modules put into a type; null where none is known to put a judge's labels into it. */
export function rowsMadeElsewhere(name: string, frame: Frame): Value | null {
  const type = keyOfType(name, frame);
  if (!type) return null;
  frame.engine.noteTypeRead(type);
  const made = frame.engine.files.rows.get(type) ?? [];
  return made.length > 0 ? mapOrigins(joinAll(made), atMostLikely) : null;
}

function keyOfType(name: string, frame: Frame): string | null {
  const type = typeCalled(name, frame);
  return type && `${type.frame.document}#${type.definition.name}`;
}

/** URI of the module that defines a type. */
export const moduleOfType = (type: string): string => type.slice(0, type.lastIndexOf('#'));

/** Of a value, only what a judge gave; null where that is nothing. No code comes along. */
function judgedPart(value: Value): Value | null {
  if (!has(dataOrigins(value), JUDGED)) return null;
  const fields = value.fields && new Map([...value.fields].flatMap(([key, field]) => entryOf(key, judgedPart(field))));
  const element = value.element && judgedPart(value.element);
  return value.with({ fields, element, items: null, keys: null, target: null, constant: undefined });
}

const entryOf = (key: string, field: Value | null): (readonly [string, Value])[] => (field ? [[key, field]] : []);
