import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] => namesFrom(['mathjs', 'mathjs.create'], names);

/** https://mathjs.org/docs/reference/functions.html */
export const mathjs: readonly CatalogEntry[] = [
  { call: of('mean'), does: { kind: 'estimates', data: [0], what: 'mean' } },
  { call: of('median'), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: of('quantileSeq'), does: { kind: 'estimates', data: [0], what: 'quantile' } },
  { call: of('corr'), does: { kind: 'estimates', data: [0, 1], what: 'correlation', compares: true } },
  { call: of('std', 'variance', 'mad'), does: { kind: 'part', of: 0, is: 'spread' } },
  { call: of('sum', 'prod'), does: { kind: 'part', of: 0, is: 'total' } },
  { call: of('concat'), does: { kind: 'pools', parts: [0, 1] } },
  { call: of('sqrt'), does: { kind: 'part', of: 0, is: 'root' } },
  { call: of('round', 'abs', 'matrix'), does: { kind: 'passes', from: 0 } },
];
