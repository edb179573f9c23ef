import type { CompareResult, EstimateJson, IntervalJson, ShiftJson } from '../protocol/check.ts';
import { advice } from './advice.ts';
import { coverageSections } from './coverage-band.ts';
import { distributions, distributionsTable } from './distributions.ts';
import { type Forest, forest, forestCaption } from './forest.ts';
import { count, level, number, pValue, signed } from './format.ts';
import { compareHeadlines, ESTIMATE_NAMES, naiveNumbers } from './headlines.ts';
import {
  cautious,
  cautiousCaption,
  estimated,
  interval,
  type Report,
  type ReportSection,
  type ReportTable,
  VERDICT_WORDS,
} from './model.ts';
import { coverageSentence, verdictSentence } from './sentences.ts';
import { SHIFT_CAPTION, shiftPicture } from './shift-picture.ts';
import { isShare, realUnits, subject } from './subject.ts';

/** What `compare` found, as a report. */
export function compareReport(result: CompareResult): Report {
  const { files, seed, verdict, omnibus, shift } = result;
  const { count: permutations, exact, groups } = omnibus.permutations;
  return {
    title: `Exchangeability of ${subject(result)} in ${[...new Set([...files.real, ...files.synthetic])].join(', ')}`,
    verdict,
    word: VERDICT_WORDS[verdict],
    sentence: verdictSentence(result),
    headlines: compareHeadlines(result),
    consequence: coverageSentence(result),
    advice: advice(result),
    sections: [
      {
        title: 'The shift',
        table: shiftTable(result),
        picture: {
          draw: () =>
            shiftPicture({ ...result, of: 'The shift, synthetic minus real,', label: 'shift: synthetic minus real' }),
          caption: cautiousCaption(SHIFT_CAPTION, 'The interval', shift.caution),
        },
      },
      {
        title: 'The estimates',
        table: estimatesTable(result),
        picture: {
          draw: () => forest(forestOf(result)),
          caption: cautiousCaption(forestCaption(result.alpha), 'That of the real rows', realCaution(result)),
        },
      },
      ...coverageSections(result),
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
      ...positionSections(result),
      ...(result.regression === undefined
        ? []
        : [{ title: 'The regression', table: regressionTable(result.regression) }]),
      ...(result.models === undefined ? [] : [{ title: 'Each model', table: modelsTable(result.models) }]),
      ...(result.strata === undefined ? [] : [{ title: 'The groups', table: strataTable(result.strata) }]),
      ...(result.clusters === null ? [] : [{ title: 'The clusters', table: clustersTable(result.clusters) }]),
    ],
    notes: result.notes,
    method:
      `Shift is synthetic minus real (${METHODS[shift.method]}). ` +
      `Permutation tests: ${exact ? `all ${count(permutations)} splits` : `${count(permutations)} random splits, seed ${seed}`}` +
      `${groups === null ? '' : `, the values in ${count(groups)} groups of neighbours`}.`,
  };
}

function realCaution({ estimates }: CompareResult): string | undefined {
  const own = estimates.find(({ method }) => method === 'real-only');
  return own === undefined || 'refused' in own ? undefined : own.caution;
}

function shiftInterval({ ci95, caution }: ShiftJson): string {
  return cautious(interval(ci95), caution);
}

const METHODS = {
  welch: 'Welch interval',
  newcombe: 'Newcombe interval',
  'paired-t': "Student's interval of the pairs' differences",
  'agresti-min': 'Agresti-Min interval of pairs',
  'bonett-price': 'Bonett-Price interval of pairs',
  mover: 'interval from those of both sides, MOVER',
  hc3: 'HC3 standard error',
  'cluster-robust': 'standard error by cluster jackknife, CV3',
} as const;

function regressionTable({ coefficients, joint, isLogistic }: NonNullable<CompareResult['regression']>): ReportTable {
  return {
    caption: `Coefficients${isLogistic ? ' (log odds)' : ''}`,
    head: ['', 'real', 'synthetic', 'p'],
    rows: [
      ...coefficients.map(({ name, real, synthetic }) => [name, number(real), number(synthetic), '']),
      ['all alike, the constant among them (Wald)', '', '', pValue(joint.p)],
    ],
  };
}

function positionSections({ omnibus: { positionSwap } }: CompareResult): readonly ReportSection[] {
  const title = 'The place of the models';
  if (positionSwap === undefined) {
    return [];
  }
  if ('refused' in positionSwap) {
    return [{ title, table: { caption: title, head: ['', 'value'], rows: [['not looked at', positionSwap.refused]] } }];
  }
  const { column, orders } = positionSwap;
  const row = (side: 'real' | 'synthetic') => {
    const swap = positionSwap[side];
    return 'refused' in swap
      ? [side, '', '', 'none', swap.refused, '']
      : [
          side,
          ...swap.winRates.map((rate, i) => `${number(rate)} (${count(swap.rows[i]!)} rows)`),
          signed(swap.gap),
          cautious(interval(swap.ci95), swap.caution),
          pValue(swap.p),
        ];
  };
  const table = {
    caption: `The win rate by "${column}", which says who stood first`,
    head: ['', `at "${orders[0]}"`, `at "${orders[1]}"`, 'gap', '95 % interval', 'p'],
    rows: [row('real'), row('synthetic')],
  };
  return [{ title, table }];
}

