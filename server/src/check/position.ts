import { DataError } from '@unpool/shared/data/data-error.ts';
import { positionColumns } from '@unpool/shared/data/guess-position-column.ts';
import type { ColumnPreview } from '@unpool/shared/data/preview.ts';
import type { Samples } from '@unpool/shared/data/sample.ts';
import type { CompareRequest } from '@unpool/shared/protocol/check.ts';

/** Columns that may say which model stood first: the one that was named, or all that fit. */
export interface PositionChoice {
  readonly columns: readonly string[];
  readonly isGuessed: boolean;
}

/** The two orders of the models, and which of them each row was judged in: 0, 1, or -1 where it is not known. */
export interface Position {
  readonly column: string;
  readonly orders: readonly [string, string];
  readonly codes: { readonly real: readonly number[]; readonly synthetic: readonly number[] };
}

/** Of win rates only. `origin` is the column that tells real from synthetic rows. Throws a DataError for another estimand. */
export function choosePosition(
  files: readonly (readonly ColumnPreview[])[],
  { estimand, position, cluster, stratum, covariates = [] }: CompareRequest,
  value: string,
  origin: string | undefined,
): PositionChoice {
  if (position !== undefined && estimand !== 'win-rate') {
    throw new DataError('the position of the models is of use for win rates only; expected the estimand win-rate', {
      column: position,
    });
  }
  if (position !== undefined || estimand !== 'win-rate') {
    return { columns: position === undefined ? [] : [position], isGuessed: false };
  }
  const used = [value, origin, cluster, stratum, ...covariates].filter((name) => name !== undefined);
  return { columns: positionColumns(files, new Set(used)), isGuessed: true };
}

/** The position of each row; null where no column was chosen. Throws a DataError if a named one does not hold two values. */
export function positionOf({ real, synthetic }: Samples, { columns, isGuessed }: PositionChoice): Position | null {
  const [column, ...others] = columns;
  if (column === undefined || others.length > 0) {
    return null;
  }
  const cells = { real: real.labels.get(column)!, synthetic: synthetic.labels.get(column)! };
  const different = [...new Set([...cells.real, ...cells.synthetic])].filter((text) => text !== '').sort();
  const [first, second, ...more] = different;
  if (first === undefined || second === undefined || more.length > 0) {
    if (isGuessed) {
      return null;
    }
    const shown = different.slice(0, 4).map((text) => `"${text}"`);
    const found = different.length === 0 ? 'no value' : `${different.length} (${shown.join(', ')})`;
    const problem = `expected two different values that say which model stood first, such as A and B; found ${found}`;
    throw new DataError(problem, { column });
  }
  const orders = [first, second] as const;
  const code = (text: string) => orders.indexOf(text);
  return { column, orders, codes: { real: cells.real.map(code), synthetic: cells.synthetic.map(code) } };
}
