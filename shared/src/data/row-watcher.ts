import type { Origin } from './origin.ts';
import type { Row, Table } from './table.ts';

/** Looks at rows of both sides as they are read. */
export interface RowWatcher {
  /** Columns that it looks at beside those that are read anyway. */
  readonly columns: readonly string[];
  /** Looks at a table, whose rows are then to be given in order, those of neither side with null. */
  at(table: Table): (side: Origin | null, row: Row) => void;
}
