import type { CompareResult } from '../protocol/check.ts';
import { advice } from './advice.ts';
import { distributions, distributionsTable } from './distributions.ts';
import { FOREST_CAPTION, type Forest, forest } from './forest.ts';
import { count, number, pValue, signed } from './format.ts';
import { interval, type Report, type ReportTable } from './model.ts';
import { coverageSentence, verdictSentence } from './sentences.ts';
import { SHIFT_CAPTION, shiftPicture } from './shift-picture.ts';

/** What `compare` found, as a report. */
export function compareReport(result: CompareResult): Report {
  const { value, files, estimand, seed, verdict, omnibus } = result;
  const { count: permutations, exact } = omnibus.permutations;
  return {
    title: `Exchangeability of "${value}" in ${[...new Set([...files.real, ...files.synthetic])].join(', ')}`,
    verdict,
    sentence: verdictSentence(result),
    consequence: coverageSentence(result),
    advice: advice(result),
    sections: [
      {
        title: 'The shift',
        table: shiftTable(result),
        picture: {
          draw: () => shiftPicture({ ...result, of: 'The shift, synthetic minus real,' }),
          caption: SHIFT_CAPTION,
        },
      },
      {
        title: 'The estimates',
        table: estimatesTable(result),
        picture: { draw: () => forest(forestOf(result)), caption: FOREST_CAPTION },
      },
      {
        title: 'The distributions',
        table: samplesTable(result),
        picture: {
          draw: () => distributions(result),
          caption: 'Solid: real; dashed: synthetic.',
          numbers: distributionsTable(result),
        },
      },
      { title: 'Tests', table: testsTable(result) },
    ],
    notes: result.notes,
    method:
      `Shift is synthetic minus real (${estimand === 'proportion' ? 'Newcombe' : 'Welch'} interval). ` +
      `Permutation tests: ${exact ? `all ${count(permutations)} splits` : `${count(permutations)} random splits, seed ${seed}`}.`,
  };
}

function samplesTable({ estimand, real, synthetic }: CompareResult): ReportTable {
  const row = (name: string, { n, mean, sd }: CompareResult['real']) => [name, count(n), number(mean), number(sd)];
  return {
    caption: 'The rows',
    head: ['', 'rows', estimand === 'proportion' ? 'proportion' : 'mean', 'standard deviation'],
    rows: [row('real', real), row('synthetic', synthetic)],
  };
}

function shiftTable(result: CompareResult): ReportTable {
  const { shift, margin, marginIsDefault, equivalence, realRowsNeeded, synthetic } = result;
  const needed =
    typeof realRowsNeeded === 'number'
      ? count(realRowsNeeded)
      : `not reachable with ${count(synthetic.n)} synthetic rows`;
  return {
    caption: 'The shift, synthetic minus real',
    head: ['', 'value'],
    rows: [
      ['shift', signed(shift.estimate)],
      ['95 % interval', interval(shift.ci95)],
      ['90 % interval', interval(shift.ci90)],
      ['margin', `±${number(margin)}${marginIsDefault ? ' (placeholder, arbitrary)' : ''}`],
      ['p-value against no shift', pValue(shift.p)],
      ['p-value against a shift beyond the margin', pValue(equivalence.p)],
      ['smallest margin that would pass', number(result.smallestPassingMargin)],
      ['shift that would be noticed 4 times in 5', number(result.minimalDetectableShift)],
      ['real rows needed, if there is no shift', needed],
    ],
  };
}

const ESTIMATE_NAMES = {
  'real-only': 'real rows only',
  'bias-aware-pooled': 'pooled, bias-aware',
  naive: 'pooled naively',
} as const;

function forestOf({ estimates, naivePooled, estimand, value }: CompareResult): Forest {
  return {
    title: `Estimates of ${value} with 95 % intervals`,
    rows: [
      ...estimates.map(({ method, estimate, ci95 }) => ({ name: ESTIMATE_NAMES[method], estimate, ci95 })),
      { name: ESTIMATE_NAMES.naive, estimate: naivePooled.estimate, ci95: naivePooled.ci95, isNaive: true },
    ],
    isRate: estimand === 'proportion',
  };
}

function estimatesTable({ estimates, naivePooled, estimand }: CompareResult): ReportTable {
  const clip = estimand === 'proportion';
  return {
    caption: 'The estimates',
    head: ['', 'estimate', '95 % interval'],
    rows: [
      ...estimates.map(({ method, estimate, ci95 }) => [
        ESTIMATE_NAMES[method],
        number(estimate),
        interval(ci95, clip),
      ]),
      [`${ESTIMATE_NAMES.naive} (not trustworthy)`, number(naivePooled.estimate), interval(naivePooled.ci95, clip)],
    ],
  };
}

function testsTable({ omnibus }: CompareResult): ReportTable {
  const { ks, energy, wasserstein, mannWhitney, brownForsythe, chiSquare, brunnerMunzel } = omnibus;
  const row = (name: string, test: { statistic: number; p: number } | null) =>
    test === null ? [] : [[name, number(test.statistic), pValue(test.p)]];
  return {
    caption: 'Tests of the whole distribution (they do not decide the verdict)',
    head: ['', 'statistic', 'p'],
    rows: [
      ['Kolmogorov-Smirnov, permuted', number(ks.statistic), pValue(ks.pPermutation)],
      ['energy distance, permuted', number(energy.statistic), pValue(energy.pPermutation)],
      ['Wasserstein distance', number(wasserstein.statistic), ''],
      ...row('Mann-Whitney', mannWhitney),
      ...row('Brown-Forsythe (spread)', brownForsythe),
      ...row(chiSquare?.method === 'fisher' ? 'Fisher exact' : 'chi-square', chiSquare),
      ...row('Brunner-Munzel', brunnerMunzel),
    ],
  };
}
