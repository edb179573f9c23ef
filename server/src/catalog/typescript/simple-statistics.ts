import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] => namesFrom(['simple-statistics'], names);

/** https://simple-statistics.github.io/docs */
export const simpleStatistics: readonly CatalogEntry[] = [
  {
    call: of('mean', 'average', 'geometricMean', 'harmonicMean', 'logAverage', 'rootMeanSquare'),
    does: { kind: 'estimates', data: [0], what: 'mean' },
  },
  { call: of('median', 'medianSorted'), does: { kind: 'estimates', data: [0], what: 'median' } },
  { call: of('quantile', 'quantileSorted'), does: { kind: 'estimates', data: [0], what: 'quantile' } },
  {
    call: of(
      'standardDeviation',
      'sampleStandardDeviation',
      'variance',
      'sampleVariance',
      'interquartileRange',
      'medianAbsoluteDeviation',
      'coefficientOfVariation',
    ),
    does: { kind: 'part', of: 0, is: 'spread' },
  },
  { call: of('sum', 'sumSimple', 'product'), does: { kind: 'part', of: 0, is: 'total' } },
  { call: of('tTest'), does: { kind: 'estimates', data: [0], what: 'test', confirmatory: true } },
  {
    call: of('tTestTwoSample', 'permutationTest', 'wilcoxonRankSum'),
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, compares: true },
  },
  { call: of('chiSquaredGoodnessOfFit'), does: { kind: 'estimates', data: [0], what: 'test', confirmatory: true } },
  {
    call: of('sampleCorrelation', 'sampleRankCorrelation', 'sampleCovariance', 'rSquared'),
    does: { kind: 'estimates', data: [0, 1], what: 'correlation', compares: true },
  },
  { call: of('linearRegression'), does: { kind: 'estimates', data: [0], what: 'regression' } },
  { call: of('shuffle', 'sample', 'sampleWithReplacement', 'numericSort'), does: { kind: 'passes', from: 0 } },
  { call: of('min', 'max'), does: { kind: 'passes', from: 0, as: 'element' } },
];
