import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

/** `_.mean`, `import { mean } from 'lodash-es'`, `import mean from 'lodash/mean'` */
const of = (...names: string[]): readonly string[] => [
  ...namesFrom(['lodash', 'lodash-es', 'underscore', 'es-toolkit', 'es-toolkit/compat', 'remeda'], names),
  ...names.flatMap((name) => [`lodash/${name}`, `lodash-es/${name}`, `lodash.${name.toLowerCase()}`]),
];

/** https://lodash.com/docs, and libraries that took over its names: underscore, es-toolkit, remeda. */
export const lodash: readonly CatalogEntry[] = [
  { call: of('mean'), does: { kind: 'estimates', data: [0], what: 'mean' } },
  { call: of('median'), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: of('meanBy'), does: { kind: 'estimates', data: [0], by: 1, what: 'mean' } },
  { call: of('sum'), does: { kind: 'part', of: 0, is: 'total' } },
  { call: of('sumBy'), does: { kind: 'part', of: 0, by: 1, is: 'total' } },
  { call: of('size'), does: { kind: 'part', of: 0, is: 'count' } },
  { call: of('countBy'), does: { kind: 'tallies', of: 0 } },
  { call: of('groupBy'), does: { kind: 'groups', rows: 0, by: 1 } },
  { call: of('concat', 'union', 'unionBy'), does: { kind: 'pools', parts: [0, 1] } },
  { call: of('map', 'mapValues', 'forEach', 'each'), does: { kind: 'calls', function: 1, on: 0, gives: 'list' } },
  { call: of('flatMap'), does: { kind: 'calls', function: 1, on: 0, gives: 'flat' } },
  { call: of('filter'), does: { kind: 'calls', function: 1, on: 0, gives: 'chosen' } },
  { call: of('reject'), does: { kind: 'calls', function: 1, on: 0, gives: 'left' } },
  { call: of('find', 'findLast'), does: { kind: 'calls', function: 1, on: 0, gives: 'element' } },
  { call: of('some', 'every'), does: { kind: 'calls', function: 1, on: 0, gives: 'value' } },
  { call: of('reduce'), does: { kind: 'folds', function: 1, on: 0, from: 2 } },
  { call: of('times'), does: { kind: 'calls', function: 1, on: 0, gives: 'list' } },
  { call: of('sortBy', 'orderBy'), does: { kind: 'passes', from: 0, ranks: { by: 1 } } },
  { call: of('maxBy', 'minBy', 'max', 'min'), does: { kind: 'passes', from: 0, as: 'extreme' } },
  { call: of('head', 'first', 'last', 'nth', 'sample'), does: { kind: 'passes', from: 0, as: 'element' } },
  { call: of('values'), does: { kind: 'passes', from: 0, as: 'values' } },
  { call: of('toPairs', 'entries', 'pairs'), does: { kind: 'passes', from: 0, as: 'entries' } },
  { call: of('fromPairs', 'zipObject', 'object'), does: { kind: 'makes-mapping', entries: 0 } },
  { call: of('zip'), does: { kind: 'passes', from: 0, as: 'pairs' } },
  { call: of('merge', 'assign', 'defaults'), does: { kind: 'joins-columns', parts: [0, 1, 2] } },
  { call: of('omit'), does: { kind: 'drops', of: 0, columns: 1 } },
  { call: of('isEqual', 'eq'), does: { kind: 'compares', data: [0, 1] } },
  {
    call: of(
      'shuffle',
      'sampleSize',
      'uniq',
      'uniqBy',
      'compact',
      'chunk',
      'take',
      'takeRight',
      'drop',
      'slice',
      'flatten',
      'flattenDeep',
      'cloneDeep',
      'pick',
      'partition',
      'reverse',
      'round',
    ),
    does: { kind: 'passes', from: 0 },
  },
];
