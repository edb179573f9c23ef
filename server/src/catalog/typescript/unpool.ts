import type { CatalogEntry } from '../entry.ts';
import { namesFrom } from '../methods.ts';

const of = (...names: string[]): readonly string[] => namesFrom(['unpool/statistics'], names);

/** docs/statistics.md: estimates that people and judges make together, tests of synthetic rows against real ones, and plain ones. */
export const unpool: readonly CatalogEntry[] = [
  {
    call: of(
      'ppiMean',
      'stratifiedPpi',
      'postStratified',
      'judgeCorrected',
      'checkJudge',
      'checkTasks',
      'importanceWeighted',
    ),
    does: { kind: 'corrects', data: 'all' },
  },
  // the labelled verdicts are of the judge whose count or mean this is
  { call: of('correctedRate', 'correctedMean'), does: { kind: 'corrects', data: [0] } },
  {
    call: of('compareSamples', 'permutationTest', 'equivalenceTest', 'rateEquivalence', 'chiSquareTest'),
    does: { kind: 'estimates', data: [0, 1], what: 'test', confirmatory: true, compares: true },
  },
  // a column of human labels and one of the judge's, side by side
  { call: of('judgedRows'), does: { kind: 'passes', from: 0, as: 'each' } },
  { call: of('unlessRefused'), does: { kind: 'passes', from: 0, as: 'same' } },
  // what a scorer gives that is calibrated, is what people would say
  { call: of('labellingSheet', 'labelledVerdicts', 'calibratedScorer'), does: { kind: 'nothing' } },
  {
    call: of('meanInterval', 'wilson', 'clopperPearson', 'agrestiCoull', 'weightedMean'),
    does: { kind: 'estimates', data: [0], what: 'interval', confirmatory: true },
  },
];
