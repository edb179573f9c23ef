import type { Document } from 'yaml';
import type { Span } from '../../flow/program.ts';
import { Cursor } from './cursor.ts';
import { parseYaml } from './parse.ts';

/** What is in the files that a configuration names, by how it names them. */
export type Referenced = ReadonlyMap<string, readonly Document[]>;

/** The same as YAML or JSON texts. */
export type ReferencedTexts = ReadonlyMap<string, readonly string[]>;

export const referencedIn = (texts: ReferencedTexts): Referenced =>
  new Map([...texts].map(([name, held]) => [name, held.flatMap((text) => parseYaml(text).documents)]));

/** The entries of the files of one name; null where they cannot be read. `at`: what stands for their places. */
export const entriesIn = (files: Referenced, name: string, at: Span): Cursor[] | null =>
  files.get(name)?.flatMap((document) => {
    const held = Cursor.of(document.contents, { document, at });
    return held?.get('tests')?.each ?? held?.each ?? [];
  }) ?? null;

const NAMED = /^file:\/\/|\.(?:ya?ml|jsonl?|csv)$|\/$/;
/** Code that makes tests is not run. */
const CODE = /\.(?:py|rb|go|[cm]?[jt]s)(?::\w+)?$/;

/** How configurations in a text name other files with providers, tests or assertions, in order. */
export function filesNamedIn(documents: readonly Document[]): readonly string[] {
  const names = new Set<string>();
  const note = (cursor: Cursor | null): void => {
    for (const each of cursor?.each ?? []) {
      const name = each.text ?? each.get('path')?.text ?? null;
      if (name !== null && NAMED.test(name) && !CODE.test(name)) names.add(name);
    }
  };
  for (const document of documents) {
    const root = Cursor.of(document.contents, { document, at: null });
    for (const key of ['providers', 'targets', 'defaultTest', 'tests', 'scenarios']) note(root?.get(key) ?? null);
    for (const test of root?.get('tests')?.each ?? []) note(test.get('assert'));
    note(root?.get('defaultTest')?.get('assert') ?? null);
  }
  return [...names];
}
