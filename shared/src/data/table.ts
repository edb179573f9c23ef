/**
 * A value of a table as the file has it: text for CSV, else the file's own types; null where it is absent. Lists are
 * written as JSON; whole numbers beyond 2^53 are text, so that ids keep their digits.
 */
export type Cell = string | number | boolean | null;

export interface Row {
  /** Line of the file at which the row begins, from 1; the row's number in files that have no lines. */
  readonly line: number;
  /** In the order of the table's columns; a cell of a column that was not asked for may be null. */
  readonly cells: readonly Cell[];
}

/** A table read once, in order, in bounded memory. */
export interface Table {
  readonly file: string;
  /** All columns of the file; what is nested has a path for a name, such as `scores.judge`. */
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Row[]>;
  /** What had to be left out or was read in a way that must be known, in sentences; complete once the rows are read. */
  readonly problems: () => readonly string[];
}

/** What of a table is needed: a reader leaves out the rest where the format lets it. */
export interface Wanted {
  /** All columns when absent. */
  readonly columns?: readonly string[];
  /** Beside `columns`: those that are needed only in some rows, the spots (`isSpot`). */
  readonly atSpots?: readonly string[];
  /** The first rows, at least this many. */
  readonly rows?: number;
}
