import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const DANFO = ['danfojs', 'danfojs-node'];
const POLARS = ['nodejs-polars', 'nodejs-polars.pl'];

/**
 * Tables: Danfo.js (https://danfo.jsdata.org), Arquero (https://idl.uw.edu/arquero), nodejs-polars
 * (https://pola-rs.github.io/nodejs-polars).
 */
export const tables: readonly CatalogEntry[] = [
  {
    call: [
      ...namesFrom(DANFO, ['readCSV', 'readJSON', 'readExcel']),
      ...namesFrom(POLARS, ['readCSV', 'scanCSV', 'readJSON', 'readParquet', 'scanParquet', 'readIPC']),
      ...namesFrom(['arquero'], ['load', 'loadCSV', 'loadJSON', 'loadArrow', 'loadFixed']),
    ],
    does: { kind: 'reads', from: 0, gives: 'table' },
  },
  {
    call: [
      ...namesFrom(DANFO, ['DataFrame', 'Series']),
      ...namesFrom(POLARS, ['DataFrame', 'Series', 'readRecords']),
      ...namesFrom(['arquero'], ['table', 'from', 'fromCSV', 'fromJSON', 'fromArrow']),
    ],
    does: { kind: 'passes', from: 0, as: 'frame' },
  },
  { call: namesFrom(DANFO, ['concat']), does: { kind: 'pools', parts: ['dfList'], axis: 'axis' } },
  { call: namesFrom(POLARS, ['concat']), does: { kind: 'pools', parts: [0] } },
  { call: ['*.vstack'], does: { kind: 'pools', parts: ['self', 0] } },
  { call: ['*.fillNa'], does: { kind: 'coalesces', parts: ['self', 0] } },
  // numbers of a column
  { call: ['*.mean'], does: { kind: 'estimates', data: ['self', 0], what: 'mean' } },
  { call: ['*.median'], does: { kind: 'estimates', data: ['self', 0], what: 'median' } },
  { call: ['*.quantile'], does: { kind: 'estimates', data: ['self', 0], what: 'quantile' } },
  { call: ['*.std', '*.var'], does: { kind: 'part', of: 'self', is: 'spread' } },
  {
    call: namesFrom(['arquero.op'], ['mean', 'average']),
    does: { kind: 'estimates', data: [0], what: 'mean' },
  },
  { call: namesFrom(['arquero.op'], ['median']), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: namesFrom(['arquero.op'], ['quantile']), does: { kind: 'estimates', data: [0], what: 'quantile' } },
  { call: namesFrom(['arquero.op'], ['stdev', 'variance']), does: { kind: 'part', of: 0, is: 'spread' } },
  { call: namesFrom(['arquero.op'], ['sum']), does: { kind: 'part', of: 0, is: 'total' } },
  { call: ['*.derive', '*.rollup'], does: { kind: 'assigns' } },
  { call: ['*.groupby', '*.groupBy'], does: { kind: 'groups', by: 0 } },
  { call: namesFrom(POLARS, ['col']), does: { kind: 'names-columns' } },
  { call: ['*.select', '*.withColumns', '*.withColumn', '*.agg'], does: { kind: 'computes' } },
  {
    call: ['*.getColumn', '*.column', '*.array', '*.getChild'],
    does: { kind: 'looks-up', key: 0, default: 1 },
  },
  {
    call: [
      '*.objects',
      '*.toRecords',
      '*.toArray',
      '*.head',
      '*.tail',
      '*.sample',
      '*.shuffle',
      '*.ungroup',
      '*.dropna',
    ],
    does: { kind: 'passes', from: 'self' },
  },
  {
    call: namesFrom(DANFO, ['toCSV', 'toJSON', 'toExcel']),
    does: { kind: 'writes', data: 0, to: 'filePath' },
  },
  { call: ['*.writeCSV', '*.writeJSON', '*.writeParquet'], does: { kind: 'writes', data: 'self', to: 0 } },
];
