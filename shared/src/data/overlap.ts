import type { Origin } from './origin.ts';
import type { ColumnPreview } from './preview.ts';
import type { RowWatcher } from './row-watcher.ts';
import { isSpot } from './spots.ts';
import type { Cell, Row, Table } from './table.ts';

/** Rows and units that the two samples have in common, so that they are not independent. */
export interface Shared {
  /** Not all rows were looked at, as there are many: the counts are of those that were. */
  readonly isPart: boolean;
  /** Synthetic rows that equal a real row in each of `columns`; null where rows are too alike for this to mean anything. */
  readonly rows: { readonly count: number; readonly columns: readonly string[] } | null;
  /** Columns that seem to name prompts or items, of whose different real values some are in the synthetic rows, too. */
  readonly units: readonly { readonly column: string; readonly shared: number; readonly real: number }[];
  /** Of these columns, the one with most different values that has many of them in several rows of a side. */
  readonly repeats: Repeats | null;
}

export interface Repeats extends Readonly<Record<Origin, { readonly rows: number; readonly different: number }>> {
  readonly column: string;
}

/** Columns by name that may tell which prompt, item or person a row belongs to. */
const UNIT_NAMES =
  /prompt|question|query|item|task|example|conversation|dialog|document|subject|participant|person|user|respondent|^u?u?id$|[_ -]id$|[a-z]I[dD]$/i;
/** Fewer different values are categories, not units. */
const LEAST_UNITS = 10;
const LEAST_SHARED = { count: 2, share: 0.1 };
/** Rows are not told apart, and meet by chance, where less than this share of them is different beside the value. */
const LEAST_DIFFERENT = 0.9;
/** Units have several rows where less than this share of the rows is of a unit of its own. */
const LEAST_SINGLE = 0.9;
/** Rows a side that are looked at, to bound the memory. */
const MOST_ROWS = 500_000;

/** Looks at rows of both sides for what they have in common. */
export class Overlap implements RowWatcher {
  /** Columns that all files have, but for the origin. */
  readonly columns: readonly string[];
  /** Of the value. */
  private readonly place: number;
  private readonly rows = { real: new Map<number, number>(), synthetic: new Map<number, number>() };
  /** The different real rows without their value. */
  private readonly others = new Set<number>();
  private readonly units: readonly Units[];
  private readonly count = { real: 0, synthetic: 0 };
  private readonly left = { real: 0, synthetic: 0 };
  /** Columns that count rows say nothing of what is in them. */
  private readonly told: readonly boolean[];

  constructor(files: readonly (readonly ColumnPreview[])[], value: string, origin: string | undefined) {
    const [first = [], ...others] = files;
    const columns = first
      .map(({ name }) => name)
      .filter((name) => name !== origin && others.every((columns) => columns.some((other) => other.name === name)));
    this.columns = columns;
    this.place = columns.indexOf(value);
    this.told = columns.map((column) => !files.some((file) => file.some(({ name, isId }) => name === column && isId)));
    this.units = columns.flatMap((column, index) =>
      column !== value && UNIT_NAMES.test(column) ? [new Units(column, index)] : [],
    );
  }

  at(table: Table): (side: Origin | null, row: Row) => void {
    const places = this.columns.map((column) => table.columns.indexOf(column));
    let row = 0;
    return (side, { cells }) => {
      const isSeen = isSpot(row++);
      if (side !== null && isSeen && this.count[side] < MOST_ROWS) {
        this.add(
          side,
          places.map((place) => cells[place] ?? null),
        );
      } else if (side !== null) {
        this.left[side]++;
      }
    };
  }

  /** `cells` in the order of the columns. */
  add(side: Origin, cells: readonly Cell[]): void {
    this.count[side]++;
    const key = new Hash();
    for (let i = 0; i < cells.length; i++) {
      if (this.told[i]! && i !== this.place) {
        key.add(textOf(cells[i]!));
      }
    }
    if (side === 'real') {
      this.others.add(key.sum());
    }
    key.add(textOf(cells[this.place] ?? null));
    const rows = this.rows[side];
    rows.set(key.sum(), (rows.get(key.sum()) ?? 0) + 1);
    for (const units of this.units) {
      units.add(side, cells[units.index]!);
    }
  }

