/**
 * The reference: parses files with the parser of their language, and does nothing with the trees but to visit each node
 * once.
 *   node --import tsx parse-only.ts LANGUAGE LIST
 * LIST holds one path a line. Prints what the reading, parsing and walking used; not the start of Node.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ts } from 'ts-morph';
import { Parser, type TreeCursor, Language as TreeSitterLanguage } from 'web-tree-sitter';
import type { Language } from './language.ts';
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

/** Parses a text and visits each node of its tree: how many there are. */
type CountNodes = (text: string, file: string) => number;

async function countPython(): Promise<CountNodes> {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await TreeSitterLanguage.load(grammar));
  return (text) => {
    const tree = parser.parse(text);
    const cursor = tree?.walk();
    const nodes = cursor ? countNodes(cursor) : 0;
    cursor?.delete();
    tree?.delete();
    return nodes;
  };
}

async function countTypeScript(): Promise<CountNodes> {
  return (text, file) => {
    let nodes = 0;
    const visit = (node: ts.Node): void => {
      nodes++;
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
    return nodes;
  };
}

const COUNTS: Readonly<Record<Language, () => Promise<CountNodes>>> = {
  python: countPython,
  typescript: countTypeScript,
};

function countNodes(cursor: TreeCursor): number {
  let nodes = 0;
  for (;;) {
    nodes += cursor.nodeTypeId >= 0 ? 1 : 0;
    if (cursor.gotoFirstChild()) continue;
    while (!cursor.gotoNextSibling()) if (!cursor.gotoParent()) return nodes;
  }
}

/** A clock that tells the seconds since it was made. */
function startClock() {
  const began = { cpu: process.cpuUsage(), wall: performance.now() };
  return () => {
    const { user, system } = process.cpuUsage(began.cpu);
    return { cpu: (user + system) / 1e6, wall: (performance.now() - began.wall) / 1000 };
  };
}

const [language, list] = process.argv.slice(2);
const count = await COUNTS[language as Language]();
const files = readFileSync(list!, 'utf8').split('\n').filter(Boolean);
const clock = startClock();
const times: { cpu: number; wall: number }[] = [];
let nodes = 0;
for (const file of files) {
  const fileClock = startClock();
  nodes += count(readFileSync(file, 'utf8'), file);
  times.push(fileClock());
}
const used: ParseOnly = {
  nodes,
  ...clock(),
  perFile: { cpu: median(times.map(({ cpu }) => cpu)), wall: median(times.map(({ wall }) => wall)) },
  peak: process.resourceUsage().maxRSS / 1024,
};
console.log(JSON.stringify(used));
