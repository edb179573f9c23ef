import type { CatalogEntry } from '../entry.ts';

/** https://pingouin-stats.org/build/html/api.html */
export const pingouin: readonly CatalogEntry[] = [
  {
    call: ['pingouin.ttest', 'pingouin.tost', 'pingouin.mwu', 'pingouin.wilcoxon'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'x'],
        [1, 'y'],
      ],
      what: 'test',
      confirmatory: true,
      compares: true,
    },
  },
  {
    call: ['pingouin.corr'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'x'],
        [1, 'y'],
      ],
      what: 'correlation',
      confirmatory: true,
      compares: true,
    },
  },
  {
    call: [
      'pingouin.anova',
      'pingouin.ancova',
      'pingouin.welch_anova',
      'pingouin.rm_anova',
      'pingouin.mixed_anova',
      'pingouin.kruskal',
      'pingouin.friedman',
      'pingouin.pairwise_tests',
      'pingouin.pairwise_ttests',
      'pingouin.pairwise_tukey',
      'pingouin.pairwise_gameshowell',
    ],
    does: {
      kind: 'estimates',
      data: [[0, 'data']],
      columns: ['dv', 'between', 'within'],
      what: 'test',
      confirmatory: true,
    },
  },
  {
    call: ['pingouin.linear_regression', 'pingouin.logistic_regression'],
    does: {
      kind: 'estimates',
      data: [
        [0, 'X'],
        [1, 'y'],
      ],
      what: 'regression',
      confirmatory: true,
    },
  },
  {
    call: ['pingouin.compute_bootci'],
    does: { kind: 'estimates', data: [[0, 'x']], what: 'bootstrap interval', confirmatory: true },
  },
];
