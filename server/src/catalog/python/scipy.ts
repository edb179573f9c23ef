import type { CatalogEntry } from '../entry.ts';

/** https://docs.scipy.org/doc/scipy/reference/stats.html; statsmodels' intervals stand beside them. */
export const scipy: readonly CatalogEntry[] = [
  {
    call: ['scipy.stats.ttest_1samp', 'scipy.stats.wilcoxon', 'scipy.stats.binomtest', 'scipy.stats.binom_test'],
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, gives: ['statistic', 'pvalue'] },
  },
  {
    call: [
      'scipy.stats.ttest_ind',
      'scipy.stats.ttest_rel',
      'scipy.stats.mannwhitneyu',
      'scipy.stats.ks_2samp',
      'scipy.stats.f_oneway',
      'scipy.stats.kruskal',
      'scipy.stats.alexandergovern',
      'scipy.stats.ansari',
      'scipy.stats.brunnermunzel',
      'scipy.stats.cramervonmises_2samp',
      'scipy.stats.dunnett',
      'scipy.stats.epps_singleton_2samp',
      'scipy.stats.fligner',
      'scipy.stats.friedmanchisquare',
      'scipy.stats.levene',
      'scipy.stats.median_test',
      'scipy.stats.mood',
      'scipy.stats.ranksums',
      'scipy.stats.tukey_hsd',
      '*.ttest_ind',
      '*.ttest_rel',
      '*.mannwhitneyu',
    ],
    does: {
      kind: 'estimates',
      data: [0, 1],
      what: 'test',
      confirmatory: true,
      compares: true,
      gives: ['statistic', 'pvalue'],
    },
  },
  {
    call: [
      'scipy.stats.chi2_contingency',
      'scipy.stats.fisher_exact',
      'scipy.stats.barnard_exact',
      'scipy.stats.boschloo_exact',
      'scipy.stats.chisquare',
      'scipy.stats.power_divergence',
      'scipy.stats.permutation_test',
      'scipy.stats.monte_carlo_test',
    ],
    does: {
      kind: 'estimates',
      data: [0],
      what: 'test',
      confirmatory: true,
      gives: ['statistic', 'pvalue', 'dof', 'expected_freq'],
    },
  },
  {
    call: [
      'scipy.stats.pearsonr',
      'scipy.stats.spearmanr',
      'scipy.stats.kendalltau',
      'scipy.stats.linregress',
      'scipy.stats.pointbiserialr',
      'scipy.stats.siegelslopes',
      'scipy.stats.somersd',
      'scipy.stats.theilslopes',
      'scipy.stats.weightedtau',
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
  {
    call: ['scipy.stats.bayes_mvs', 'scipy.stats.mvsdist'],
    does: { kind: 'estimates', data: [[0, 'data']], what: 'interval', confirmatory: true },
  },
  {
    call: [
      'scipy.stats.gmean',
      'scipy.stats.hmean',
      'scipy.stats.pmean',
      'scipy.stats.trim_mean',
      'scipy.stats.tmean',
      'scipy.stats.mode',
    ],
    does: { kind: 'estimates', data: [[0, 'a']], what: 'mean' },
  },
  {
    call: ['scipy.stats.wasserstein_distance', 'scipy.stats.energy_distance', '*.distance.jensenshannon'],
    does: { kind: 'compares', data: [0, 1] },
  },
  { call: ['scipy.stats.zscore', 'scipy.stats.rankdata'], does: { kind: 'passes', from: 0 } },
  { call: ['scipy.stats.describe'], does: { kind: 'estimates', data: [0], what: 'summary' } },
  {
    call: ['*.proportion_confint'],
    does: { kind: 'estimates', data: [[0, 'count']], what: 'interval', confirmatory: true },
  },
  {
    call: ['*.proportions_ztest'],
    does: { kind: 'estimates', data: [[0, 'count']], what: 'test', confirmatory: true, gives: ['statistic', 'pvalue'] },
  },
  {
    call: ['*.confint_proportions_2indep'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'count1'],
        [2, 'count2'],
      ],
      what: 'interval',
      confirmatory: true,
      compares: true,
    },
  },
  {
    call: ['*.test_proportions_2indep'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'count1'],
        [2, 'count2'],
      ],
      what: 'test',
      confirmatory: true,
      compares: true,
    },
  },
  { call: ['*.DescrStatsW'], does: { kind: 'estimates', data: [[0, 'data']], what: 'interval', confirmatory: true } },
  {
    call: ['scipy.stats.norm.rvs', 'scipy.stats.beta.rvs', 'scipy.stats.binom.rvs', 'scipy.stats.bernoulli.rvs'],
    does: { kind: 'draws' },
  },
];
