import type { CompareResult, CompareVerdict, Extended, IntervalJson } from '../protocol/check.ts';
import { advice } from './advice.ts';
import { count, number, pValue, signed } from './format.ts';
import { coverageSentence, verdictSentence } from './sentences.ts';

/** A table with a head line; the first column names the row. */
export interface ReportTable {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a report says, whatever it is rendered as. The pictures are drawn from `result`. */
export interface Report {
  readonly title: string;
  readonly verdict: CompareVerdict;
  /** The verdict in one or two plain sentences. */
  readonly sentence: string;
  /** What the naive pooled interval is worth. */
  readonly coverage: string;
  readonly samples: ReportTable;
  readonly shift: ReportTable;
  readonly estimates: ReportTable;
  readonly tests: ReportTable;
  readonly advice: readonly string[];
  readonly notes: readonly string[];
  /** How it was computed: level, margin, seed. */
  readonly method: string;
  readonly result: CompareResult;
}

/** What `compare` found, as a report. */
export function compareReport(result: CompareResult): Report {
  const { value, files, estimand, seed, verdict, omnibus } = result;
  const { count: permutations, exact } = omnibus.permutations;
  return {
    title: `Exchangeability of "${value}" in ${[...new Set([...files.real, ...files.synthetic])].join(', ')}`,
    verdict,
    sentence: verdictSentence(result),
    coverage: coverageSentence(result),
    samples: samplesTable(result),
    shift: shiftTable(result),
    estimates: estimatesTable(result),
    tests: testsTable(result),
    advice: advice(result),
    notes: result.notes,
    method:
      `Shift is synthetic minus real (${estimand === 'proportion' ? 'Newcombe' : 'Welch'} interval). ` +
      `Permutation tests: ${exact ? `all ${count(permutations)} splits` : `${count(permutations)} random splits, seed ${seed}`}.`,
    result,
  };
}

/** An interval for people; proportions are clipped to 0 … 1 for display. */
export function interval([low, high]: IntervalJson, clip = false): string {
  const shown = (bound: Extended) => {
    if (typeof bound === 'string') {
      return bound === 'Infinity' ? 'infinite' : '-infinite';
    }
    return number(clip ? Math.min(1, Math.max(0, bound)) : bound);
  };
  return `${shown(low)} to ${shown(high)}`;
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

export const ESTIMATE_NAMES = {
  'real-only': 'real rows only',
  'bias-aware-pooled': 'pooled, bias-aware',
  naive: 'pooled naively',
} as const;

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
