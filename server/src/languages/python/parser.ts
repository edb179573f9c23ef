import { Language, Parser, type Tree } from 'web-tree-sitter';
import type { Assets } from '../../analysis.ts';
import type { Comment, FlowUnit, Span, Statement } from '../../flow/program.ts';
import { blankMagics } from './ipython.ts';
import { lowerBlock } from './lower-statement.ts';
import { resync } from './resync.ts';
import { createSyntaxReader, type ReadSyntax } from './syntax.ts';

/** Lowers Python text to the flow program. Never throws on any text. */
export interface PythonParser {
  /** @param cell position of the notebook cell, whose text may hold IPython magics; null for a file */
  lower(text: string, cell: number | null): FlowUnit;
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
  return {
    lower(text, cell) {
      // the grammar does not know that a lone carriage return ends a line
      const source = text.replace(/\r(?!\n)/g, '\n');
      return lowerUnit(parser, readSyntax, cell === null ? source : blankMagics(source), cell);
    },
  };
}

function lowerUnit(parser: Parser, readSyntax: ReadSyntax, source: string, cell: number | null): FlowUnit {
  const body: Statement[] = [];
  const comments: Comment[] = [];
  /** Parses a piece of the source and lowers it if it has no errors. */
  const accept = (piece: string, offset: number) =>
    withTree(parser, piece, (tree) => {
      const { children } = readSyntax(tree, source, offset, comments);
      for (const statement of lowerBlock({ source, depth: 0, yields: false }, children)) body.push(statement);
    });
  const parses = (piece: string) => withTree(parser, piece, () => {});
  let skipped: Span[] = [];
  if (!accept(source, 0)) skipped = resync(source, parses, accept);
  return { cell, body, comments, skipped };
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
