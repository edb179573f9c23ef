import type { CatalogEntry } from '../entry.ts';

/** `@stdlib/stats-ttest` and `@stdlib/stats/ttest` are the same. */
const of = (...names: string[]): readonly string[] =>
  names.flatMap((name) => [`@stdlib/stats-${name.replaceAll('/', '-')}`, `@stdlib/stats/${name}`]);
/** Of an array; of the first numbers of one, so many of them, at a distance. */
const ofArray = (...names: string[]) => of(...names.map((name) => `array/${name}`));
const ofStrided = (...names: string[]) =>
  of(...names.flatMap((name) => [`base/${name}`, `base/d${name}`, `strided/${name}`, `strided/d${name}`]));

/** https://stdlib.io/docs/api/latest/@stdlib/stats */
export const stdlib: readonly CatalogEntry[] = [
  { call: ofArray('mean', 'meankbn', 'nanmean'), does: { kind: 'estimates', data: [0], what: 'mean' } },
  { call: ofStrided('mean', 'meankbn', 'nanmean'), does: { kind: 'estimates', data: [1], what: 'mean' } },
  { call: ofArray('stdev', 'variance'), does: { kind: 'part', of: 0, is: 'spread' } },
  { call: ofStrided('stdev', 'variance'), does: { kind: 'part', of: 1, is: 'spread' } },
  {
    call: of('ttest', 'ztest', 'wilcoxon', 'kstest', 'binomial-test', 'chi2gof', 'vartest'),
    does: { kind: 'estimates', data: [0], what: 'test', confirmatory: true },
  },
  {
    call: of('ttest2', 'ztest2', 'ranksum', 'kruskal-test', 'anova1', 'bartlett-test', 'levene-test', 'fligner-test'),
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, compares: true },
  },
  { call: of('chi2test'), does: { kind: 'estimates', data: [0], what: 'test', confirmatory: true } },
  {
    call: of('base/dists/beta/quantile'),
    does: { kind: 'estimates', data: [1, 2], what: 'interval', confirmatory: true },
  },
  {
    call: of('pcorrtest'),
    does: { kind: 'estimates', data: [0, 1], what: 'correlation', confirmatory: true, compares: true },
  },
];
