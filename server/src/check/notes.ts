import { listed } from '@unpool/shared/data/listed.ts';
import type { Repeats, Shared } from '@unpool/shared/data/overlap.ts';
import type { Samples } from '@unpool/shared/data/sample.ts';
import type { RegressionRequest } from '@unpool/shared/protocol/check.ts';
import { count } from '@unpool/shared/report/format.ts';
import type { Comparison } from '@unpool/shared/statistics/compare-samples.ts';
import type { Stratum } from '@unpool/shared/statistics/compare-strata.ts';
import type { CompareUnits } from '@unpool/shared/statistics/compare-units.ts';
import { rowsOffMode } from '@unpool/shared/statistics/rows-off-mode.ts';

import type { Position } from './position.ts';

/** Share of values that differ from the rest below which a column is nearly constant. */
const NEARLY_NONE = 0.05;

export interface NotesInput {
  readonly samples: Samples;
  readonly shared: Shared;
  readonly comparison: Comparison;
  readonly units: CompareUnits;
  readonly value: string;
  /** Column of the second model. */
  readonly versus: string | null;
  readonly cluster: string | null;
  /** Columns by which the synthetic rows were weighted. */
  readonly covariates: readonly string[] | null;
  readonly regression: RegressionRequest | null;
  readonly stratum: string | null;
  readonly position: Position | null;
  readonly seed: number;
  readonly valueIsGuessed: boolean;
  /** What the first of the values are, as in "ratings from 1 to 5". */
  readonly valueHolds: string;
  /** The origin column, if nobody named it. */
  readonly guessedOrigin: string | null;
  readonly meanWasAsked: boolean;
  /** Some file stands on both sides. */
  readonly isOneFile: boolean;
}

/** What a reader of the result must know beside the numbers, in sentences. */
export function notes(input: NotesInput): readonly string[] {
  const { samples, shared, comparison, value, versus, valueIsGuessed, valueHolds, guessedOrigin, meanWasAsked } = input;
  const { cluster } = input;
  const { verdict, marginIsDefault, real, synthetic } = comparison;
  const words = new Map([...samples.real.words, ...samples.synthetic.words]);
  const all: (string | false)[] = [
    ...sharedNotes(input),
    cluster === null && repeatsNote(shared, 'real', 'synthetic'),
    guessedOrigin !== null &&
      `The column "${guessedOrigin}" is taken to tell real from synthetic rows, being the only one that fits.`,
    valueIsGuessed && `The values compared are those of the column "${value}" (${valueHolds}), the only one that fits.`,
    ...samples.problems,
    missingNote(samples, value),
    partNote(samples),
    ...incompleteNotes(samples),
    ...regressionNotes(input),
    ...narrowNotes(input),
    versus !== null &&
      `What is compared is the difference of two models on the same rows, "${value}" less "${versus}": what the synthetic rows do to both alike cancels.`,
    words.size > 0 && wordsNote(words, value),
    originsNote(samples),
    meanWasAsked && 'The values are zeros and ones: the mean is a proportion, and is compared as one.',
    marginIsDefault && placeholderNote(input),
    verdict === 'compatible' &&
      'Compatible is not a licence to pool: it supports descriptive use. For an interval or a test use the real rows ' +
        'alone, or the bias-aware interval, which assumes that the shift is no larger than the margin. Where it is just as ' +
        'large, some 5 % of data sets come out compatible, by luck, and in these the interval is too narrow.',
    (real.sd === 0 || synthetic.sd === 0) &&
      `All ${real.sd === 0 ? 'real' : 'synthetic'} values are the same: check that this is the right column.`,
    ...nearConstantNotes(samples, comparison),
    ...weightingNotes(input),
    ...strataNotes(input),
    ...positionNotes(input),
    ...clusterNotes(input),
  ];
  return all.filter((note) => note !== false);
}

/** What a mean's interval is worth that is too narrow. */
function narrowNotes({ comparison: { shift, estimates } }: NotesInput): readonly string[] {
  const isRefused = estimates.some((estimate) => estimate.method === 'real-only' && 'refused' in estimate);
  const isDoubted = estimates.some((estimate) => 'caution' in estimate) || shift.caution !== undefined;
  if (isRefused) {
    return [
      'Caution: where fewer than 5 values differ from the most frequent one, a 95 % interval of their mean holds the truth in only 37 to 90 % of samples. Compare the shares of the values, or collect more rows.',
    ];
  }
  return isDoubted
    ? [
        'Caution: a 95 % interval of the mean of so few skewed values holds the truth in only 84 to 93 % of samples. Compare a quantile instead, or collect more rows.',
      ]
    : [];
}

function regressionNotes({ regression, value }: NotesInput): readonly string[] {
  if (regression === null) {
    return [];
  }
  const { on, coefficient, isLogistic } = regression;
  const names = on.map((name) => `"${name}"`).join(', ');
  return [
    `What is compared is the coefficient of "${coefficient}" in the ${isLogistic ? 'logistic regression' : 'regression'} of "${value}" on ${names}${isLogistic ? ', in log odds' : ''}. The tests of the distribution are of "${value}" alone.`,
  ];
}

