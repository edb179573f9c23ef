import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/**
 * https://docs.python.org/3/library/sqlite3.html, Postgres and MySQL by the same interface (PEP 249), and DuckDB
 * (https://duckdb.org/docs/api/python/overview). A query stands for the table that it selects from, where the code puts
 * something into that.
 */
export const databases: readonly CatalogEntry[] = [
  {
    call: namesFrom(
      [
        ...['sqlite3.connect', 'sqlite3.connect.cursor', 'duckdb', 'duckdb.connect', 'psycopg.connect'],
        ...['psycopg.connect.cursor', 'psycopg2.connect.cursor', 'mysql.connector.connect.cursor'],
      ],
      ['execute', 'sql', 'query'],
    ),
    does: { kind: 'reads', from: 0, gives: 'object' },
  },
  { call: ['*.fetchall', '*.fetchone', '*.fetchmany'], does: { kind: 'passes', from: 'self', or: 0 } },
];
