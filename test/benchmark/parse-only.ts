/**
 * The reference: parses files with web-tree-sitter, and does nothing with the trees but to visit each node once.
 *   node --import tsx parse-only.ts LIST
 * LIST holds one path a line. Prints what the reading, parsing and walking used; not the start of Node.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser, type TreeCursor } from 'web-tree-sitter';
import { median } from './quantile.ts';

export interface ParseOnly {
  readonly nodes: number;
  /** Seconds for a file: medians. */
  readonly perFile: { readonly cpu: number; readonly wall: number };
  /** Seconds. */
  readonly cpu: number;
  readonly wall: number;
  /** MB at the most, that of Node included. */
  readonly peak: number;
}

const grammar = createRequire(import.meta.url).resolve('tree-sitter-python/tree-sitter-python.wasm');

async function createParser(): Promise<Parser> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(grammar));
  return parser;
}

function countNodes(cursor: TreeCursor): number {
  let nodes = 0;
  for (;;) {
    nodes += cursor.nodeTypeId >= 0 ? 1 : 0;
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return nodes;
  }
}

function parseFile(parser: Parser, file: string): number {
  const tree = parser.parse(readFileSync(file, 'utf8'));
  const cursor = tree?.walk();
  const nodes = cursor ? countNodes(cursor) : 0;
  cursor?.delete();
  tree?.delete();
  return nodes;
}

/** A clock that tells the seconds since it was made. */
function startClock() {
  const began = { cpu: process.cpuUsage(), wall: performance.now() };
  return () => {
    const { user, system } = process.cpuUsage(began.cpu);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - began.wall) / 1000 };
  };
}

const parser = await createParser();
const files = readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean);
const clock = startClock();
const times: { cpu: number; wall: number }[] = [];
let nodes = 0;
for (const file of files) {
  const fileClock = startClock();
  nodes += parseFile(parser, file);
  times.push(fileClock());
}
const used: ParseOnly = {
  nodes,
  ...clock(),
  perFile: { cpu: median(times.map(({ cpu }) => cpu)), wall: median(times.map(({ wall }) => wall)) },
  peak: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(used));
