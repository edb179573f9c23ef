import type { CatalogEntry } from '../entry.ts';

/** https://docs.pola.rs/api/python/stable/reference */
export const polars: readonly CatalogEntry[] = [
  {
    call: [
      'polars.scan_csv',
      'polars.scan_parquet',
      'polars.scan_ndjson',
      'polars.read_ndjson',
      'polars.read_json',
      'polars.read_excel',
      'polars.read_ipc',
      'polars.read_database',
      'polars.read_delta',
    ],
    does: { kind: 'reads', from: [0, 'source'], gives: 'table' },
  },
  {
    call: [
      'polars.DataFrame',
      'polars.LazyFrame',
      'polars.Series',
      'polars.from_pandas',
      'polars.from_dicts',
      'polars.from_dict',
    ],
    does: { kind: 'passes', from: [0, 'data'], as: 'frame' },
  },
  {
    call: [
      '*.lazy',
      '*.collect',
      '*.with_columns',
      '*.with_row_index',
      '*.drop_nulls',
      '*.limit',
      '*.to_series',
      '*.fill_nan',
      '*.alias',
      '*.cast',
      '*.to_dicts',
      '*.iter_rows',
    ],
    does: { kind: 'passes', from: 'self' },
  },
  { call: ['polars.col'], does: { kind: 'names-columns' } },
  { call: ['*.select'], does: { kind: 'computes' } },
  {
    call: ['*.unpivot'],
    does: { kind: 'melts', table: 'self', columns: [0, 'on'], ids: 'index', name: 'value_name' },
  },
  { call: ['*.vstack'], does: { kind: 'pools', parts: ['self', 0] } },
  {
    call: ['*.sink_csv', '*.sink_parquet', '*.sink_ndjson', '*.write_excel'],
    does: { kind: 'writes', data: 'self', to: 0 },
  },
];
