import { ts } from 'ts-morph';
import type { Span } from '../../flow/program.ts';

/** A stretch of the text that was parsed by itself; offsets in its tree are those of the whole text. */
export interface Piece extends Span {
  readonly file: ts.SourceFile;
}

/** Where a statement may start: a word at the beginning of a line. */
const LINE_HEAD = /^(?!(?:else|catch|finally|case|default)\b)[A-Za-z_$@]/gm;

/** A function or class at the beginning of a line, after an empty one: nobody writes it there as a value. */
const DECLARATION_HEAD = /(?<=^[ \t]*\r?\n)(?:async[ \t]+function|function|class)\b/gm;

/** How many cuts are tried for one text, so that a file that is no TypeScript costs no more than a large one. */
const MOST_TRIES = 24;

/**
 * Parses a part of a text. The parser reads on after most errors, but half a statement may swallow those after it: an unclosed
 * brace or quote takes them into itself, `const x =` takes the next function as its value. Then the text is cut in
 * front of what was swallowed, and the rest is parsed afresh. The extension of `fileName` says which dialect it is.
 */
export function parsePieces(text: string, fileName: string, { start, end }: Span): Piece[] {
  const pieces: Piece[] = [];
  let rest = parsePiece(text, fileName, { start, end });
  for (let tries = MOST_TRIES; tries > 0; ) {
    const cut = findCut(rest, fileName, tries);
    tries -= cut.tries;
    if (!cut.parts) break;
    pieces.push(cut.parts[0]);
    rest = cut.parts[1];
  }
  return [...pieces, rest];
}

/** TypeScript keeps the syntax errors of a file in a field that it does not declare. */
interface WithErrors {
  readonly parseDiagnostics: readonly { readonly start: number; readonly length: number; readonly code: number }[];
}

const parseErrors = ({ file }: Piece): WithErrors['parseDiagnostics'] =>
  (file as unknown as WithErrors).parseDiagnostics;

const errorCount = (piece: Piece): number => parseErrors(piece).length;

/** Where the parser met what it did not expect; where the text ended too early, behind the last of it. */
export function errorsIn(piece: Piece): Span[] {
  const last = piece.file.text.trimEnd().length;
  return parseErrors(piece).map(({ start, length }) => ({
    start: Math.min(start, last),
    end: Math.min(start + length, last),
  }));
}

const UNTERMINATED = [1010, 1160]; // a comment, a template

/** Does a comment or a template that begins in a piece end behind it? */
export const goesOn = (piece: Piece): boolean => parseErrors(piece).some(({ code }) => UNTERMINATED.includes(code));

interface Cut {
  readonly parts: readonly [Piece, Piece] | null;
  readonly tries: number;
}

/** Where there are errors, the first cut at a line head that does not add any; else before a swallowed function. */
function findCut(piece: Piece, fileName: string, mostTries: number): Cut {
  const swallowed = findSwallowed(piece.file);
  const errors = errorCount(piece);
  let tries = 0;
  for (const { start, end } of errors > 0 ? brokenSpans(piece.file) : []) {
    for (const index of lineHeads(piece.file.text, start, end)) {
      if (index === swallowed || tries === mostTries) break;
      tries += 1;
      const parts = split(piece, index, fileName);
      if (errorCount(parts[0]) + errorCount(parts[1]) <= errors) return { parts, tries };
    }
  }
  return { parts: swallowed === null ? null : split(piece, swallowed, fileName), tries: tries + 1 };
}

/** From each top-level statement with an error to the next: what it may have swallowed, or lost in a comment. */
function brokenSpans(file: ts.SourceFile): Span[] {
  const nodes = [...file.statements, file.endOfFileToken];
  return nodes.flatMap((node, index) => {
    if (!hasError(node)) return [];
    const start = node === file.endOfFileToken ? node.pos : node.getStart(file);
    return [{ start, end: nodes[index + 1]?.getStart(file) ?? file.text.length }];
  });
}

function lineHeads(text: string, start: number, end: number): number[] {
  return [...text.slice(0, end).matchAll(LINE_HEAD)].map(({ index }) => index).filter((index) => index > start);
}

/** The first function or class that reads as a declaration, but was parsed as a value or as the body of a loop. */
function findSwallowed(file: ts.SourceFile): number | null {
  for (const { index } of file.text.matchAll(DECLARATION_HEAD)) {
    if (isSwallowed(index, file, file)) return index;
  }
  return null;
}

function isSwallowed(offset: number, parent: ts.Node, file: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean => {
    if (offset < node.pos || node.end <= offset) return false;
    const isNamed = (ts.isFunctionLike(node) || ts.isClassLike(node)) && node.name !== undefined;
    if (isNamed && node.getStart(file) === offset) return !holdsStatements(parent);
    return isSwallowed(offset, node, file);
  };
  return ts.forEachChild(parent, visit) ?? false;
}

function holdsStatements(node: ts.Node): boolean {
  return ts.isSourceFile(node) || ts.isBlock(node) || ts.isModuleBlock(node) || ts.isCaseOrDefaultClause(node);
}

function split({ file, start, end }: Piece, at: number, fileName: string): [Piece, Piece] {
  return [parsePiece(file.text, fileName, { start, end: at }), parsePiece(file.text, fileName, { start: at, end })];
}

/**
 * Parses a part of a text as it is. What fills the place before it ends with an empty statement: whoever looks for the
 * start of a node skips no more than what really stands before it.
 */
export function parsePiece(text: string, fileName: string, { start, end }: Span): Piece {
  const padded = (start > 0 ? `${' '.repeat(start - 1)};` : '') + text.slice(start, end);
  return { file: ts.createSourceFile(fileName, padded, OPTIONS), start, end };
}

const OPTIONS: ts.CreateSourceFileOptions = {
  languageVersion: ts.ScriptTarget.Latest,
  jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
  // a part of a module need not import anything, and yet waits at its top
  setExternalModuleIndicator: (file) => {
    (file as { externalModuleIndicator?: unknown }).externalModuleIndicator = file;
  },
};

function hasError(node: ts.Node): boolean {
  if (node.flags & ts.NodeFlags.ThisNodeHasError) return true;
  return ts.forEachChild(node, hasError) ?? false;
}
