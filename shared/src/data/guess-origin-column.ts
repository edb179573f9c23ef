import { DataError } from './data-error.ts';
import { listed } from './listed.ts';
import { type Origin, originOf } from './origin.ts';
import type { ColumnPreview } from './preview.ts';

/** Names of columns that tell where a row comes from. */
export const ORIGIN_NAMES =
  /^(?:(?:row[_-]?)?(?:origin|source)|is[_-]?(?:synthetic|real|generated|fake|human)|synthetic)$/i;

/**
 * The column that tells real from synthetic rows, when exactly one fits: by its name and by words for both origins, or
 * by these words alone. Throws a DataError that names the candidates when none or several fit.
 */
export function guessOriginColumn(columns: readonly ColumnPreview[]): string {
  const origins = (column: ColumnPreview) => originsOf(column);
  const named = columns.filter((column) => ORIGIN_NAMES.test(column.name));
  const fits = [
    named.filter((column) => origins(column).size > 0),
    columns.filter((column) => origins(column).size === 2),
  ].find((candidates) => candidates.length > 0);
  if (fits?.length === 1) {
    return fits[0]!.name;
  }
  if (fits !== undefined) {
    const names = listed(fits.map(({ name }) => name));
    throw new DataError(`several columns could tell real from synthetic rows: ${names}; say which one is the origin`);
  }
  const [unclear] = named;
  if (unclear?.values != null) {
    const words = unclear.values.map((value) => [value, wordOf(unclear, value)] as const);
    if (new Set(words.flatMap(([, origin]) => origin ?? [])).size === 2) {
      const others = listed(words.filter(([, origin]) => origin === null).map(([value]) => value));
      throw new DataError(
        `the column "${unclear.name}" tells real from synthetic rows, but holds ${others}, too; name it as the origin to leave such rows out`,
      );
    }
    throw new DataError(
      `the column "${unclear.name}" holds ${listed(unclear.values)}, which are no words for real and synthetic; ` +
        'say that it is the origin, and which value means which',
    );
  }
  throw new DataError(
    'no column tells real from synthetic rows (such as "origin", with real and synthetic in it); expected a second ' +
      `file, or the name of such a column; the columns are ${listed(columns.map(({ name }) => name))}`,
  );
}

/** The origins that a column's values mean; none if a value means neither. */
function originsOf(column: ColumnPreview): ReadonlySet<string> {
  const origins = (column.values ?? []).map((value) => wordOf(column, value));
  return new Set(origins.every((origin) => origin !== null) ? origins : []);
}

function wordOf({ name }: ColumnPreview, value: string): Origin | null {
  return originOf(value, { column: name, realIs: undefined, syntheticIs: undefined });
}
