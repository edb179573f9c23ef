import { visible } from '@unpool/shared/data/visible.ts';
import type { LineRange } from './lines.ts';

/** What of a line is shown: enough for most, and no terminal line is broken by the rest. */
const WIDTH = 84;
const ELLIPSIS = '…';

/** The first line of a range, and under it a marker for the part that the range covers. */
export interface Excerpt {
  readonly line: number;
  readonly source: string;
  readonly marker: string;
}

export function excerpt(range: LineRange, source: string): Excerpt {
  const start = range.column - 1;
  const end = range.endLine === range.line ? range.endColumn - 1 : source.trimEnd().length;
  // A long line is cut so that the range begins in the first half of what is shown.
  const from = source.length > WIDTH && start > WIDTH / 2 ? start - WIDTH / 4 : 0;
  const shown = source.slice(from, from + WIDTH);
  const before = from > 0 ? ELLIPSIS : '';
  const after = from + WIDTH < source.length ? ELLIPSIS : '';
  const length = Math.max(1, Math.min(end, from + WIDTH) - start);
  return {
    line: range.line,
    source: flat(before + shown + after),
    marker: ' '.repeat(flat(before + source.slice(from, start)).length) + '^'.repeat(length),
  };
}

/** Tabs as four spaces and control characters as escapes, so that the marker stands where it should. */
function flat(text: string): string {
  return visible(text.replaceAll('\t', '    '));
}
