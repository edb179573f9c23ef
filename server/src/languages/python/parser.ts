import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Assets } from '../../analysis.ts';
import type { Comment, FlowUnit, Statement } from '../../flow/program.ts';
import { blankMagics } from './ipython.ts';
import { lowerBlock } from './lower-statement.ts';
import { type Piece, relower } from './relower.ts';
import { resync } from './resync.ts';
import { createSyntaxReader, type ReadSyntax } from './syntax.ts';

/** Lowers Python text to the flow program. Never throws on any text. */
export interface PythonParser {
  /**
   * @param cell position of the notebook cell, whose text may hold IPython magics; null for a file
   * @param before what an earlier state of the text gave: of that, statements that are the same are taken over
   */
  lower(text: string, cell: number | null, before?: FlowUnit): FlowUnit;
}

export async function createPythonParser(assets: Assets): Promise<PythonParser> {
  const [runtime, grammar] = await Promise.all([
    assets.read('web-tree-sitter.wasm'),
    assets.read('tree-sitter-python.wasm'),
  ]);
  // Its bytes are at hand, yet it resolves an address first, which fails in a worker that has none of its own.
  await Parser.init({ wasmBinary: runtime, locateFile: (name: string) => name });
  const language = await Language.load(grammar);
  const parser = new Parser();
  parser.setLanguage(language);
  const readSyntax = createSyntaxReader(language);
  const sources = new WeakMap<FlowUnit, string>();
  return {
    lower(text, cell, before) {
      // the grammar does not know that a lone carriage return ends a line
      const lines = text.replace(/\r(?!\n)/g, '\n');
      const source = cell === null ? lines : blankMagics(lines);
      const unit =
        (before && lowerAgain(parser, readSyntax, source, before, sources.get(before))) ??
        lowerUnit(parser, readSyntax, source, cell);
      sources.set(unit, source);
      return unit;
    },
  };
}

function lowerAgain(
  parser: Parser,
  readSyntax: ReadSyntax,
  source: string,
  unit: FlowUnit,
  before: string | undefined,
): FlowUnit | null {
  if (before === undefined) return null;
  try {
    return relower(
      before,
      unit,
      source,
      (start, end) => {
        const body: Statement[] = [];
        const comments: Comment[] = [];
        return lowerPiece(parser, readSyntax, source, source.slice(start, end), start, body, comments)
          ? { body, comments, skipped: [] }
          : null;
      },
      (start, end) => lowerOrMend(parser, readSyntax, source, start, end),
    );
  } catch {
    return null; // nested too deeply to be moved
  }
}

function lowerUnit(parser: Parser, readSyntax: ReadSyntax, source: string, cell: number | null): FlowUnit {
  return { cell, ...lowerOrMend(parser, readSyntax, source, 0, source.length) };
}

/** A part of the source, without what is bad in it. */
function lowerOrMend(parser: Parser, readSyntax: ReadSyntax, source: string, start: number, end: number): Piece {
  const body: Statement[] = [];
  const comments: Comment[] = [];
  const accept = (piece: string, offset: number) =>
    lowerPiece(parser, readSyntax, source, piece, start + offset, body, comments);
  const parses = (piece: string) => withTree(parser, piece, () => {});
  const text = source.slice(start, end);
  if (accept(text, 0)) return { body, comments, skipped: [] };
  const skipped = resync(text, parses, accept).map((span) => ({ start: span.start + start, end: span.end + start }));
  return { body, comments, skipped };
}

/** Parses a piece of the source and adds what is in it if it has no errors. */
function lowerPiece(
  parser: Parser,
  readSyntax: ReadSyntax,
  source: string,
  piece: string,
  offset: number,
  body: Statement[],
  comments: Comment[],
): boolean {
  return withTree(parser, piece, (tree) => {
    const { children } = readSyntax(tree, source, offset, comments);
    for (const statement of lowerBlock({ source, depth: 0, yields: false }, children)) body.push(statement);
  });
}

/** Calls back with the tree unless it has an error, and frees it. */
function withTree(parser: Parser, text: string, use: (tree: Tree) => void): boolean {
  const tree = parser.parse(text);
  if (!tree) return false;
  try {
    if (tree.rootNode.hasError) return false;
    use(tree);
    return true;
  } finally {
    tree.delete();
  }
}