/** What weighting can do and what not. */
function weightingNotes({ covariates, comparison: { estimates }, seed }: NotesInput): readonly string[] {
  const estimate = estimates.find(({ method }) => method === 'importance-weighted');
  if (covariates === null || estimate === undefined || 'refused' in estimate) {
    return [];
  }
  const columns = covariates.map((name) => `"${name}"`).join(', ');
  const p = estimate.givenCovariates?.p ?? 1;
  return [
    `Weighted by ${columns}, the synthetic rows are like the real ones in these columns only; they are then worth ${Math.round(estimate.effectiveSampleSize ?? 0)} equal rows.`,
    ...(estimate.weights === 'odds'
      ? [`The weights are odds of a logistic regression, fitted on 5 random folds (seed ${seed}).`]
      : []),
    p < 0.05
      ? `Caution: at like ${columns} the values still differ between the sides (p = ${p.toPrecision(2)}). Weighting cannot repair that: do not use the weighted estimate.`
      : `At like ${columns} no difference between the sides shows (p = ${p.toPrecision(2)}); a small one may go unseen.`,
  ];
}

/** What the groups of rows say together. */
function strataNotes({ stratum, comparison: { strata } }: NotesInput): readonly string[] {
  if (stratum === null || strata === undefined) {
    return [];
  }
  const named = (wanted: (one: Stratum) => boolean) => strata.strata.filter(wanted).map(({ name }) => `"${name}"`);
  const violated = named((one) => !('refused' in one) && one.verdict === 'violated');
  const refused = named((one) => 'refused' in one);
  return [
    violated.length > 0
      ? `Caution: by "${stratum}", the shift is violated in ${violated.join(', ')}, also when allowing for having looked at ${strata.strata.length} groups.`
      : strata.allCompatible
        ? `In every group by "${stratum}" the shift is compatible with the margin; since all must be, no allowance for their number is needed.`
        : `In no group by "${stratum}" the shift is violated, allowing for their number (Holm), but not all are compatible.`,
    ...(refused.length > 0 ? [`Too few rows to look at by themselves: ${refused.join(', ')}.`] : []),
  ];
}

/** That the models' places decide with the models. */
function positionNotes({ position, comparison: { omnibus } }: NotesInput): readonly string[] {
  if (position === null || omnibus.positionSwap === undefined) {
    return [];
  }
  const { column, orders } = position;
  const sides = [['real', omnibus.positionSwap.real] as const, ['synthetic', omnibus.positionSwap.synthetic] as const];
  return sides.flatMap(([side, swap]) =>
    !('refused' in swap) && (swap.ci95[0] > 0 || swap.ci95[1] < 0)
      ? [
          `Caution: the ${side} rows are won more often where "${column}" is "${orders[swap.gap > 0 ? 0 : 1]}" than where it is "${orders[swap.gap > 0 ? 1 : 0]}": the place of a model decides with it. Judge each pair in both orders, and average the two.`,
        ]
      : [],
  );
}

/** What was done about rows that belong together. */
function clusterNotes({
  cluster,
  comparison: { clusters, estimand },
  units,
  regression,
  shared: { repeats },
}: NotesInput): readonly string[] {
  if (cluster === null || clusters === null) {
    return repeats === null ? [INDEPENDENCE] : [];
  }
  const { pairs, real, synthetic } = clusters;
  if (regression !== null) {
    return [
      `Rows of one "${cluster}" are not taken as independent: the standard errors come from leaving out each of the ${real.clusters} real and ${synthetic.clusters} synthetic clusters in turn.`,
    ];
  }
  const rest = units.real.length + units.synthetic.length - 2 * (pairs ?? 0);
  return [
    `Rows of one "${cluster}" are averaged to one value first, so that each counts once: ${real.clusters} real and ${synthetic.clusters} synthetic ones.`,
    pairs === null
      ? 'The permutation tests move whole clusters, and compare rows.'
      : `The shift is the mean of the differences of ${pairs} that both sides have; the permutation tests exchange the origins within them.${
          rest > 0
            ? ` ${rest} of one side only are left out of it, which is right if the others are a random part.`
            : ''
        }`,
    ...(estimand.startsWith('quantile:') ? ["The quantile is that of the clusters' averages, not of the rows."] : []),
  ];
}

export const INDEPENDENCE =
  'Rows are taken as independent. Several rows for one prompt or conversation make every interval here too narrow: name their column as the cluster.';

/** What speaks against it. */
export function repeatsNote({ repeats, units }: Shared, real: string, synthetic: string): string | false {
  // That both sides have the same units is told with the same advice.
  if (repeats === null || units.some(({ column }) => column === repeats.column)) {
    return false;
  }
  const side = (name: string, { rows, different }: Repeats['real']) =>
    different < rows ? [`the ${count(rows)} ${name} rows have only ${count(different)} different values`] : [];
  const sides = [...side(real, repeats.real), ...side(synthetic, repeats.synthetic)];
  return (
    `Caution: in the column "${repeats.column}", ${sides.join(' and ')}. If one stands for a prompt, an item or a person, ` +
    'its rows are not independent, as they are taken to be here, and every interval is too narrow: name the column as the cluster.'
  );
}

