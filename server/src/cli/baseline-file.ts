import { CONFIDENCES, type Confidence } from '@unpool/shared/protocol/finding.ts';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { jsonError } from '../languages/json-error.ts';

/**
 * The text of a baseline: JSON lines, since each line stands by itself in a review and in a merge. Entries are sorted
 * by path and id, neither of which has a line number, so that the file changes only where findings come or go.
 */

/** A finding that was there when the baseline was written. */
export interface BaselineEntry {
  /** Relative to the folder of the baseline, with `/`. */
  readonly path: string;
  readonly id: string;
  readonly confidence: Confidence;
  /** The line that it was found on, for whoever reads the file. */
  readonly code: string;
}

/** What is wrong with a baseline, and where: line and column count from 1. */
export class BaselineError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(line: number, column: number, message: string) {
    super(message);
    this.line = line;
    this.column = column;
  }
}

const VERSION = 1;
const KEYS = ['path', 'id', 'confidence', 'code'] as const;

export function writeEntries(entries: readonly BaselineEntry[]): string {
  const sorted = [...entries].sort((a, b) => compare(a.path, b.path) || compare(a.id, b.id));
  const lines = sorted.map((entry) => spaced(KEYS.map((key) => [key, entry[key]])));
  return [spaced([['unpool-baseline', VERSION]]), ...new Set(lines), ''].join('\n');
}

/** Throws a `BaselineError`. */
export function readEntries(text: string): readonly BaselineEntry[] {
  const [first = '', ...rest] = text.replace(/^\ufeff/, '').split(/\r?\n/);
  readHeader(first);
  return rest.flatMap((line, index) => (line.trim() === '' ? [] : [entry(line, index + 2)]));
}

function readHeader(line: string): void {
  const version = findNodeAtLocation(parseTree(line) ?? NOTHING, ['unpool-baseline'])?.value;
  if (version === undefined) {
    throw new BaselineError(
      1,
      1,
      `not a baseline of Unpool; expected {"unpool-baseline": ${VERSION}} in the first line`,
    );
  }
  if (version !== VERSION) {
    throw new BaselineError(1, 1, `this baseline is of version ${version}; this Unpool reads version ${VERSION}`);
  }
}

const NOTHING: Node = { type: 'null', offset: 0, length: 0 };

function entry(line: string, number: number): BaselineEntry {
  if (/^(?:<{7}|={7}|>{7}|\|{7})(?: |$)/.test(line)) {
    throw new BaselineError(number, 1, 'a merge was left unfinished here; keep the findings of both sides');
  }
  const error = jsonError(line);
  if (error) throw new BaselineError(number, error.column, `not valid JSON: expected ${error.expected}`);
  const tree = parseTree(line)!;
  if (tree.type !== 'object') throw new BaselineError(number, tree.offset + 1, 'expected a finding: {"path": …}');
  return {
    path: text(tree, 'path', number),
    id: text(tree, 'id', number),
    confidence: word(tree, 'confidence', number, CONFIDENCES),
    code: text(tree, 'code', number),
  };
}

function text(tree: Node, key: string, line: number): string {
  const node = value(tree, key, line);
  if (typeof node.value === 'string') return node.value;
  throw new BaselineError(line, node.offset + 1, `"${key}": expected text`);
}

function word<Word extends string>(tree: Node, key: string, line: number, words: readonly Word[]): Word {
  const node = value(tree, key, line);
  const known = words.find((candidate) => candidate === node.value);
  if (known !== undefined) return known;
  throw new BaselineError(line, node.offset + 1, `"${key}": expected ${words.join(', ')}`);
}

function value(tree: Node, key: string, line: number): Node {
  const node = findNodeAtLocation(tree, [key]);
  if (!node) throw new BaselineError(line, tree.offset + 1, `the finding has no "${key}"`);
  return node;
}

/** An object in one line, set as people set it. */
function spaced(entries: readonly (readonly [string, string | number])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`).join(', ')}}`;
}

/** By UTF-16 units: the same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
