import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type LineRange, Lines } from './lines.ts';

/** One UTF-16 unit of a JSON string, as it is written. */
const UNIT = /\\u[0-9a-fA-F]{4}|\\.|./gs;

/**
 * Where the text of a notebook's cells is in the file: lines and columns of its JSON. Other tools know a notebook as
 * the file that it is, and show or annotate its lines.
 */
export class StoredCells {
  readonly #json: string;
  readonly #lines: Lines;
  readonly #cells: readonly Node[];

  constructor(json: string) {
    this.#json = json;
    this.#lines = new Lines(json);
    this.#cells = cellNodes(parseTree(json));
  }

  /** Of offsets in the text of a cell (by number, counting all cells from 1). */
  range(cell: number, start: number, end: number): LineRange {
    return this.#lines.range(this.#offset(cell, start), this.#offset(cell, end));
  }

  /** Text as it is written inside of a JSON string. */
  insideString(text: string): string {
    return JSON.stringify(text).slice(1, -1);
  }

  /** What ends a line of a cell begins the next one: a range over several lines runs from one string into another. */
  #offset(cell: number, offset: number): number {
    const source = this.#source(cell);
    const strings = source?.type === 'array' ? (source.children ?? []) : source ? [source] : [];
    let left = offset;
    for (const node of strings) {
      const isLast = node === strings.at(-1);
      if (left < node.value.length || isLast) return this.#insideString(node, left);
      left -= node.value.length;
    }
    return source?.offset ?? 0;
  }

  #source(cell: number): Node | undefined {
    const node = this.#cells[cell - 1];
    return node && (findNodeAtLocation(node, ['source']) ?? findNodeAtLocation(node, ['input']));
  }

  #insideString({ offset, length }: Node, units: number): number {
    const written = this.#json.slice(offset + 1, offset + length - 1).match(UNIT) ?? [];
    return offset + 1 + written.slice(0, units).join('').length;
  }
}

/** All cells, in the order in which they are counted; nbformat 3 has them in worksheets. */
function cellNodes(tree: Node | undefined): readonly Node[] {
  if (!tree) return [];
  const cells = findNodeAtLocation(tree, ['cells']);
  if (cells) return cells.children ?? [];
  const sheets = findNodeAtLocation(tree, ['worksheets'])?.children ?? [];
  return sheets.flatMap((sheet) => findNodeAtLocation(sheet, ['cells'])?.children ?? []);
}