function incompleteNotes({ real, synthetic }: Samples): readonly string[] {
  const columns = new Set([...real.incomplete.keys(), ...synthetic.incomplete.keys()]);
  return [...columns].map(
    (column) =>
      `Without a value in the column "${column}", and left out: ${real.incomplete.get(column) ?? 0} real and ${synthetic.incomplete.get(column) ?? 0} synthetic rows.`,
  );
}

/** The check takes the sides as independent samples, unless clusters pair them. */
function sharedNotes({ samples: { real, synthetic }, shared, isOneFile, cluster }: NotesInput): readonly string[] {
  const useless = 'This result says nothing of synthetic data: check which files are compared.';
  if (isOneFile) {
    return [`Caution: both sides are the same file. ${useless}`];
  }
  const { rows, units, isPart, repeats } = shared;
  const looked = isPart ? ' Not all rows were looked at for this, as there are many.' : '';
  const copied =
    real.values.length === synthetic.values.length && real.values.every((x, i) => x === synthetic.values[i]);
  if (copied && real.values.some((x) => x !== real.values[0])) {
    return [`Caution: both sides have the same values in the same order, as copies do. ${useless}`];
  }
  return [
    ...(rows !== null && rows.count > 0
      ? [
          `Caution: ${isPart ? 'at least ' : ''}${rows.count} of the ${synthetic.description.n + synthetic.missing} synthetic rows are equal to a real row in every column (${listed(rows.columns)}): ` +
            `they are copies, or the generator repeats what it was shown. The sides then look more alike than they are.${looked}`,
        ]
      : []),
    ...units
      .filter(({ column }) => column !== cluster)
      .map(
        ({ column, shared, real }) =>
          `Caution: ${shared} of the ${real} different values of "${column}" in the real rows are in the synthetic rows, too. ` +
          'If one stands for a prompt or an item, the sides are not independent, as they are taken to be here, and the ' +
          `intervals are ${repeats === null ? 'too wide' : 'wrong'}: what counts is the difference for each prompt. Name the column as the cluster.${looked}`,
      ),
  ];
}

function missingNote({ real, synthetic }: Samples, value: string): string | false {
  return (
    real.missing + synthetic.missing > 0 &&
    `Without a value in the column "${value}", and left out: ${real.missing} real and ${synthetic.missing} synthetic rows. ` +
      'If what is missing depends on the value, the result is biased.'
  );
}

/** Of very many rows, not all values are kept. */
function partNote({ real, synthetic }: Samples): string | false {
  const sides = [['real', real] as const, ['synthetic', synthetic] as const];
  const parts = sides.flatMap(([side, { values, description }]) =>
    values.length < description.n ? [`${count(values.length)} of the ${count(description.n)} ${side} rows`] : [],
  );
  return (
    parts.length > 0 &&
    `The tests and the picture of the distributions are those of a random part, ${parts.join(' and ')}; means and their intervals are of all rows.`
  );
}

/** How words of a column were read. */
export function wordsNote(words: ReadonlyMap<string, number>, column: string): string {
  const readings = [...words].map(([word, number]) => `${word} = ${number}`).join(', ');
  return `Words in the column "${column}" are read as ${readings}.`;
}

/** That a margin was not chosen; `whose` standard deviation stands behind that of a mean. */
export function marginNote(margin: number, isRate: boolean, whose: string): string {
  return arbitrary(margin, isRate ? '0.05 for a rate' : `a tenth of the standard deviation ${whose}`);
}

function placeholderNote({ comparison: { margin, isRate, clusters }, value, regression }: NotesInput): string {
  if (regression !== null) {
    const each = `for each standard deviation of "${regression.coefficient}"`;
    const basis = regression.isLogistic ? 'a tenth in log odds' : `a tenth of the standard deviation of "${value}"`;
    return arbitrary(margin, `${basis} ${each}`);
  }
  return marginNote(margin, isRate, clusters === null ? 'of the real values' : "of the clusters' real averages");
}

function arbitrary(margin: number, basis: string): string {
  return `The margin of ${Number(margin.toPrecision(3))} is an arbitrary placeholder (${basis}): decide what shift would not matter to you, and set it.`;
}

/** Of a mean; of zeros and ones, a rate near 0 or 1 is no surprise. */
function nearConstantNotes({ real, synthetic }: Samples, { isRate }: Comparison): readonly string[] {
  const sides = [['real', real.values] as const, ['synthetic', synthetic.values] as const];
  return sides.flatMap(([side, values]) => {
    const off = rowsOffMode(values);
    return !isRate && off > 0 && off <= NEARLY_NONE * values.length
      ? [
          `Nearly all ${side} values are the same: only ${off} of ${values.length} differ, and the interval hangs on these. ` +
            'Check that this is the right column.',
        ]
      : [];
  });
}

function originsNote({ origins }: Samples): string | false {
  const list = (words: readonly string[]) => words.map((word) => `"${word}"`).join(', ');
  return (
    origins !== null && `Rows marked ${list(origins.real)} are real, rows marked ${list(origins.synthetic)} synthetic.`
  );
}
