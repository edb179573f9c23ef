import type { CatalogEntry } from './entry.ts';

/** https://pandas.pydata.org/docs/reference */
export const pandas: readonly CatalogEntry[] = [
  { call: ['pandas.read_csv', 'pandas.read_table', 'pandas.read_excel', 'pandas.read_parquet', 'pandas.read_feather', 'pandas.read_pickle', 'pandas.read_json', 'pandas.read_sql', 'pandas.read_sql_query', 'pandas.read_hdf', 'polars.read_csv', 'polars.read_parquet', '*.read_csv', '*.read_excel', '*.read_parquet'], does: { kind: 'reads', from: [0, 'filepath_or_buffer'], gives: 'table' } },
  { call: ['pandas.concat', '*.concat'], does: { kind: 'pools', parts: [[0, 'objs']], axis: [1, 'axis'] } },
  { call: ['pandas.DataFrame', 'pandas.DataFrame.from_records', 'pandas.DataFrame.from_dict', 'pandas.json_normalize', 'pandas.Series'], does: { kind: 'passes', from: [0, 'data'], as: 'frame' } },
  { call: ['pandas.to_numeric', 'pandas.cut', 'pandas.qcut', 'pandas.get_dummies', 'pandas.to_datetime'], does: { kind: 'passes', from: 0 } },
  { call: ['pandas.merge'], does: { kind: 'joins-columns', parts: [[0, 'left'], [1, 'right']] } },
  { call: ['*.merge', '*.join'], does: { kind: 'joins-columns', parts: ['self', [0, 'right']] } },
  { call: ['*.copy', '*.reset_index', '*.set_index', '*.dropna', '*.drop_duplicates', '*.head', '*.tail', '*.sample', '*.sort_values', '*.sort_index', '*.astype', '*.rename', '*.to_numpy', '*.tolist', '*.to_list', '*.to_frame', '*.squeeze', '*.clip', '*.filter', '*.nlargest', '*.nsmallest', '*.isin', '*.notna', '*.notnull', '*.isna', '*.isnull', '*.abs', '*.round', '*.where', '*.mask', '*.pipe', '*.reindex', '*.droplevel', '*.select_dtypes', '*.eq', '*.ge', '*.gt', '*.explode', '*.melt', '*.stack', '*.pivot', '*.replace', '*.to_dict', '*.iterrows', '*.itertuples', '*.query', '*.eval', '*.unstack', '*.rolling', '*.loc'], does: { kind: 'passes', from: 'self' } },
  { call: ['*.drop'], does: { kind: 'drops', columns: [0, 'columns'] } },
  { call: ['*.assign'], does: { kind: 'assigns' } },
  { call: ['*.groupby', '*.group_by'], does: { kind: 'groups', by: [0, 'by'] } },
  { call: ['*.fillna', '*.combine_first', '*.fill_null'], does: { kind: 'coalesces', parts: ['self', [0, 'value']] } },
  { call: ['*.apply', '*.applymap', '*.transform', '*.progress_apply', '*.map_elements'], does: { kind: 'calls', function: [0, 'func'], on: 'self', gives: 'column' } },
  { call: ['*.mean'], does: { kind: 'estimates', data: ['self'], what: 'mean' } },
  { call: ['*.median', '*.quantile'], does: { kind: 'estimates', data: ['self'], what: 'median' } },
  { call: ['*.agg', '*.aggregate', '*.describe'], does: { kind: 'estimates', data: ['self'], what: 'summary' } },
  { call: ['*.value_counts'], does: { kind: 'part', of: 'self', is: 'total' } },
  { call: ['*.corr', '*.cov'], does: { kind: 'estimates', data: ['self', 0], what: 'correlation', compares: true } },
  { call: ['*.sem'], does: { kind: 'estimates', data: ['self'], what: 'standard error', confirmatory: true } },
  { call: ['*.std', '*.var'], does: { kind: 'part', of: 'self', is: 'spread' } },
  { call: ['*.sum'], does: { kind: 'part', of: 'self', is: 'total' } },
  { call: ['*.to_csv', '*.to_json', '*.to_parquet', '*.to_excel', '*.to_pickle', '*.nunique', '*.unique', '*.plot', '*.hist', '*.duplicated'], does: { kind: 'nothing' } },
];
