import { getLocation } from 'jsonc-parser';
import type { Home } from './homes.ts';
import { type Schema, schema as whole } from './schema.ts';
import type { ConfigurationNode } from './tree.ts';
import { resolve } from './validate.ts';

export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly description: string | undefined;
  /** What stands for it in the place of `start` to the cursor. */
  readonly newText: string;
  readonly start: number;
}

/** Where in a configuration somebody writes. */
interface Spot {
  readonly path: readonly (string | number)[];
  readonly writes: 'key' | 'value' | 'head';
  /** Start of what is written there so far. */
  readonly start: number;
}

/** What may stand at an offset of a configuration, which may be half typed. */
export function completionsAt(text: string, offset: number, home: Home): readonly Completion[] {
  const spot = home.language === 'json' ? spotInJson(text, offset) : spotInToml(text, offset);
  if (!spot || !home.path.every((key, i) => spot.path[i] === key)) return [];
  const schemas = schemasAt(spot.path.slice(home.path.length));
  if (spot.writes === 'value') return valuesOf(schemas, text, spot.start);
  const keys = new Map(schemas.flatMap(({ properties = {} }) => Object.entries(properties)));
  return Array.from(keys, ([key, given]) => {
    const schema = resolve(given);
    const newText =
      spot.writes === 'head'
        ? key
        : home.language === 'json'
          ? `"${key}": `
          : spot.path.length === home.path.length && isTable(schema)
            ? headFor(home.path, key, schema)
            : `${key} = `;
    return { label: key, kind: 'key' as const, description: schema.description, newText, start: spot.start };
  }).filter(({ label }) => spot.writes !== 'head' || isTable(resolve(keys.get(label)!)));
}

/** What the schema says of a key; the path is that below our part of the file. */
export function descriptionAt(path: readonly (string | number)[]): string | undefined {
  return schemasAt(path)
    .map(({ description }) => description)
    .find((description) => description !== undefined);
}

/** The key under an offset, as a path of keys and numbers of list items. */
export function keyAt(node: ConfigurationNode, offset: number): readonly (string | number)[] | null {
  const parts: readonly (readonly [string | number, ConfigurationNode, { start: number; end: number } | null])[] =
    node.kind === 'table'
      ? node.entries.map(({ key, value, keySpan }) => [key, value, keySpan])
      : node.kind === 'list'
        ? node.items.map((item, index) => [index, item, null])
        : [];
  for (const [key, value, span] of parts) {
    if (span && offset >= span.start && offset <= span.end) return [key];
    const inner = keyAt(value, offset);
    if (inner) return [key, ...inner];
  }
  return null;
}

const isTable = ({ type, items }: Schema): boolean =>
  type === 'object' || (type === 'array' && !Array.isArray(items) && (items as Schema)?.type === 'object');

const headFor = (path: readonly string[], key: string, { type }: Schema): string => {
  const name = [...path, key].join('.');
  return type === 'array' ? `[[${name}]]\n` : `[${name}]\n`;
};

function valuesOf(schemas: readonly Schema[], text: string, start: number): readonly Completion[] {
  const isQuoted = text[start - 1] === '"';
  const found = new Map<string, Completion>();
  const add = (label: string, written: string, description: string | undefined) =>
    found.set(label, { label, kind: 'value', description, newText: written, start });
  for (const { enum: words, const: word, type, description } of schemas) {
    for (const each of words ?? (word === undefined ? [] : [word]))
      add(each, isQuoted ? each : `"${each}"`, description);
    if (type === 'boolean' && !isQuoted) for (const each of ['true', 'false']) add(each, each, description);
  }
  return [...found.values()];
}

/** All schemas that may hold at a path: of several forms, each that has the next key. */
function schemasAt(path: readonly (string | number)[]): readonly Schema[] {
  let schemas = forms(whole);
  for (const key of path)
    schemas = schemas.flatMap(({ properties, additionalProperties, items }) => {
      if (typeof key === 'number') return items ? forms(Array.isArray(items) ? items[key] : (items as Schema)) : [];
      return forms(properties?.[key] ?? (additionalProperties || undefined));
    });
  return schemas;
}

/** A schema without references and choices. A description of the whole is that of each form without its own. */
function forms(given: Schema | undefined): readonly Schema[] {
  if (!given) return [];
  const schema = resolve(given);
  const options = schema.anyOf ?? schema.oneOf;
  if (!options) return [schema];
  return options
    .flatMap(forms)
    .map((form) => (form.description || !schema.description ? form : { ...form, description: schema.description }));
}

function spotInJson(text: string, offset: number): Spot | null {
  const { path, isAtPropertyKey } = getLocation(text, offset);
  const written = /"?[\w.-]*$/.exec(text.slice(0, offset))![0];
  if (isAtPropertyKey) return { path: path.slice(0, -1), writes: 'key', start: offset - written.length };
  return { path, writes: 'value', start: offset - written.replace(/^"/, '').length };
}

const HEAD = /^\s*(\[{1,2})\s*([\w.-]+)\s*\]{1,2}/gm;

/** By the lines above the cursor alone, since the rest of what is being written may be broken. */
function spotInToml(text: string, offset: number): Spot | null {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.slice(lineStart);
  const head = /^\s*\[{1,2}\s*((?:[\w-]+\.)*)([\w-]*)$/.exec(line);
  if (head) return { path: keysOf(head[1]!), writes: 'head', start: offset - head[2]!.length };
  const last = [...before.slice(0, lineStart).matchAll(HEAD)].at(-1);
  const table = last ? [...keysOf(last[2]!), ...(last[1] === '[[' ? [0] : [])] : [];
  const key = /^\s*((?:[\w-]+\.)*)([\w-]*)$/.exec(line);
  if (key) return { path: [...table, ...keysOf(key[1]!)], writes: 'key', start: offset - key[2]!.length };
  const pair = /^\s*([\w.-]+)\s*=\s*(.*)$/.exec(line);
  return pair ? spotInValue([...table, ...keysOf(pair[1]!)], pair[2]!, offset) : null;
}

/** `does = { kind = "ge`, `exclude = ["`: what is open around the cursor. */
function spotInValue(path: readonly (string | number)[], written: string, offset: number): Spot | null {
  const inTable = /\{(?:[^{}]*,)?\s*([\w-]*)$/.exec(written);
  if (inTable) return { path, writes: 'key', start: offset - inTable[1]!.length };
  const inPair = /\{(?:[^{}]*,)?\s*([\w-]+)\s*=\s*(["']?[\w-]*)$/.exec(written);
  const word = /["']?([\w-]*)$/.exec(written)!;
  const start = offset - word[1]!.length;
  if (inPair) return { path: [...path, inPair[1]!], writes: 'value', start };
  const inList = /^\[(?:[^[\]]*,)?\s*["']?[\w-]*$/.test(written);
  return inList || /^["']?[\w-]*$/.test(written)
    ? { path: inList ? [...path, 0] : path, writes: 'value', start }
    : null;
}

const keysOf = (dotted: string): string[] => dotted.split('.').filter((key) => key !== '');
