import type { Span } from '../../flow/program.ts';
import { blank, blankStatement } from './blank.ts';
import { LineScanner, linesOf } from './line-scanner.ts';

/**
 * Finds the statements that parse in a text that does not, as while somebody types.
 *
 * The text is split where statements begin at column 0. A piece that fails alone is joined with the following ones
 * as long as it leaves a bracket or a string open; if that does not help, its block is mended in the same way
 * (the statements in it that fail become `pass`); else it is skipped. So one bad statement costs no other.
 *
 * @param parses whether a piece parses without an error
 * @param accept takes a piece that parses, with its offset; false when it does not parse after all
 * @returns the spans that were left out
 */
export function resync(
  text: string,
  parses: (piece: string) => boolean,
  accept: (piece: string, offset: number) => boolean,
): Span[] {
  const skipped: Span[] = [];
  const trial: Trial = { parses, joins: MOST_JOINS };
  forEachPiece(text, splitAt(text, 0, STATEMENT), trial, accept, (piece, offset) => {
    const mended = mend(piece, trial, 0);
    if (mended && accept(mended.text, offset)) {
      skipped.push(...moved(mended.skipped, offset));
    } else {
      skipped.push(trimmed(piece, offset));
    }
  });
  return skipped;
}

/** Joined pieces that are tried in one text: beyond, an open bracket reaches no further than its own piece. */
const MOST_JOINS = 2000;

interface Trial {
  readonly parses: (piece: string) => boolean;
  /** How many more pieces may be tried joined. */
  joins: number;
}

interface Mended {
  readonly text: string;
  readonly skipped: readonly Span[];
}

const DEEPEST_BLOCK = 12;

/** A compound statement without what is bad in it; undefined where that does not help. */
function mend(text: string, trial: Trial, depth: number): Mended | undefined {
  if (isTooDeep(text)) return undefined;
  return mendBlocks(text, trial, depth) ?? leaveOutDecorators(text, trial, depth);
}

function leaveOutDecorators(text: string, trial: Trial, depth: number): Mended | undefined {
  const start = /^[ \t]*@/.test(text) ? text.search(/^[ \t]*[^\s@#]/m) : 0;
  if (start <= 0) return undefined;
  const decorators = text.slice(0, start);
  const rest = text.slice(start);
  const mended = trial.parses(rest) ? { text: rest, skipped: [] } : mendBlocks(rest, trial, depth);
  return (
    mended && {
      text: blank(decorators) + mended.text,
      skipped: [trimmed(decorators, 0), ...moved(mended.skipped, start)],
    }
  );
}

/** Python allows so many blocks in one another; what has more fails for that, and would be tried again at each of them. */
const MOST_BLOCKS = 100;

function isTooDeep(text: string): boolean {
  const columns: number[] = [];
  for (const line of linesOf(text)) {
    const content = line.text.trimStart();
    if (content === '') continue;
    const column = line.text.length - content.length;
    while (columns.length > 0 && columns.at(-1)! >= column) columns.pop();
    if (columns.push(column) > MOST_BLOCKS + 1) return true;
  }
  return false;
}

/** Replaces the statements of its blocks that fail, each for itself. */
function mendBlocks(text: string, trial: Trial, depth: number): Mended | undefined {
  if (depth > DEEPEST_BLOCK) return undefined;
  const skipped: Span[] = [];
  let result = '';
  const keep = (piece: string) => {
    if (!trial.parses(piece)) return false;
    result += piece;
    return true;
  };
  for (const clause of splitAt(text, columnOf(text), CLAUSE)) {
    const content = text.slice(clause.start, clause.end);
    const block = blockOf(content);
    result += content.slice(0, block.start);
    forEachPiece(content, splitAt(content, block.column, STATEMENT, block.start), trial, keep, (piece, offset) => {
      const mended = mend(piece, trial, depth + 1) ?? { text: blankStatement(piece), skipped: [trimmed(piece, 0)] };
      result += mended.text;
      skipped.push(...moved(mended.skipped, clause.start + offset));
    });
  }
  return skipped.length > 0 && trial.parses(result) ? { text: result, skipped } : undefined;
}

/** How many pieces an open bracket may reach over. */
const REACH = 24;

function forEachPiece(
  text: string,
  pieces: readonly Span[],
  trial: Trial,
  accept: (piece: string, offset: number) => boolean,
  fail: (piece: string, offset: number) => void,
): void {
  for (let index = 0; index < pieces.length; index++) {
    const { start, end } = pieces[index]!;
    if (accept(text.slice(start, end), start)) continue;
    const last = reach(text, pieces, index).find(
      (next) => trial.joins-- > 0 && accept(text.slice(start, pieces[next]!.end), start),
    );
    if (last === undefined) fail(text.slice(start, end), start);
    else index = last;
  }
}

/** The pieces at which a bracket or string left open by one may be closed. */
function reach(text: string, pieces: readonly Span[], index: number): number[] {
  const scanner = new LineScanner();
  const { start, end } = pieces[index]!;
  for (const line of linesOf(text.slice(start, end))) scanner.advance(line.text);
  const { open } = scanner;
  if (open === '"""' || open === "'''") {
    const closing = text.indexOf(open, end);
    const last = closing < 0 ? -1 : pieces.findIndex((piece) => piece.start <= closing && closing < piece.end);
    return last < 0 ? [] : [last];
  }
  if (open !== 'bracket') return [];
  const candidates: number[] = [];
  for (let next = index + 1; next < pieces.length && candidates.length < REACH; next++) {
    const piece = pieces[next]!;
    if (/^\s*(?:def|class|import|from|with|@)\b/.test(text.slice(piece.start, piece.end))) break;
    candidates.push(next);
  }
  return candidates;
}

/** Beginnings of lines, behind their indentation. */
const CLAUSE = /^(?:else|elif|except|finally)\b/;
const STATEMENT = /^(?!(?:else|elif|except|finally)\b)[^)\]}]/;

