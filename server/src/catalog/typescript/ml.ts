import type { CatalogEntry } from '../entry.ts';

/** https://github.com/mljs: numbers of arrays, and regressions. */
export const ml: readonly CatalogEntry[] = [
  {
    call: ['ml-array-mean', 'ml-stat.array.mean', 'ml-stat.array.arithmeticMean'],
    does: { kind: 'estimates', data: [0], what: 'mean' },
  },
  { call: ['ml-array-median', 'ml-stat.array.median'], does: { kind: 'estimates', data: [0], what: 'median' } },
  {
    call: [
      'ml-array-standard-deviation',
      'ml-array-variance',
      'ml-stat.array.standardDeviation',
      'ml-stat.array.variance',
    ],
    does: { kind: 'part', of: 0, is: 'spread' },
  },
  { call: ['ml-array-sum', 'ml-stat.array.sum'], does: { kind: 'part', of: 0, is: 'total' } },
  {
    call: [
      'ml-regression-simple-linear.SimpleLinearRegression',
      'ml-regression-simple-linear',
      'ml-regression-multivariate-linear',
      'ml-regression.SLR',
      'ml-regression.SimpleLinearRegression',
    ],
    does: { kind: 'estimates', data: [0, 1], what: 'regression' },
  },
  {
    call: ['*.ConfusionMatrix.fromLabels'],
    does: { kind: 'estimates', data: [0, 1], what: 'score', compares: true, truth: 0 },
  },
];
