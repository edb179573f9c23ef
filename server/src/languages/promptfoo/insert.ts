import type { Edit, Place } from '@unpool/shared/protocol/finding.ts';
import type { Cursor } from './cursor.ts';

/** What stands before these is said of all tests. */
const TESTS = ['tests', 'scenarios'];

/**
 * The edit that puts a value under a path of keys, in the form and the indentation of what is there; null where that
 * cannot be said in this text. The value is for a person to look at.
 */
export function inserting(
  root: Cursor,
  path: readonly string[],
  value: string,
  text: string,
  document: Place['document'],
): Edit | null {
  const [key, ...rest] = path as [string, ...string[]];
  const held = root.get(key);
  if (held && rest.length > 0 && held.isMapping && root.holds(key)) return inserting(held, rest, value, text, document);
  if (held || root.has(key) || !root.isMapping) return null;
  const { at, newText } = root.isFlow ? inFlow(root, path, value, text) : inBlock(root, path, value, text);
  const start = newText.indexOf(value);
  return {
    place: { document, cell: null, start: at, end: at },
    newText,
    tabStops: [{ start, end: start + value.length }],
  };
}

interface Insertion {
  readonly at: number;
  readonly newText: string;
}

/** `{ "options": { "provider": "…" }, …`; on a line of its own where the others are. */
function inFlow(mapping: Cursor, path: readonly string[], value: string, text: string): Insertion {
  const at = mapping.span.start + 1;
  const said = path.reduceRight((inner, key) => `{ ${JSON.stringify(key)}: ${inner} }`, JSON.stringify(value));
  const entry = said.slice(2, -2);
  const gap = /^\s*/.exec(text.slice(at))![0];
  const isEmpty = text[at + gap.length] === '}';
  return { at, newText: isEmpty ? ` ${entry} ` : `${gap || ' '}${entry},${gap ? '' : ' '}` };
}

function inBlock(mapping: Cursor, path: readonly string[], value: string, text: string): Insertion {
  const starts = mapping.keys;
  const [, first = mapping.span.start] = starts.find(([key]) => TESTS.includes(key)) ?? starts[0] ?? [];
  const line = text.lastIndexOf('\n', first - 1) + 1;
  const indent = ' '.repeat(first - line);
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = path.map((key, depth) => `${indent}${'  '.repeat(depth)}${key}:`);
  return { at: aboveComments(text, line), newText: `${lines.join(lineBreak)} ${value}${lineBreak}` };
}

/** Comments right above a key are about it. */
function aboveComments(text: string, line: number): number {
  const before = text.lastIndexOf('\n', line - 2) + 1;
  return line > 0 && /^[ \t]*#(?!.*\$schema)/.test(text.slice(before, line)) ? aboveComments(text, before) : line;
}