function modelsTable(models: NonNullable<CompareResult['models']>): ReportTable {
  return {
    caption: 'Each model by itself, synthetic minus real',
    head: ['', 'shift', '95 % interval', 'p'],
    rows: models.map(({ column, shift }) => [column, signed(shift.estimate), shiftInterval(shift), pValue(shift.p)]),
  };
}

function strataTable({ column, strata }: NonNullable<CompareResult['strata']>): ReportTable {
  return {
    caption: `The groups by "${column}"`,
    head: ['', 'real rows', 'synthetic rows', 'shift', '95 % interval', 'p, allowing for their number', 'verdict'],
    rows: strata.map((stratum) => [
      stratum.name,
      count(stratum.realRows),
      count(stratum.syntheticRows),
      ...('refused' in stratum
        ? ['', '', '', stratum.refused]
        : [signed(stratum.shift.estimate), shiftInterval(stratum.shift), pValue(stratum.pHolm), stratum.verdict]),
    ]),
  };
}

function clustersTable({ column, real, synthetic }: NonNullable<CompareResult['clusters']>): ReportTable {
  const row = (name: string, rows: typeof real) => [
    name,
    count(rows.clusters),
    rows.icc === null ? '' : number(rows.icc),
    number(rows.deff),
  ];
  return {
    caption: `Rows of one "${column}" belong together`,
    head: ['', 'clusters', 'how alike rows of one are (ICC)', 'variance against independent rows (deff)'],
    rows: [row('real', real), row('synthetic', synthetic)],
  };
}

function samplesTable({ estimand, real, synthetic }: CompareResult): ReportTable {
  const row = (name: string, { n, mean, sd }: CompareResult['real']) => [name, count(n), number(mean), number(sd)];
  return {
    caption: 'The rows',
    head: [
      '',
      'rows',
      estimand === 'proportion' ? 'proportion' : estimand === 'difference' ? 'mean difference' : 'mean',
      'standard deviation',
    ],
    rows: [row('real', real), row('synthetic', synthetic)],
  };
}

function shiftTable(result: CompareResult): ReportTable {
  const { shift, alpha, margin, marginIsDefault, equivalence, realRowsNeeded } = result;
  const needed = typeof realRowsNeeded === 'number' ? count(realRowsNeeded) : 'not reachable with these synthetic rows';
  return {
    caption: 'The shift, synthetic minus real',
    head: ['', 'value'],
    rows: [
      ['shift', signed(shift.estimate)],
      ['95 % interval', shiftInterval(shift)],
      ['90 % interval', interval(shift.ci90)],
      ...(alpha === 0.05 || alpha === 0.1 ? [] : [[`${level(1 - alpha)} interval`, interval(shift.ci)]]),
      ['margin', `±${number(margin)}${marginIsDefault ? ' (placeholder, arbitrary)' : ''}`],
      ['p-value against no shift', pValue(shift.p)],
      ['p-value against a shift beyond the margin', pValue(equivalence.p)],
      ['smallest margin that would pass', number(result.smallestPassingMargin)],
      ['shift that would be noticed 4 times in 5', number(result.minimalDetectableShift)],
      [`${realUnits(result).word} needed, if there is no shift`, needed],
    ],
  };
}

function forestOf(result: CompareResult): Forest {
  const { estimates, alpha } = result;
  const naive = naiveNumbers(result);
  return {
    title: `Estimates of ${subject(result).replaceAll('"', '')} with ${level(1 - alpha)} intervals`,
    of: subject(result).replaceAll('"', ''),
    rows: [
      ...estimates.flatMap((row) =>
        'refused' in row ? [] : [{ name: ESTIMATE_NAMES[row.method], estimate: row.estimate, ci: row.ci }],
      ),
      ...(naive === null ? [] : [{ name: ESTIMATE_NAMES.naive, ...naive, isNaive: true }]),
    ],
    isRate: isShare(result),
  };
}

function estimatesTable(result: CompareResult): ReportTable {
  const { alpha, naivePooled, estimates } = result;
  const clip = isShare(result);
  const naive = naiveNumbers(result);
  // The level that was asked for, beside the usual one.
  const asked = alpha === 0.05 ? [] : [`${level(1 - alpha)} interval`];
  const row = (name: string, entry: EstimateJson | (CompareResult['naivePooled'] & { ci?: IntervalJson })) => {
    if ('refused' in entry) {
      return [name, 'none', entry.refused, ...asked.map(() => '')];
    }
    const { estimate, ci95, ci = ci95 } = entry;
    const caution = 'caution' in entry ? entry.caution : undefined;
    return [
      name,
      estimated(estimate, ci95),
      cautious(interval(ci95, clip), caution),
      ...asked.map(() => cautious(interval(ci, clip), caution)),
    ];
  };
  return {
    caption: 'The estimates',
    head: ['', 'estimate', '95 % interval', ...asked],
    rows: [
      ...estimates.map((entry) => row(ESTIMATE_NAMES[entry.method], entry)),
      row(`${ESTIMATE_NAMES.naive} (not trustworthy)`, { ...naivePooled, ...(naive && { ci: naive.ci }) }),
    ],
  };
}

function testsTable({ omnibus }: CompareResult): ReportTable {
  const { ks, energy, wasserstein, mannWhitney, brownForsythe, chiSquare, brunnerMunzel, totalVariation } = omnibus;
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
      ...(totalVariation ? [['total-variation distance', number(totalVariation.statistic), '']] : []),
    ],
  };
}
