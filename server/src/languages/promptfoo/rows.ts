import type { Span } from '../../flow/program.ts';
import type { Cursor } from './cursor.ts';

/** `__expected`, `__expected2`: what the answer to a row of a table of tests must be. */
const EXPECTED = /^__expected\d*$/;

/** The assertions of a row of a table: `llm-rubric: is polite`, `grade: is polite`, `factuality(0.8): …`, or a text. */
export const assertionsOfRow = (row: Cursor): { readonly type: string; readonly at: Span }[] =>
  row.entries.flatMap(([column, { text, span }]) =>
    EXPECTED.test(column) && text?.trim() ? [{ type: typeOf(text.trim()), at: span }] : [],
  );

function typeOf(expected: string): string {
  const type = /^((?:not-)?[a-z][a-z:-]*[a-z])(?:\([\d.]+\))?(?::|$)/.exec(expected)?.[1] ?? 'equals';
  return type === 'grade' ? 'llm-rubric' : type;
}
