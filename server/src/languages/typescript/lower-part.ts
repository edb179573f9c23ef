import type { ts } from 'ts-morph';
import type { Comment, Span, Statement } from '../../flow/program.ts';
import { collectComments } from './comments.ts';
import { errorsIn, type Piece, parsePieces } from './parse.ts';
import { lowerStatement } from './statements.ts';

/** What is in a part of a text, with offsets from the start of the text. */
export interface Lowered {
  /** What stands at the top of it, in the order of the text. */
  readonly parts: readonly Part[];
  readonly comments: readonly Comment[];
  /** Where it cannot be read. */
  readonly skipped: readonly Span[];
}

/** A statement of the text, and those of the flow program that it is. */
export interface Part extends Span {
  readonly kind: ts.SyntaxKind;
  readonly statements: readonly Statement[];
}

/** Lowers a part of a text, as far as it can be read. */
export function lowerPart(text: string, fileName: string, span: Span): Lowered {
  const skipped: Span[] = [];
  const pieces = attempt(() => parsePieces(text, fileName, span), span, skipped) ?? [];
  const lowered = pieces.map(lowerPiece);
  return {
    parts: lowered.flatMap(({ parts }) => parts),
    comments: lowered.flatMap(({ comments }) => comments),
    skipped: oneALine([...skipped, ...lowered.flatMap((piece) => piece.skipped)], text),
  };
}

export function lowerPiece(piece: Piece): Lowered {
  const { file } = piece;
  const skipped = errorsIn(piece).filter(({ start }) => piece.start <= start && start <= piece.end);
  const own = file.statements.filter(({ end }) => end > piece.start);
  const parts = own.map((node): Part => {
    const at = { start: node.getStart(file), end: node.end };
    return { kind: node.kind, statements: attempt(() => lowerStatement(node, file), at, skipped) ?? [], ...at };
  });
  const comments = attempt(() => collectComments(piece), piece, skipped) ?? [];
  return { parts, comments, skipped };
}

/** Behind a mistake, the parser often meets more. */
function oneALine(skipped: readonly Span[], text: string): readonly Span[] {
  const sorted = skipped.toSorted((a, b) => a.start - b.start);
  return sorted.filter(({ start }, index) => {
    const before = sorted[index - 1];
    return !before || text.slice(before.start, start).includes('\n');
  });
}

/** Code that nests too deeply exhausts the stack; it is left out, and the rest is still read. */
export function attempt<Result>(work: () => Result, at: Span, skipped: Span[]): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    skipped.push({ start: at.start, end: at.end });
    return null;
  }
}
