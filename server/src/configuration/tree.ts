/** A configuration as it is written: what is said, and where. The same for TOML and JSON. */
export type ConfigurationNode = TableNode | ListNode | PlainNode;

export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface TableNode extends Span {
  readonly kind: 'table';
  readonly entries: readonly Entry[];
}

export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigurationNode;
}

export interface ListNode extends Span {
  readonly kind: 'list';
  readonly items: readonly ConfigurationNode[];
}

/** A text, number or truth value; what is none of these (a date, null) is `undefined`. */
export interface PlainNode extends Span {
  readonly kind: 'plain';
  readonly value: string | number | boolean | undefined;
}

/** What cannot be read as TOML or JSON at all. */
export class SyntaxProblem extends Error {
  readonly span: Span;

  constructor(message: string, span: Span) {
    super(message);
    this.span = span;
  }
}

/** The entry behind a path of keys, and what lies there; undefined when there is none. */
export function entryAt(root: ConfigurationNode, path: readonly string[]): Entry | undefined {
  let found: Entry | undefined;
  let node: ConfigurationNode = root;
  for (const key of path) {
    found = node.kind === 'table' ? node.entries.find((entry) => entry.key === key) : undefined;
    if (!found) return undefined;
    node = found.value;
  }
  return found;
}
