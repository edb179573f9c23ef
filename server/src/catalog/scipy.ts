import type { CatalogEntry } from './entry.ts';

/** https://docs.scipy.org/doc/scipy/reference/stats.html; statsmodels' intervals stand beside them. */
export const scipy: readonly CatalogEntry[] = [
  {
    call: ['scipy.stats.ttest_1samp', 'scipy.stats.wilcoxon', 'scipy.stats.binomtest', 'scipy.stats.binom_test'],
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true },
  },
  {
    call: [
      'scipy.stats.ttest_ind',
      'scipy.stats.ttest_rel',
      'scipy.stats.mannwhitneyu',
      'scipy.stats.ks_2samp',
      'scipy.stats.f_oneway',
      'scipy.stats.kruskal',
      '*.ttest_ind',
      '*.ttest_rel',
      '*.mannwhitneyu',
    ],
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, compares: true },
  },
  {
    call: ['scipy.stats.chi2_contingency', 'scipy.stats.fisher_exact'],
    does: { kind: 'estimates', data: [0], what: 'test', confirmatory: true },
  },
  {
    call: [
      'scipy.stats.pearsonr',
      'scipy.stats.spearmanr',
      'scipy.stats.kendalltau',
      '*.pearsonr',
      '*.spearmanr',
      '*.kendalltau',
    ],
    does: { kind: 'estimates', data: [0, 1], what: 'correlation', confirmatory: true, compares: true },
  },
  {
    call: ['scipy.stats.bootstrap'],
    does: { kind: 'estimates', data: [[0, 'data']], what: 'bootstrap interval', confirmatory: true },
  },
  {
    call: ['scipy.stats.sem', '*.stats.sem'],
    does: { kind: 'estimates', data: [[0, 'a']], what: 'standard error', confirmatory: true },
  },
  { call: ['scipy.stats.describe'], does: { kind: 'estimates', data: [0], what: 'summary' } },
  {
    call: ['*.proportion_confint'],
    does: { kind: 'estimates', data: [[0, 'count']], what: 'interval', confirmatory: true },
  },
  {
    call: ['*.proportions_ztest'],
    does: { kind: 'estimates', data: [[0, 'count']], what: 'test', confirmatory: true },
  },
  { call: ['*.DescrStatsW'], does: { kind: 'estimates', data: [[0, 'data']], what: 'interval', confirmatory: true } },
  {
    call: ['scipy.stats.norm.rvs', 'scipy.stats.beta.rvs', 'scipy.stats.binom.rvs', 'scipy.stats.bernoulli.rvs'],
    does: { kind: 'draws' },
  },
];
