import { cellValue } from './cell-value.ts';
import type { DataFile } from './data-file.ts';
import { openTable } from './open-table.ts';

/** What the first rows of a column hold: only zeros, ones and words for them; numbers; or something else. */
export type ColumnKind = 'binary' | 'number' | 'text' | 'empty';

export interface ColumnPreview {
  readonly name: string;
  readonly kind: ColumnKind;
  /** Every value so far is a whole number that differs from all others, as an id would be. */
  readonly isId: boolean;
  /** Some row so far has no value. */
  readonly hasGaps: boolean;
}

const ROWS = 500;

/** The columns of a file with what their first rows hold. */
export async function preview(file: DataFile): Promise<readonly ColumnPreview[]> {
  const table = await openTable(file);
  const seen = table.columns.map(() => ({
    binary: true,
    number: true,
    count: 0,
    whole: true,
    values: new Set<number>(),
  }));
  let rows = 0;
  for await (const batch of table.rows) {
    for (const { cells } of batch.slice(0, ROWS - rows)) {
      for (const [i, column] of seen.entries()) {
        const value = cellValue(cells[i] ?? null);
        if (value.kind === 'missing') {
          continue;
        }
        column.count++;
        column.number &&= value.kind !== 'text';
        column.binary &&=
          value.kind === 'word' || (value.kind === 'number' && (value.number === 0 || value.number === 1));
        column.whole &&= value.kind === 'number' && Number.isInteger(value.number);
        if (value.kind === 'number') {
          column.values.add(value.number);
        }
      }
    }
    rows += batch.length;
    if (rows >= ROWS) {
      break;
    }
  }
  return table.columns.map((name, i) => {
    const { binary, number, count, whole, values } = seen[i]!;
    const kind = count === 0 ? 'empty' : binary ? 'binary' : number ? 'number' : 'text';
    const isId = kind === 'number' && whole && count > 2 && values.size === count;
    return { name, kind, isId, hasGaps: count < Math.min(rows, ROWS) };
  });
}
