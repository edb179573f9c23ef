import type { Span } from '../../flow/program.ts';
import { changedPart, type Move } from '../edited.ts';
import { type Lowered, lowerPart, lowerPiece, type Part } from './lower-part.ts';
import { goesOn, parsePiece } from './parse.ts';

/** What a statement begins with that goes on with nothing before it, however that ends. */
const FRESH =
  /^(?!(?:in|of|is|as|from|instanceof|satisfies|extends|implements|else|catch|finally|while|case|default)\b)[A-Za-z_$@]/;

/** What is a name where the text ends, and else a word before what follows. */
const LEADS_ON =
  /(?:^|[^\w$.])(?:let|using|type|interface|namespace|module|global|declare|abstract|async|await|yield|accessor)$/;

/**
 * Lowers an edited text by its changed statements only; null where that might differ from lowering it whole.
 *
 * Statements that begin at column 0 before and behind the change are taken over, those behind it moved. What is between
 * them is parsed by itself; where it has an error, with a statement more on each side, and as far as it can be read.
 */
export function relower(
  before: { readonly text: string; readonly lowered: Lowered },
  text: string,
  fileName: string,
  moved: Move,
): Lowered | null {
  const { parts, comments, skipped } = before.lowered;
  const changed = changedPart(before.text, text, skipped);
  const distance = text.length - before.text.length;
  const cuts = cutsOf(before.text, parts);
  const ahead = (offset: number) => cuts.findLast(({ start }) => start < offset) ?? { start: 0, lead: 0 };
  const behind = (offset: number) => cuts.find(({ lead }) => lead > offset)?.lead ?? before.text.length;
  let { start, lead: first } = ahead(changed.start);
  // the line end before a statement that stays has to be there still
  let last = behind(Math.max(changed.end, start));
  if (first === 0 && last === before.text.length) return null;
  if (first > 0 && !isFresh(text, start)) return null;
  let piece = parsePiece(text, fileName, { start: first, end: last + distance });
  if (goesOn(piece)) return null;
  let inside = lowerPiece(piece);
  if (inside.skipped.length > 0) {
    ({ start, lead: first } = ahead(first));
    last = behind(last);
    piece = parsePiece(text, fileName, { start: first, end: last + distance });
    inside = lowerPart(text, fileName, piece);
  }
  const end = inside.parts.at(-1);
  if (end && LEADS_ON.test(text.slice(end.start, end.end))) return null;
  const isBefore = (span: Span) => span.start < first;
  const isBehind = (span: Span) => span.start >= last && last < before.text.length;
  return {
    parts: [...parts.filter(isBefore), ...inside.parts, ...moved(parts.filter(isBehind), distance)],
    comments: [...comments.filter(isBefore), ...inside.comments, ...moved(comments.filter(isBehind), distance)],
    skipped: inside.skipped,
  };
}

interface Cut {
  /** Where a statement begins a line, which nothing before it can take into itself. */
  readonly start: number;
  /** The first line of the comments that lead to it. */
  readonly lead: number;
}

function cutsOf(text: string, parts: readonly Part[]): readonly Cut[] {
  const cuts: Cut[] = [];
  for (const [index, { start }] of parts.entries()) {
    const ended = parts[index - 1]?.end ?? 0;
    if (ended === 0 || text[start - 1] !== '\n' || !isFresh(text, start)) continue;
    const lead = text.indexOf('\n', ended) + 1;
    // a comment that begins behind a statement may go on over the next lines
    if (!text.slice(ended, lead).includes('/*')) cuts.push({ start, lead });
  }
  return cuts;
}

const LONGEST_WORD = 12;
const isFresh = (text: string, start: number): boolean => FRESH.test(text.slice(start, start + LONGEST_WORD));
