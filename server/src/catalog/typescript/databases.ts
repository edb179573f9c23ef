import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const CONNECTIONS = [
  'pg.Pool',
  'pg.Client',
  'mysql2/promise.createPool',
  'mysql2/promise.createConnection',
  'sqlite3.Database',
  'sqlite.open',
  '@duckdb/node-api.DuckDBInstance.create.connect',
];

/**
 * Tables of a database, and Parquet: better-sqlite3 (https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md)
 * and node:sqlite prepare a query first, clients of Postgres, MySQL, SQLite and DuckDB ask at once; hyparquet
 * (https://github.com/hyparam/hyparquet), parquetjs. A query stands for the table that it selects from.
 */
export const databases: readonly CatalogEntry[] = [
  {
    call: namesFrom(
      ['better-sqlite3', 'better-sqlite3.Database', 'sqlite.DatabaseSync', 'bun:sqlite.Database'],
      ['prepare', 'query'],
    ),
    does: { kind: 'reads', from: 0, gives: 'content' },
  },
  {
    call: namesFrom(CONNECTIONS, ['query', 'execute', 'all', 'each', 'runAndReadAll']),
    does: { kind: 'reads', from: 0, gives: 'content' },
  },
  { call: ['*.asyncBufferFromFile', '*.ParquetReader.openFile'], does: { kind: 'reads', from: 0, gives: 'content' } },
  { call: ['hyparquet.parquetReadObjects'], does: { kind: 'passes', from: 'file' } },
  {
    call: ['*.all', '*.iterate', '*.getCursor', '*.getRowObjects', '*.getRowObjectsJS'],
    does: { kind: 'passes', from: 'self', or: 0 },
  },
];
