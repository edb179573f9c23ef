import { type AST, ParseError, parseTOML } from 'toml-eslint-parser';
import { type ConfigurationNode, type Entry, type ListNode, type Span, SyntaxProblem, type TableNode } from './tree.ts';

/** @throws SyntaxProblem */
export function parseToml(text: string): TableNode {
  let program: AST.TOMLProgram;
  try {
    program = parseTOML(text, { tomlVersion: '1.0' });
  } catch (error) {
    if (error instanceof RangeError) throw new SyntaxProblem('is nested too deep', { start: 0, end: 0 });
    if (error instanceof ParseError) throw syntaxProblem(error, text);
    throw error;
  }
  const root = new Table({ start: 0, end: text.length });
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLTable') {
      const table = root.at(node.resolvedKey, node.key.keys, headOf(node));
      for (const pair of node.body) table.add(pair);
    } else root.add(node);
  }
  return root.node();
}

const spanOf = ({ range: [start, end] }: { readonly range: AST.Range }): Span => ({ start, end });

/** `[rules]`, without what stands below it. */
const headOf = ({ range, key, kind }: AST.TOMLTable): Span => ({
  start: range[0],
  end: key.range[1] + (kind === 'array' ? 2 : 1),
});

/** A table while its parts are put together: `[a]`, `[a.b]` and `a.c = 1` may stand far from each other. */
class Table {
  readonly #span: Span;
  readonly #entries = new Map<string, { readonly keySpan: Span; value: Table | Table[] | ConfigurationNode }>();

  constructor(span: Span) {
    this.#span = span;
  }

  /** The table of a head: numbers in its path count the tables of a list. */
  at(path: readonly (string | number)[], keys: readonly AST.TOMLContentNode[] | readonly AST.TOMLNode[], span: Span) {
    const names = keys.map(spanOf);
    let table: Table = this;
    let depth = 0;
    for (let i = 0; i < path.length; i++) {
      const isList = typeof path[i + 1] === 'number';
      table = table.#child(String(path[i]), names[depth++] ?? span, span, isList ? (path[++i] as number) : null);
    }
    return table;
  }

  add(pair: AST.TOMLKeyValue): void {
    const keys = pair.key.keys;
    const path = keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
    const table = this.at(path.slice(0, -1), keys.slice(0, -1), spanOf(pair));
    table.#entries.set(path.at(-1)!, { keySpan: spanOf(keys.at(-1)!), value: nodeOf(pair.value) });
  }

  #child(key: string, keySpan: Span, span: Span, index: number | null): Table {
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { keySpan, value: index === null ? new Table(span) : [] };
      this.#entries.set(key, entry);
    }
    const { value } = entry;
    if (value instanceof Table) return value;
    // the parser has told already when a table is none
    if (!Array.isArray(value)) return new Table(span);
    const at = index ?? value.length - 1;
    value[at] ??= new Table(span);
    return value[at];
  }

  node(): TableNode {
    const entries = Array.from(this.#entries, ([key, { keySpan, value }]): Entry => {
      if (value instanceof Table) return { key, keySpan, value: value.node() };
      return { key, keySpan, value: Array.isArray(value) ? listOf(value, keySpan) : value };
    });
    return { kind: 'table', ...this.#span, entries };
  }
}

const listOf = (tables: readonly Table[], keySpan: Span): ListNode => ({
  kind: 'list',
  ...keySpan,
  items: tables.map((table) => table.node()),
});

function nodeOf(value: AST.TOMLContentNode): ConfigurationNode {
  const { start, end } = spanOf(value);
  const span = { start, end: Math.max(end, start + 1) };
  if (value.type === 'TOMLArray') return { kind: 'list', ...span, items: value.elements.map(nodeOf) };
  if (value.type === 'TOMLInlineTable') {
    const table = new Table(span);
    for (const pair of value.body) table.add(pair);
    return table.node();
  }
  return {
    kind: 'plain',
    ...span,
    value: value.kind === 'offset-date-time' || value.value instanceof Date ? undefined : value.value,
  };
}

/** `severity = warning` */
const BARE = /=\s*([A-Za-z_][\w-]*)\s*(?:#.*)?$/;

function syntaxProblem({ message, index }: ParseError, text: string): SyntaxProblem {
  const at = Math.min(Math.max(0, index), text.length);
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  const line = text.slice(lineStart).split(/\r?\n/, 1)[0]!;
  const bare = BARE.exec(line);
  if (bare && lineStart + bare.index <= at) {
    const start = lineStart + line.lastIndexOf(bare[1]!);
    return new SyntaxProblem(`is no TOML: texts stand in quotes: "${bare[1]}"`, {
      start,
      end: start + bare[1]!.length,
    });
  }
  return new SyntaxProblem(`is no TOML: ${message[0]?.toLowerCase()}${message.slice(1)}`, {
    start: at,
    end: Math.min(at + 1, text.length),
  });
}
