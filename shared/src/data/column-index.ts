import { DataError } from './data-error.ts';
import { listed } from './listed.ts';
import { nearest } from './nearest.ts';
import type { Table } from './table.ts';

/** Place of a column; throws a DataError that names the nearest column when there is none. */
export function columnIndex({ file, columns }: Table, column: string): number {
  const index = columns.indexOf(column);
  if (index !== -1) {
    return index;
  }
  const near = nearest(column, columns) ?? columns.find((name) => name.split('.').includes(column));
  const shown = listed(columns);
  const hint = near === undefined ? `the columns are ${shown}` : `did you mean "${near}"? The columns are ${shown}`;
  throw new DataError(`there is no column "${column}"; ${hint}`, { file });
}