/**
 * Cuts the text, from an offset on, before each line in the given column whose content matches.
 * Comments and decorators go with what follows them.
 */
function splitAt(text: string, column: number, beginning: RegExp, from = 0): Span[] {
  const starts = [from];
  let before: number | undefined;
  let decorated = false;
  for (const line of linesOf(text)) {
    const content = line.text.trimStart();
    if (line.start < from || content === '') continue;
    const inColumn = line.text.length - content.length === column;
    if (inColumn && /^[#@]/.test(content)) {
      before ??= line.start;
      decorated ||= content.startsWith('@');
      continue;
    }
    const begins = inColumn && beginning.test(content);
    if (begins) starts.push(before ?? line.start);
    if (begins || !decorated) {
      before = undefined;
      decorated = false;
    }
  }
  const cuts = [...new Set(starts)];
  return cuts.map((start, index) => ({ start, end: cuts[index + 1] ?? text.length }));
}

/** Where the block of a compound statement begins: behind the first line that ends with a colon. */
function blockOf(text: string): { start: number; column: number } {
  let start: number | undefined;
  for (const line of linesOf(text)) {
    const content = line.text.trimStart();
    if (start !== undefined && content !== '' && !content.startsWith('#')) {
      const column = line.text.length - content.length;
      if (column > columnOf(text)) return { start, column };
      break;
    }
    if (start === undefined && /:\s*(?:#.*)?$/.test(content)) start = line.start + line.text.length;
  }
  return { start: text.length, column: 0 };
}

/** The indentation of the first line that is not empty. */
function columnOf(text: string): number {
  return /^[^\S\n]*(?=\S)/m.exec(text)?.[0].length ?? 0;
}

function trimmed(piece: string, offset: number): Span {
  const start = piece.length - piece.trimStart().length;
  return { start: offset + start, end: offset + Math.max(start, piece.trimEnd().length) };
}

function moved(spans: readonly Span[], offset: number): Span[] {
  return spans.map(({ start, end }) => ({ start: start + offset, end: end + offset }));
}
