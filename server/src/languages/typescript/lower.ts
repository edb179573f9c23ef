import type { Comment, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { collectComments } from './comments.ts';
import { errorsIn, type Piece, parsePieces } from './parse.ts';
import { lowerStatement, runningOrder } from './statements.ts';

/**
 * Lowers TypeScript or JavaScript to a flow unit. Never throws: after a syntax error all that can still be read is
 * there, with unknown expressions in the gaps.
 *
 * @param fileName its extension says which dialect it is (`.ts`, `.tsx`, `.mts`, `.cts`, `.js`, `.jsx` …).
 */
export function lowerTypeScript(text: string, fileName: string): FlowUnit {
  const body: Statement[] = [];
  const comments: Comment[] = [];
  const skipped: Span[] = [];
  const whole = { start: 0, end: text.length };
  const pieces = attempt(() => parsePieces(text, fileName), whole, skipped) ?? [];
  for (const piece of pieces) {
    skipped.push(...errorsIn(piece).filter(({ start }) => piece.start <= start && start <= piece.end));
    body.push(...lowerPiece(piece, skipped));
    comments.push(...(attempt(() => collectComments(piece), piece, skipped) ?? []));
  }
  return { cell: null, body, comments, skipped: inOrder(skipped, text) };
}

function lowerPiece({ file }: Piece, skipped: Span[]): readonly Statement[] {
  return runningOrder(file.statements).flatMap((node) => {
    const at = { start: node.getStart(file), end: node.end };
    return attempt(() => lowerStatement(node, file), at, skipped) ?? [];
  });
}

/** One for each line: behind a mistake, the parser often meets more. */
function inOrder(skipped: readonly Span[], text: string): readonly Span[] {
  const sorted = skipped.toSorted((a, b) => a.start - b.start);
  return sorted.filter(({ start }, index) => {
    const before = sorted[index - 1];
    return !before || text.slice(before.start, start).includes('\n');
  });
}

/** Code that nests too deeply exhausts the stack; it is left out, and the rest is still read. */
function attempt<Result>(work: () => Result, at: Span, skipped: Span[]): Result | null {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    skipped.push({ start: at.start, end: at.end });
    return null;
  }
}
