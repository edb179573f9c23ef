import { hintOf } from './cell-value.ts';
import { DataError } from './data-error.ts';
import { ORIGIN_NAMES } from './guess-origin-column.ts';
import { clipped, listed } from './listed.ts';
import type { ColumnPreview } from './preview.ts';

/** Names of columns that count or identify rows. */
export const ROW_NAMES = /^(?:|id|index|idx|row|no|nr|seed|unnamed: 0)$|[_ -](?:id|index|idx)$|[a-z]Id$/i;
/** Names of columns that date rows. */
const TIME_NAMES =
  /^(?:timestamp|time|date|datetime|ts|created|updated)$|[_ -](?:timestamp|date|ts|at)$|[a-z](?:At|Date|Timestamp)$/;
/** Candidates that a message has room for. */
const MOST_SHOWN = 8;

/**
 * The numeric column that every file has, when exactly one fits; ids, row numbers, times and origin columns do not.
 * Throws a DataError that names the candidates when none or several fit.
 */
export function guessValueColumn(files: readonly (readonly ColumnPreview[])[], except: string | undefined): string {
  const [first = [], ...others] = files;
  const numeric = ({ kind }: ColumnPreview) => kind === 'number' || kind === 'binary';
  const fits = first
    .filter((column) => numeric(column) && column.name !== except && !ORIGIN_NAMES.test(column.name))
    .filter(({ name }) => others.every((columns) => columns.some((other) => other.name === name && numeric(other))));
  const named = fits.filter((column) => !ROW_NAMES.test(column.name));
  const values = named.filter(
    (column) => !column.isRun && !TIME_NAMES.test(column.name) && !(named.length > 1 && column.isId),
  );
  if (values.length === 1) {
    return values[0]!.name;
  }
  if (values.length > 1) {
    const shown = [...values.slice(0, MOST_SHOWN).map(described), ...(values.length > MOST_SHOWN ? ['…'] : [])];
    throw new DataError(`several columns could hold the values: ${shown.join(', ')}; say which one to compare`);
  }
  throw new DataError(nothingFits(first, others.length === 0 ? 'in the file' : 'that all the files share', named));
}

function described({ name, holds }: ColumnPreview): string {
  return `"${clipped(name)}" (${holds})`;
}

function nothingFits(columns: readonly ColumnPreview[], where: string, counts: readonly ColumnPreview[]): string {
  const [count] = counts;
  if (count !== undefined) {
    return (
      `no column of numbers ${where} could hold the values: ${described(count)} seems to count or date the rows; ` +
      'expected another column, or its name if it is meant'
    );
  }
  const names = listed(columns.map(({ name }) => name));
  const [hint] = columns.flatMap(({ name, text }) => {
    const hint = text === null ? null : hintOf(text);
    return hint === null ? [] : [`. "${clipped(name)}" holds "${clipped(text!)}": ${hint}`];
  });
  return `no column of numbers ${where} could hold the values; the columns are ${names}${hint ?? ''}`;
}
