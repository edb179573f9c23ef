/** A value of a table as the file has it: text for CSV, JSON's own types for JSON lines; null where it is absent. */
export type Cell = string | number | boolean | null;

export interface Row {
  /** Line of the file at which the row begins, from 1. */
  readonly line: number;
  /** In the order of the table's columns. */
  readonly cells: readonly Cell[];
}

/** A table read once, in order, in bounded memory. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly Row[]>;
  /** What had to be left out, in sentences; complete once the rows are read. */
  readonly problems: () => readonly string[];
}
