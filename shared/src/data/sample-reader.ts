import type { Description } from '../statistics/describe.ts';
import { cellValue } from './cell-value.ts';
import { columnIndex } from './column-index.ts';
import { DataError } from './data-error.ts';
import { NumberColumn } from './number-column.ts';
import type { Cell, Row, Table } from './table.ts';

/** What is read of each row. */
export interface SampleColumns {
  readonly value: string;
  /** Further columns of numbers. */
  readonly numbers: readonly string[];
  /** Columns whose cells are taken as text: clusters, strata, covariates. */
  readonly labels: readonly string[];
  /** Means are enough: of very many values, a random part may be kept. */
  readonly isMeanOnly: boolean;
  /** Further columns taken as text; a row or file that lacks one has the text "" there, and is not left out. */
  readonly optional: readonly string[];
}

/** The rows of one side that have all columns, in order, and what was left out. */
export interface Sample {
  /** A random part of them where there are more than a million and nothing but the value is read. */
  readonly values: Float64Array;
  /** Of all rows. */
  readonly description: Description;
  readonly isBinary: boolean;
  /** Rows without a value. */
  readonly missing: number;
  /** Words of the value column that were read as 0 or 1. */
  readonly words: ReadonlyMap<string, number>;
  /** By column, one for each row. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  readonly labels: ReadonlyMap<string, readonly string[]>;
  /** Rows that lack one of the further columns, by column. */
  readonly incomplete: ReadonlyMap<string, number>;
}

/** All columns that are read. */
export function namesOf({ value, numbers, labels, optional }: SampleColumns): readonly string[] {
  return [value, ...numbers, ...labels, ...optional];
}

/** Rows of which all values are kept. */
const MOST_VALUES = 1_000_000;
/** Rows that may be held at once where every one is needed. */
const MOST_ROWS = 20_000_000;

/** Collects the rows of one side. */
export class SampleReader {
  private readonly columns: SampleColumns;
  private readonly value: NumberColumn;
  private readonly numbers: readonly NumberColumn[];
  private readonly labels: readonly { readonly rows: string[]; readonly known: Map<string, string> }[];
  private rows = 0;
  private readonly incomplete = new Map<string, number>();

  constructor(columns: SampleColumns) {
    this.columns = columns;
    this.value = new NumberColumn(columns.value, columns.isMeanOnly ? MOST_VALUES : MOST_ROWS);
    this.numbers = columns.numbers.map((column) => new NumberColumn(column));
    this.labels = [...columns.labels, ...columns.optional].map(() => ({ rows: [], known: new Map() }));
  }

  /** Reads rows of the table; throws a DataError where it lacks a column, and for cells that are no numbers. */
  from(table: Table): (row: Row) => void {
    const required = namesOf({ ...this.columns, optional: [] });
    const [value, ...further] = required.map((column) => columnIndex(table, column));
    const numbers = further.slice(0, this.numbers.length);
    const optional = this.columns.optional.map((column) => table.columns.indexOf(column));
    const labels = [...further.slice(this.numbers.length), ...optional];
    return ({ cells, line }) => {
      const lacks = further.findIndex((place) => cellValue(cells[place] ?? null).kind === 'missing');
      if (lacks !== -1) {
        const column = [...this.columns.numbers, ...this.columns.labels][lacks]!;
        this.incomplete.set(column, (this.incomplete.get(column) ?? 0) + 1);
        return;
      }
      if (!this.value.add(cells[value!] ?? null, table.file, line)) {
        return;
      }
      if (!this.columns.isMeanOnly && ++this.rows > MOST_ROWS) {
        const problem = `more than ${MOST_ROWS / 1e6} million rows are too many to hold at once, which all but the mean of one column needs; expected fewer: draw a random part of them`;
        throw new DataError(problem, { file: table.file, line });
      }
      for (const [i, place] of numbers.entries()) {
        this.numbers[i]!.add(cells[place]!, table.file, line);
      }
      for (const [i, place] of labels.entries()) {
        const { rows, known } = this.labels[i]!;
        const text = textOf(cells[place] ?? null);
        // One copy of each text, however many rows have it.
        rows.push(known.get(text) ?? text);
        known.set(text, rows.at(-1)!);
      }
    };
  }

  sample(): Sample {
    const { columns, value } = this;
    return {
      values: value.numbers(),
      description: value.description(),
      isBinary: value.isBinary(),
      missing: value.missing,
      words: value.words,
      numbers: new Map(columns.numbers.map((column, i) => [column, this.numbers[i]!.numbers()])),
      labels: new Map([...columns.labels, ...columns.optional].map((column, i) => [column, this.labels[i]!.rows])),
      incomplete: this.incomplete,
    };
  }
}

function textOf(cell: Cell): string {
  return cellValue(cell).kind === 'missing' ? '' : String(cell).trim();
}
