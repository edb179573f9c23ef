import { type CellValue, cellValue } from './cell-value.ts';
import type { DataFile } from './data-file.ts';
import { openTable } from './open-table.ts';
import type { Cell } from './table.ts';

/** What the first rows of a column hold: only zeros, ones and words for them; numbers; or something else. */
export type ColumnKind = 'binary' | 'number' | 'text' | 'empty';

export interface ColumnPreview {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Every value so far is a whole number that differs from all others, as an id would be. */
  readonly isId: boolean;
  /** They are whole numbers one after another, in any order, as a count of rows would be. */
  readonly isRun: boolean;
  /** Some row so far has no value. */
  readonly hasGaps: boolean;
  /** The kind for people, as in "ratings from 1 to 5". */
  readonly holds: string;
  /** The different values as text, where they are few. */
  readonly values: readonly string[] | null;
  /** The first text that is no number, where there is one. */
  readonly text: string | null;
}

const ROWS = 500;
const FEW = 12;
/** Fewer numbers than this are easily one after another. */
const SHORTEST_RUN = 10;

/** The columns of a file with what their first rows hold. */
export async function preview(file: DataFile): Promise<readonly ColumnPreview[]> {
  const table = await openTable(file, { rows: ROWS });
  const seen = table.columns.map((name) => new SeenColumn(name));
  let rows = 0;
  for await (const batch of table.rows) {
    for (const { cells } of batch.slice(0, ROWS - rows)) {
      for (const [i, column] of seen.entries()) {
        column.add(cells[i] ?? null);
      }
    }
    rows += batch.length;
    if (rows >= ROWS) {
      break;
    }
  }
  return seen.map((column) => column.preview());
}

class SeenColumn {
  private readonly name: string;
  private readonly texts = new Set<string>();
  private readonly numbers = new Set<number>();
  private readonly words = new Set<string>();
  private count = 0;
  private isBinary = true;
  private isNumber = true;
  private isWhole = true;
  private hasGaps = false;
  private text: string | null = null;

  constructor(name: string) {
    this.name = name;
  }

  add(cell: Cell): void {
    const value = cellValue(cell);
    if (value.kind === 'missing') {
      this.hasGaps = true;
      return;
    }
    this.count++;
    if (value.kind === 'text') {
      this.text ??= String(cell).trim();
    }
    if (this.texts.size <= FEW) {
      this.texts.add(String(cell).trim());
    }
    this.addKind(value);
  }

  private addKind(value: Exclude<CellValue, { kind: 'missing' }>): void {
    this.isNumber &&= value.kind !== 'text';
    this.isBinary &&= value.kind === 'word' || (value.kind === 'number' && (value.number === 0 || value.number === 1));
    this.isWhole &&= value.kind === 'number' && Number.isInteger(value.number);
    if (value.kind === 'number') {
      this.numbers.add(value.number);
    } else if (value.kind === 'word') {
      this.words.add(value.word);
    }
  }

  preview(): ColumnPreview {
    const kind = this.count === 0 ? 'empty' : this.isBinary ? 'binary' : this.isNumber ? 'number' : 'text';
    const isId = kind === 'number' && this.isWhole && this.count > 2 && this.numbers.size === this.count;
    const isRun = isId && this.count >= SHORTEST_RUN && this.greatest() - this.least() === this.count - 1;
    const values = this.texts.size <= FEW ? [...this.texts] : null;
    const { name, hasGaps, text } = this;
    return { name, kind, isId, isRun, hasGaps, holds: this.holds(kind), values, text };
  }

  private holds(kind: ColumnKind): string {
    switch (kind) {
      case 'empty':
        return 'nothing';
      case 'text':
        return 'text';
      case 'binary':
        return this.words.size > 0 ? [...this.words].join('/') : 'zeros and ones';
      case 'number': {
        const [least, greatest] = [this.least(), this.greatest()];
        const what = this.isWhole
          ? least >= 0 && greatest <= 10 && this.numbers.size < this.count
            ? 'ratings'
            : 'whole numbers'
          : least >= 0 && greatest <= 1
            ? 'scores'
            : 'numbers';
        return `${what} from ${shown(least)} to ${shown(greatest)}`;
      }
    }
  }

  private least(): number {
    return Math.min(...this.numbers);
  }

  private greatest(): number {
    return Math.max(...this.numbers);
  }
}

/** Whole numbers in full, others to three digits. */
function shown(number: number): string {
  return Number.isInteger(number) ? String(number) : String(Number(number.toPrecision(3)));
}
