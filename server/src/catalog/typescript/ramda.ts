import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] => namesFrom(['ramda'], names);

/** https://ramdajs.com/docs: the function comes first, what it is called on last. */
export const ramda: readonly CatalogEntry[] = [
  { call: of('mean'), does: { kind: 'estimates', data: [0], what: 'mean' } },
  { call: of('median'), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: of('sum'), does: { kind: 'part', of: 0, is: 'total' } },
  { call: of('length'), does: { kind: 'part', of: 0, is: 'count' } },
  { call: of('groupBy'), does: { kind: 'groups', rows: 1, by: 0 } },
  { call: of('countBy'), does: { kind: 'tallies', of: 1 } },
  { call: of('concat', 'union'), does: { kind: 'pools', parts: [0, 1] } },
  { call: of('map', 'mapObjIndexed', 'forEach', 'pluck'), does: { kind: 'calls', function: 0, on: 1, gives: 'list' } },
  { call: of('chain'), does: { kind: 'calls', function: 0, on: 1, gives: 'flat' } },
  { call: of('filter'), does: { kind: 'calls', function: 0, on: 1, gives: 'chosen' } },
  { call: of('reject'), does: { kind: 'calls', function: 0, on: 1, gives: 'left' } },
  { call: of('reduce'), does: { kind: 'folds', function: 0, on: 2, from: 1 } },
  { call: of('sortBy', 'sort', 'take', 'drop', 'uniqBy'), does: { kind: 'passes', from: 1 } },
  { call: of('uniq', 'flatten', 'values', 'clone'), does: { kind: 'passes', from: 0 } },
  { call: of('equals'), does: { kind: 'compares', data: [0, 1] } },
];
