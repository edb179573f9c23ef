import { columnIndex } from '@unpool/shared/data/column-index.ts';
import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import { guessOriginColumn } from '@unpool/shared/data/guess-origin-column.ts';
import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import { openTable } from '@unpool/shared/data/open-table.ts';
import { OriginReader } from '@unpool/shared/data/origin.ts';
import { type ColumnPreview, preview } from '@unpool/shared/data/preview.ts';
import type { RowWatcher } from '@unpool/shared/data/row-watcher.ts';
import { readByOrigin, readSides } from '@unpool/shared/data/sample.ts';
import type { Row, Table } from '@unpool/shared/data/table.ts';
import type { CompareRequest, DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { PoolNumbers, PoolQuestion } from '@unpool/shared/protocol/pool.ts';
import { assess } from '@unpool/shared/statistics/assess.ts';
import { describe } from '@unpool/shared/statistics/describe.ts';
import { naivePooled } from '@unpool/shared/statistics/naive-pooled.ts';
import { compareColumns, compareInput } from './compare-input.ts';
import { allFiles, type OpenSource, openSource } from './open-source.ts';
import type { RunOptions } from './run-compare.ts';
import { watched } from './watched.ts';

/** Rows of more than these are not counted: a warning can do without. */
const MOST_ROWS = 1_000_000;

/**
 * What a warning of pooled rows tells of their files: the numbers of `runCompare`, without its tests.
 * Throws a DataError for files that cannot be read, and the signal's reason when cancelled.
 */
export async function runPool(
  { source: asked, value: named }: PoolQuestion,
  open: (file: DataFileRef) => DataFile,
  { pause, signal }: RunOptions = {},
): Promise<PoolNumbers> {
  const source = openSource(asked, (refs) => watched(refs.map(open), { onRead: () => {}, pause, signal }));
  const previews = await Promise.all(allFiles(source).map(preview));
  const origin =
    source.kind === 'one-table' ? (source.words.column ?? guessOriginColumn(previews[0] ?? [])) : undefined;
  const value = named === undefined ? clearColumn(previews, origin) : named;
  const numbers =
    value === null ? null : await measured(source, origin, { source: asked, value }).catch(nullIfUnusable);
  return numbers ?? { kind: 'pool', rows: await countRows(source, origin), worth: null };
}

/** Null where none or several fit. */
function clearColumn(previews: readonly (readonly ColumnPreview[])[], origin: string | undefined): string | null {
  try {
    return guessValueColumn(previews, origin);
  } catch (error) {
    return nullIfUnusable(error);
  }
}

function nullIfUnusable(error: unknown): null {
  if (error instanceof DataError) {
    return null;
  }
  throw error;
}

/** Throws a DataError where the column is not there, or its values cannot be compared. */
async function measured(
  source: OpenSource,
  origin: string | undefined,
  request: CompareRequest & { readonly value: string },
): Promise<PoolNumbers> {
  const { value } = request;
  const columns = compareColumns(value, origin, request, undefined);
  const samples =
    source.kind === 'two-sides'
      ? await readSides(source.real, source.synthetic, columns, new RowLimit())
      : await readByOrigin(source.data, { ...source.words, column: origin! }, columns, new RowLimit());
  const input = compareInput(samples, value, request);
  const { values: real } = samples.real;
  const { values: synthetic } = samples.synthetic;
  const { analysis, shift } = assess({ ...input, real, synthetic }, undefined, 0.05);
  const { coverageRange } = naivePooled(describe(real), describe(synthetic), shift);
  const { ci95, caution } = shift;
  const isTold = !analysis.isConstant && ci95.every(Number.isFinite);
  return {
    kind: 'pool',
    rows: { real: real.length, synthetic: synthetic.length },
    worth: isTold ? { value, shift: { ci95, ...(caution !== undefined && { caution }) }, coverageRange } : null,
  };
}

/** Ends the reading of very many rows by a DataError. */
class RowLimit implements RowWatcher {
  readonly columns = [];
  private rows = 0;

  at(): () => void {
    return () => {
      if (++this.rows > MOST_ROWS) {
        throw new DataError(`there are more than ${MOST_ROWS} rows`);
      }
    };
  }
}

async function countRows(source: OpenSource, origin: string | undefined): Promise<PoolNumbers['rows']> {
  const rows = { real: 0, synthetic: 0 };
  const limit = new RowLimit().at();
  if (source.kind === 'two-sides') {
    await eachRow(source.real, limit, () => rows.real++);
    await eachRow(source.synthetic, limit, () => rows.synthetic++);
    return rows;
  }
  const reader = new OriginReader({ ...source.words, column: origin! });
  await eachRow(source.data, limit, ({ cells }, table) => {
    const side = reader.read(cells[columnIndex(table, reader.words.column)] ?? null);
    if (side !== null) {
      rows[side]++;
    }
  });
  reader.check(source.data.map(({ name }) => name).join(', '));
  return rows;
}

async function eachRow(
  files: readonly DataFile[],
  limit: () => void,
  use: (row: Row, table: Table) => void,
): Promise<void> {
  for (const file of files) {
    const table = await openTable(file);
    for await (const batch of table.rows) {
      for (const row of batch) {
        limit();
        use(row, table);
      }
    }
  }
}
