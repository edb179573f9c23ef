import type { Frame } from './frame.ts';
import type { DefineType, TypeMember } from './program.ts';

/** What annotations of TypeScript mean, as far as their text tells it. */

/** Types within each other that are followed. */
export const MAX_DEPTH = 5;

/** Of an annotation: a list. */
export const LIST = /\[\]$|^(?:readonly |Array<|ReadonlyArray<|Iterable<|Set<)/;

/** The type of the workspace that a name means, and where its annotations mean something. */
export function typeCalled(
  name: string,
  frame: Frame,
): { readonly definition: DefineType; readonly frame: Frame } | null {
  const type = /^[A-Z]\w*$/.test(name) ? frame.scope.get(name)?.target : null;
  if (type?.kind !== 'type') return null;
  const { definition, scope, document } = type;
  return { definition, frame: { ...frame, scope: frame.engine.own(scope), document } };
}

/** A member, and where its annotation means something. */
export interface Member extends TypeMember {
  readonly frame: Frame;
}

/** All that values of a type have, by it and by what it extends. */
export function membersOf(annotation: string, frame: Frame, depth: number): readonly Member[] {
  if (depth > MAX_DEPTH) return [];
  if (annotation.startsWith('{')) return membersIn(annotation).map((member) => ({ ...member, frame }));
  const found = typeCalled(annotation, frame);
  if (!found) return [];
  const { bases, members } = found.definition;
  const own = members.map((member) => ({ ...member, frame: found.frame }));
  return [...bases.flatMap((base) => membersOf(base, found.frame, depth + 1)), ...own];
}

/** `Promise<readonly Row[] | null>`, `Record<string, Row>`, `Map<string, Row[]>`. */
export function takenApart(annotation: string): {
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
