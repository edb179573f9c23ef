import type { CatalogEntry } from '../entry.ts';

/** https://huggingface.co/docs/datasets/package_reference. Its `map` and `train_test_split` are those of Python and scikit-learn by name. */
export const datasets: readonly CatalogEntry[] = [
  {
    call: [
      'datasets.load_dataset',
      'datasets.load.load_dataset',
      '*.Dataset.from_csv',
      '*.Dataset.from_json',
      '*.Dataset.from_parquet',
      '*.Dataset.from_text',
    ],
    does: { kind: 'reads', from: [0, 'data_files'], gives: 'table' },
  },
  {
    call: [
      'datasets.Dataset.from_list',
      'datasets.Dataset.from_dict',
      'datasets.Dataset.from_pandas',
      'datasets.Dataset.from_polars',
    ],
    does: { kind: 'passes', from: 0, as: 'frame' },
  },
  { call: ['*.concatenate_datasets'], does: { kind: 'pools', parts: [[0, 'dsets']], axis: 'axis' } },
  { call: ['*.interleave_datasets'], does: { kind: 'pools', parts: [[0, 'datasets']] } },
  {
    call: ['*.to_pandas', '*.to_polars', '*.select_columns', '*.with_format', '*.flatten_indices'],
    does: { kind: 'passes', from: 'self' },
  },
  {
    call: ['*.Dataset.from_generator'],
    does: { kind: 'calls', function: [0, 'generator'], on: 'rest', gives: 'value' },
  },
  { call: ['*.remove_columns'], does: { kind: 'drops', columns: [0, 'column_names'] } },
  {
    call: ['*.push_to_hub'],
    does: { kind: 'writes', data: 'self', to: [0, 'repo_id'] },
  },
];
