import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from 'yaml';
import type { Span } from '../../flow/program.ts';

/** A parsed text; `at` stands for all places in it, where it is another file than the one that is read. */
export interface Source {
  readonly document: Document;
  readonly at: Span | null;
}

/** A node of a YAML text, as it reads: aliases are followed, and merged keys are there. */
export class Cursor {
  readonly node: Node;
  private readonly source: Source;

  private constructor(node: Node, source: Source) {
    this.node = node;
    this.source = source;
  }

  static of(node: unknown, source: Source): Cursor | null {
    const found = isAlias(node) ? node.resolve(source.document) : node;
    return isNode(found) && !isAlias(found) ? new Cursor(found, source) : null;
  }

  /** What stands under a key of a mapping, in it before what is merged into it. */
  get(key: string): Cursor | null {
    return this.lookUp(key, 0);
  }

  private lookUp(key: string, depth: number): Cursor | null {
    if (!isMap(this.node) || depth > MAX_MERGED) return null;
    const own = this.node.items.find((pair) => keyText(pair.key) === key);
    if (own) return Cursor.of(own.value, this.source);
    for (const { key: other, value } of this.node.items) {
      if (keyText(other) !== '<<') continue;
      for (const part of Cursor.of(value, this.source)?.each ?? []) {
        const found = part.lookUp(key, depth + 1);
        if (found) return found;
      }
    }
    return null;
  }

  has(key: string): boolean {
    return isMap(this.node) && this.node.items.some((pair) => keyText(pair.key) === key);
  }

  /** Does what is under a key stand there, and is not an alias for what stands elsewhere? */
  holds(key: string): boolean {
    const pair = isMap(this.node) ? this.node.items.find((each) => keyText(each.key) === key) : undefined;
    return pair !== undefined && !isAlias(pair.value);
  }

  /** Keys of a mapping, and where each stands. */
  get keys(): (readonly [string, number])[] {
    if (!isMap(this.node)) return [];
    return this.node.items.flatMap(({ key }) =>
      isScalar(key) && key.range ? [[String(key.value), key.range[0]] as const] : [],
    );
  }

  /** Keys of a mapping with what stands under them. */
  get entries(): (readonly [string, Cursor])[] {
    if (!isMap(this.node)) return [];
    return this.node.items.flatMap(({ key, value }) => {
      const [name, held] = [keyText(key), Cursor.of(value, this.source)];
      return name !== null && held ? [[name, held] as const] : [];
    });
  }

  /** The entries of a list; of anything else, itself. */
  get each(): Cursor[] {
    if (!isSeq(this.node)) return [this];
    return this.node.items.flatMap((item) => Cursor.of(item, this.source) ?? []);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get isMapping(): boolean {
    return isMap(this.node);
  }

  /** `{…}`, as in JSON. */
  get isFlow(): boolean {
    return (isMap(this.node) || isSeq(this.node)) && this.node.flow === true;
  }

  get text(): string | null {
    return isScalar(this.node) && typeof this.node.value === 'string' ? this.node.value : null;
  }

  get number(): number | null {
    return isScalar(this.node) && typeof this.node.value === 'number' ? this.node.value : null;
  }

  /** Where it stands, or what stands for it. */
  get span(): Span {
    if (this.source.at) return this.source.at;
    const [start, end] = this.node.range ?? [0, 0];
    return { start, end };
  }

  /** It stands in another file. */
  get isElsewhere(): boolean {
    return this.source.at !== null;
  }
}

/** Mappings that are merged into each other; more is a circle. */
const MAX_MERGED = 20;

const keyText = (key: unknown): string | null => (isScalar(key) ? String(key.value) : null);
