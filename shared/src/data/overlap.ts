import type { Origin } from './origin.ts';
import type { ColumnPreview } from './preview.ts';
import type { Cell } from './table.ts';

/** Rows and units that the two samples have in common, so that they are not independent. */
export interface Shared {
  /** Synthetic rows that equal a real row in each of `columns`; null where rows are too alike for this to mean anything. */
  readonly rows: { readonly count: number; readonly columns: readonly string[] } | null;
  /** Columns that seem to name prompts or items, of whose different real values some are in the synthetic rows, too. */
  readonly units: readonly { readonly column: string; readonly shared: number; readonly real: number }[];
}

/** Columns by name that may tell which prompt, item or person a row belongs to. */
const UNIT_NAMES =
  /prompt|question|query|item|task|example|conversation|dialog|document|subject|participant|person|user|respondent|^u?u?id$|[_ -]id$|[a-z]I[dD]$/i;
/** Fewer different values are categories, not units. */
const LEAST_UNITS = 10;
const LEAST_SHARED = { count: 2, share: 0.1 };
/** Rows repeat by themselves where less than this share of them is different. */
const LEAST_DIFFERENT = 0.9;
/** Rows a side after which nothing is said, to bound the memory. */
const MOST_ROWS = 1_000_000;

/** Watches the rows of both sides as they are read. */
export class Overlap {
  /** Columns that all files have, but for the origin. */
  readonly columns: readonly string[];
  private readonly value: string;
  private readonly rows = { real: new Map<number, number>(), synthetic: new Map<number, number>() };
  private readonly units: readonly Units[];
  private readonly count = { real: 0, synthetic: 0 };
  /** Columns that count rows say nothing of what is in them. */
  private readonly told: readonly boolean[];

  constructor(files: readonly (readonly ColumnPreview[])[], value: string, origin: string | undefined) {
    const [first = [], ...others] = files;
    const columns = first
      .map(({ name }) => name)
      .filter((name) => name !== origin && others.every((columns) => columns.some((other) => other.name === name)));
    this.columns = columns;
    this.value = value;
    this.told = columns.map((column) => !files.some((file) => file.some(({ name, isId }) => name === column && isId)));
    this.units = columns.flatMap((column, index) =>
      column !== value && UNIT_NAMES.test(column) ? [new Units(column, index)] : [],
    );
  }

  /** `cells` in the order of the columns. */
  add(side: Origin, cells: readonly Cell[]): void {
    if (++this.count[side] > MOST_ROWS) {
      return;
    }
    const key = hash(cells.filter((_, i) => this.told[i]!).join('\u001f'));
    this.rows[side].set(key, (this.rows[side].get(key) ?? 0) + 1);
    for (const units of this.units) {
      units.add(side, cells[units.index] ?? null);
    }
  }

  shared(): Shared {
    if (Math.max(this.count.real, this.count.synthetic) > MOST_ROWS) {
      return { rows: null, units: [] };
    }
    return { rows: this.sharedRows(), units: this.units.flatMap((units) => units.shared()) };
  }

  private sharedRows(): Shared['rows'] {
    const columns = this.columns.filter((_, i) => this.told[i]!);
    const { real, synthetic } = this.rows;
    const alike = columns.every((column) => column === this.value) || real.size < LEAST_DIFFERENT * this.count.real;
    if (alike) {
      return null;
    }
    let count = 0;
    for (const [key, times] of synthetic) {
      count += real.has(key) ? times : 0;
    }
    return { count, columns };
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
    const text = cell === null ? '' : String(cell).trim();
    if (text !== '') {
      this.sides[side].add(text);
    }
  }

  shared(): Shared['units'] {
    const { real, synthetic } = this.sides;
    const shared = [...real.keys].filter((key) => synthetic.keys.has(key)).length;
    const smaller = Math.min(real.keys.size, synthetic.keys.size);
    const differ = shared < Math.max(real.keys.size, synthetic.keys.size);
    if (
      smaller < LEAST_UNITS ||
      shared < Math.max(LEAST_SHARED.count, LEAST_SHARED.share * smaller) ||
      (differ && real.areRowNumbers() && synthetic.areRowNumbers())
    ) {
      return [];
    }
    return [{ column: this.column, shared, real: real.keys.size }];
  }
}

class Entries {
  readonly keys = new Set<number>();
  private rows = 0;
  private least = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;

  add(text: string): void {
    this.rows++;
    this.keys.add(hash(text));
    const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    this.least = Math.min(this.least, number);
    this.greatest = Math.max(this.greatest, number);
  }

  /** Each whole number of a range once. */
  areRowNumbers(): boolean {
    return this.keys.size === this.rows && this.greatest - this.least === this.rows - 1;
  }
}

/** 53 bits, so that a million different texts hardly ever meet in one number (Bob Jenkins' and FNV's steps). */
function hash(text: string): number {
  let a = 0x811c9dc5;
  let b = 0x41c6ce57;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5f356495);
    b ^= b >>> 15;
  }
  a ^= a >>> 16;
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
