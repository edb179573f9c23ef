import type { Comment, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { changedPart, moved } from '../edited.ts';
import { LineScanner, linesOf } from './line-scanner.ts';

/** A piece of a text, lowered: what is in it, with offsets from the start of the text. */
export interface Piece {
  readonly body: readonly Statement[];
  readonly comments: readonly Comment[];
  /** What was left out of it. */
  readonly skipped: readonly Span[];
}

/**
 * Lowers an edited text by its changed statements only; null where that might give less than lowering it whole does.
 *
 * Statements that begin at column 0 before and behind the change are taken over, those behind it moved. If the part
 * between them parses by itself, then so does the whole, as one after the other; if it does not, it is mended by
 * itself with a statement on each side: comments before it and decorators in it count with their neighbours.
 *
 * @param lower lowers the text from `start` to `end`; null when it has an error
 * @param mend the same, without what has an error
 */
export function relower(
  before: string,
  unit: FlowUnit,
  text: string,
  lower: (start: number, end: number) => Piece | null,
  mend: (start: number, end: number) => Piece,
): FlowUnit | null {
  const changed = changedPart(before, text, unit.skipped);
  const cuts = cutsOf(before, unit.body);
  const ahead = (offset: number) => cuts.findLast((cut) => cut < offset) ?? 0;
  const behind = (offset: number) => cuts.find((cut) => cut > offset) ?? before.length;
  let first = ahead(changed.start);
  // the line end before a statement that stays has to be there still
  let last = behind(Math.max(changed.end, first));
  const distance = text.length - before.length;
  if (first === 0 && last === before.length) return null;
  if (goesOn(text.slice(first, last + distance))) return null;
  let piece = lower(first, last + distance);
  if (!piece) {
    first = ahead(first);
    last = behind(last);
    piece = mend(first, last + distance);
  }
  const isBefore = ({ start }: Span) => start < first;
  const isBehind = ({ start }: Span) => start >= last && last < before.length;
  return {
    cell: unit.cell,
    body: [...unit.body.filter(isBefore), ...piece.body, ...moved(unit.body.filter(isBehind), distance)],
    comments: [
      ...unit.comments.filter(isBefore),
      ...piece.comments,
      ...moved(unit.comments.filter(isBehind), distance),
    ],
    skipped: piece.skipped,
  };
}

/** Does a line or string that begins in a piece of text end behind it? */
function goesOn(piece: string): boolean {
  if (/\\\s*$/.test(piece)) return true;
  const scanner = new LineScanner();
  for (const line of linesOf(piece)) scanner.advance(line.text);
  return scanner.open === '"""' || scanner.open === "'''";
}

/** Where a statement begins at column 0 and all before it have ended. */
function cutsOf(text: string, body: readonly Statement[]): number[] {
  const cuts: number[] = [];
  let ended = 0;
  for (const { start, end } of body) {
    const isFirstOnLine = start > 0 && text[start - 1] === '\n';
    if (isFirstOnLine && start >= ended && !/^(?:else|elif|except|finally|case)\b/.test(text.slice(start, start + 8)))
      cuts.push(start);
    ended = Math.max(ended, end);
  }
  return cuts;
}
