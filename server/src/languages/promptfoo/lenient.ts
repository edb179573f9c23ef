import { Lexer } from 'yaml';
import { CONTROL } from './lexer.ts';

/** Quoted texts that are mended in one file. */
const MOST = 50;

/**
 * promptfoo's own reader takes quoted texts that go on at the left margin, though YAML wants them indented. The same text
 * with these on one line each, at the same places; null where there are none.
 */
export function withLenientQuotes(text: string): string | null {
  let mended = text;
  for (let count = 0; count < MOST; count++) {
    const start = firstUnclosed(mended);
    if (start === null) break;
    const quoted = mended[start] === '"' ? /"(?:[^"\\]|\\.)*"/sy : /'(?:[^']|'')*'/sy;
    quoted.lastIndex = start;
    const [whole] = quoted.exec(mended) ?? [];
    if (!whole?.includes('\n')) return null;
    mended = mended.slice(0, start) + whole.replace(/[\r\n]/g, ' ') + mended.slice(start + whole.length);
  }
  return mended === text ? null : mended;
}

/** Where a quoted text begins that ends with its line, and not with a quote. */
function firstUnclosed(text: string): number | null {
  let start = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    const isPlain = before === '\x1f';
    before = token;
    if (CONTROL.has(token)) continue;
    if (!isPlain && /^["']/.test(token) && (token.length === 1 || !token.endsWith(token[0]!))) return start;
    start += token.length;
  }
  return null;
}
