import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] =>
  namesFrom(['jstat', 'jstat.jStat', 'jStat', 'jStat.jStat'], names);

/** https://jstat.github.io/vector.html and https://jstat.github.io/test.html */
export const jstat: readonly CatalogEntry[] = [
  { call: of('mean', 'meansqerr', 'geomean'), does: { kind: 'estimates', data: [0], what: 'mean' } },
  { call: of('median'), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: of('percentile', 'quantiles', 'quartiles'), does: { kind: 'estimates', data: [0], what: 'quantile' } },
  { call: of('stdev', 'variance', 'meandev', 'meddev'), does: { kind: 'part', of: 0, is: 'spread' } },
  { call: of('sum'), does: { kind: 'part', of: 0, is: 'total' } },
  {
    call: of('corrcoeff', 'covariance', 'spearmancoeff'),
    does: { kind: 'estimates', data: [0, 1], what: 'correlation', compares: true },
  },
  {
    call: of('ttest', 'ztest', 'tscore', 'zscore'),
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true },
  },
  {
    call: of('anovaftest', 'anovafscore'),
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, compares: true },
  },
  { call: of('tci', 'normalci'), does: { kind: 'estimates', data: [0, 2], what: 'interval', confirmatory: true } },
  // limits of a share, as Clopper and Pearson have them, by how many are so and how many are not
  { call: of('beta.inv'), does: { kind: 'estimates', data: [1, 2], what: 'interval', confirmatory: true } },
];
