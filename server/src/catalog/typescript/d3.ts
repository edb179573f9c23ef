import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] => namesFrom(['d3', 'd3-array'], names);

/** https://d3js.org/d3-array and https://d3js.org/d3-dsv. What a number is of may be told by a function of each row. */
export const d3: readonly CatalogEntry[] = [
  { call: of('mean'), does: { kind: 'estimates', data: [0], by: 1, what: 'mean' } },
  { call: of('median'), does: { kind: 'estimates', data: [0], by: 1, what: 'median' } },
  { call: of('quantile', 'quantileSorted'), does: { kind: 'estimates', data: [0], by: 2, what: 'quantile' } },
  { call: of('deviation', 'variance'), does: { kind: 'part', of: 0, by: 1, is: 'spread' } },
  { call: of('sum', 'fsum'), does: { kind: 'part', of: 0, by: 1, is: 'total' } },
  { call: of('count'), does: { kind: 'part', of: 0, is: 'count' } },
  { call: of('rollup', 'flatRollup', 'rollups'), does: { kind: 'groups', rows: 0, then: 1, by: 2 } },
  { call: of('group', 'groups', 'flatGroup', 'index'), does: { kind: 'groups', rows: 0, by: 1 } },
  { call: of('merge'), does: { kind: 'pools', parts: [0] } },
  { call: of('shuffle', 'sort', 'filter', 'reverse', 'permute'), does: { kind: 'passes', from: 0 } },
  { call: of('map'), does: { kind: 'calls', function: 1, on: 0, gives: 'list' } },
  { call: of('min', 'max', 'least', 'greatest'), does: { kind: 'passes', from: 0, as: 'extreme' } },
  { call: namesFrom(['d3', 'd3-fetch'], ['csv', 'tsv', 'json']), does: { kind: 'reads', from: 0, gives: 'content' } },
  {
    call: namesFrom(['d3', 'd3-dsv'], ['csvParse', 'tsvParse', 'csvParseRows', 'dsvFormat.parse']),
    does: { kind: 'passes', from: 0 },
  },
  { call: namesFrom(['d3', 'd3-dsv'], ['csvFormat', 'tsvFormat']), does: { kind: 'passes', from: 0 } },
];
