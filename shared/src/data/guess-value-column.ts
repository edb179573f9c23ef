import { DataError } from './data-error.ts';
import { ORIGIN_NAMES } from './guess-origin-column.ts';
import type { ColumnPreview } from './preview.ts';

/** Names of columns that count or identify rows. */
export const ROW_NAMES = /^(?:|id|index|idx|row|no|nr|seed|unnamed: 0)$|[_ -](?:id|index|idx)$|[a-z]Id$/i;

/**
 * The numeric column that every file has, when exactly one fits; ids, row numbers and origin columns do not.
 * Throws a DataError that names the candidates when none or several fit.
 */
export function guessValueColumn(files: readonly (readonly ColumnPreview[])[], except: string | undefined): string {
  const [first = [], ...others] = files;
  const numeric = ({ kind }: ColumnPreview) => kind === 'number' || kind === 'binary';
  const fits = first
    .filter((column) => numeric(column) && column.name !== except && !ORIGIN_NAMES.test(column.name))
    .filter(({ name }) => others.every((columns) => columns.some((other) => other.name === name && numeric(other))));
  const named = fits.filter((column) => !ROW_NAMES.test(column.name));
  const values = named.length > 1 ? named.filter((column) => !column.isId) : named;
  const quoted = (columns: readonly ColumnPreview[]) => columns.map(({ name }) => `"${name}"`).join(', ');
  if (values.length === 1) {
    return values[0]!.name;
  }
  if (values.length > 1) {
    const shown = values.map(({ name, holds }) => `"${name}" (${holds})`).join(', ');
    throw new DataError(`several columns could hold the values: ${shown}; say which one to compare`);
  }
  const where = others.length === 0 ? 'the file' : 'all the files';
  throw new DataError(
    `no column of numbers that ${where} share could hold the values; the columns are ${quoted(first)}`,
  );
}
