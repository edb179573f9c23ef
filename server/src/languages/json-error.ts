export interface JsonError {
  /** From 1; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

const SPACE = /[ \t\r\n]*/y;
const STRING = /"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"/y;
const SCALAR = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * The first place where a text stops being JSON, and what should be there; null where it is fine.
 * For messages only: engines do not agree on whether the error of `JSON.parse` says it.
 */
export function jsonError(text: string): JsonError | null {
  const open: string[] = [];
  let expected = 'a value';
  for (let position = endOf(SPACE, text, 0); ; position = endOf(SPACE, text, position)) {
    if (position === text.length && expected === 'the end') return null;
    const sign = text[position] ?? '';
    const end = sign === '"' ? endOf(STRING, text, position) : endOf(SCALAR, text, position);
    const token = end === position ? sign : sign === '"' ? 'string' : 'scalar';
    const next = after(token, expected, open);
    if (next === undefined) return placed(text, position, token === '"' ? 'the end of this text' : expected);
    expected = next;
    position = Math.max(end, position + 1);
  }
}

/** What is expected after a token; undefined where the token itself is wrong. */
function after(token: string, expected: string, open: string[]): string | undefined {
  const inObject = open.at(-1) === '{';
  if (token === '}' && (expected === 'a key or "}"' || (expected === '"," or "}"' && inObject))) return closed(open);
  if (token === ']' && (expected === 'a value or "]"' || expected === '"," or "]"')) return closed(open);
  if (token === ',' && expected.startsWith('","')) return inObject ? 'a key' : 'a value';
  if (token === ':' && expected === '":"') return 'a value';
  if (token === 'string' && expected.startsWith('a key')) return '":"';
  if (!expected.startsWith('a value')) return undefined;
  if (token === 'string' || token === 'scalar') return ended(open);
  if (token !== '{' && token !== '[') return undefined;
  open.push(token);
  return token === '{' ? 'a key or "}"' : 'a value or "]"';
}

function closed(open: string[]): string {
  open.pop();
  return ended(open);
}

/** What may stand behind a whole value. */
function ended(open: readonly string[]): string {
  const container = open.at(-1);
  if (container === undefined) return 'the end';
  return container === '{' ? '"," or "}"' : '"," or "]"';
}

function endOf(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}

function placed(text: string, position: number, expected: string): JsonError {
  const before = text.slice(0, position);
  return { line: before.split('\n').length, column: position - before.lastIndexOf('\n'), expected };
}