  shared(): Shared {
    const { real, synthetic } = this.left;
    const units = this.units.flatMap((units) => units.shared(this.left));
    return { isPart: real + synthetic > 0, rows: this.sharedRows(), units, repeats: this.repeats() };
  }

  private sharedRows(): Shared['rows'] {
    const columns = this.columns.filter((_, i) => this.told[i]!);
    const { real, synthetic } = this.rows;
    if (this.others.size < LEAST_DIFFERENT * this.count.real) {
      return null;
    }
    let count = 0;
    for (const [key, times] of synthetic) {
      count += real.has(key) ? times : 0;
    }
    return { count, columns };
  }

  private repeats(): Repeats | null {
    const found = this.units.flatMap((units) => units.repeats());
    const different = ({ real, synthetic }: Repeats) => real.different + synthetic.different;
    return found.sort((a, b) => different(b) - different(a))[0] ?? null;
  }
}

/** The different values of one column. */
class Units {
  readonly column: string;
  readonly index: number;
  private readonly sides = { real: new Entries(), synthetic: new Entries() };

  constructor(column: string, index: number) {
    this.column = column;
    this.index = index;
  }

  add(side: Origin, cell: Cell): void {
    const text = textOf(cell).trim();
    if (text !== '') {
      this.sides[side].add(text);
    }
  }

  /** `left`: rows of each side that were not looked at. */
  shared(left: Readonly<Record<Origin, number>>): Shared['units'] {
    const { real, synthetic } = this.sides;
    const shared = [...real.keys].filter((key) => synthetic.keys.has(key)).length;
    const smaller = Math.min(real.keys.size, synthetic.keys.size);
    const differ = shared < Math.max(real.keys.size, synthetic.keys.size);
    if (
      smaller < LEAST_UNITS ||
      shared < Math.max(LEAST_SHARED.count, LEAST_SHARED.share * smaller) ||
      (differ && real.areRowNumbers(left.real) && synthetic.areRowNumbers(left.synthetic))
    ) {
      return [];
    }
    return [{ column: this.column, shared, real: real.keys.size }];
  }

  repeats(): readonly Repeats[] {
    const { real, synthetic } = this.sides;
    return real.areRepeated() || synthetic.areRepeated()
      ? [{ column: this.column, real: real.counts(), synthetic: synthetic.counts() }]
      : [];
  }
}

class Entries {
  readonly keys = new Set<number>();
  private rows = 0;
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  add(text: string): void {
    this.rows++;
    this.keys.add(hashOf(text));
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    this.least = Math.min(this.least, number);
    this.greatest = Math.max(this.greatest, number);
  }

  counts(): { readonly rows: number; readonly different: number } {
    return { rows: this.rows, different: this.keys.size };
  }

  areRepeated(): boolean {
    return this.keys.size >= LEAST_UNITS && this.keys.size < LEAST_SINGLE * this.rows;
  }

  /** Each whole number of a range once, but for those of rows that were left. */
  areRowNumbers(left: number): boolean {
    return this.keys.size === this.rows && this.greatest - this.least < this.rows + left;
  }
}

function textOf(cell: Cell): string {
  return cell === null ? '' : String(cell);
}

function hashOf(text: string): number {
  const hash = new Hash();
  hash.add(text);
  return hash.sum();
}

/** Of texts, 53 bits, so that a million different ones hardly ever meet in one number (Bob Jenkins' and FNV's steps). */
class Hash {
  private a = 0x811c9dc5;
  private b = 0x41c6ce57;

  add(text: string): void {
    let { a, b } = this;
    // The length keeps apart what is cut differently.
    for (let i = -1; i < text.length; i++) {
      const code = i === -1 ? text.length : text.charCodeAt(i);
      a = Math.imul(a ^ code, 0x01000193);
      b = Math.imul(b ^ code, 0x5f356495);
      b ^= b >>> 15;
    }
    this.a = a;
    this.b = b;
  }

  sum(): number {
    return ((this.a ^ (this.a >>> 16)) >>> 0) * 2 ** 21 + (this.b >>> 11);
  }
}
