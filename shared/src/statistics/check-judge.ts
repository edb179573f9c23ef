import { pairedSd, smoothed } from './agresti-min.ts';
import { type CalibrationBin, calibration } from './calibration.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { type Confusion, confusion } from './confusion.ts';
import { correlation } from './correlation.ts';
import { type Description, describe } from './describe.ts';
import { equivalence } from './equivalence.ts';
import { differences, type ErrorShift, errorShift } from './error-shift.ts';
import { extraLabels } from './extra-labels.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './is-binary.ts';
import { type JudgeEstimate, judgeEstimates } from './judge-estimates.ts';
import type { JudgeSample } from './judge-sample.ts';
import { type JudgedRows, type JudgeUnits, judgeUnits } from './judge-units.ts';
import { minimalDetectableShift } from './minimal-detectable-shift.ts';
import { normalQuantile } from './normal-quantile.ts';
import { pairedSpread } from './paired-spread.ts';
import { realRowsNeeded } from './real-rows-needed.ts';
import { type ShiftNumbers, shiftNumbers } from './shift-numbers.ts';
import { type VerdictResult, verdict } from './verdict.ts';
import { wilson } from './wilson.ts';

export interface JudgeOptions {
  /** Undefined: 0.05 for zeros and ones, a tenth of the standard deviation of the human labels for scores. */
  readonly margin: number | undefined;
  /** Level of the intervals called `ci`: 1 - alpha. The verdict has its own fixed levels. */
  readonly alpha: number;
  /** Half the width that the interval should have; undefined asks for no plan. */
  readonly halfWidth: number | undefined;
}

/** How judge and people compare on the labelled rows, each by itself. */
export interface RatersCompared {
  /** Null for scores. */
  readonly confusion: Confusion | null;
  /** Share of the human passes that the judge passes; null for scores, or without human passes. */
  readonly sensitivity: number | null;
  readonly sensitivityCi95: Interval | null;
  /** Share of the human fails that the judge fails; null for scores, or without human fails. */
  readonly specificity: number | null;
  readonly specificityCi95: Interval | null;
  /** Share of labelled rows in which both say the same; null for scores with many different values. */
  readonly agreement: number | null;
  /** Cohen's; null where agreement by chance is certain, and for scores with many different values. */
  readonly kappa: number | null;
  /** Pearson's; null where one side does not vary. */
  readonly correlation: number | null;
}

export interface JudgeCheck extends VerdictResult, RatersCompared {
  /** Units by the judge's score; null where a confusion says all. */
  readonly calibration: readonly CalibrationBin[] | null;
  /** Zeros and ones are a proportion, unless clusters make means of them. */
  readonly estimand: 'mean' | 'proportion';
  /** Rows, or clusters where they are given. */
  readonly units: JudgeUnits;
  readonly human: Description;
  readonly judge: Description;
  /** Judge minus human; `p` is exact McNemar's for zeros and ones. */
  readonly errorShift: ShiftNumbers & Pick<ErrorShift, 'method'>;
  readonly margin: number;
  readonly marginIsDefault: boolean;
  readonly equivalence: { readonly p: number };
  /** Labelled rows (clusters) with which the verdict is `compatible` in 80 % of samples if the judge is right on average. */
  readonly labelledNeeded: number;
  readonly minimalDetectableShift: number;
  readonly smallestPassingMargin: number;
  /** Human labels to add for the half width asked for; null when none was. */
  readonly extraLabels: number | null;
  readonly estimates: readonly JudgeEstimate[];
}

/** Scores with at most this many different values count as categories. */
const MOST_CATEGORIES = 20;

/** How far a judge may stand in for human labels, and what the labels and the judge together say. Needs two labelled units. */
export function checkJudge(rows: JudgedRows, { margin: chosen, alpha, halfWidth }: JudgeOptions): JudgeCheck {
  const units = judgeUnits(rows);
  const { sample } = units;
  const estimand = isBinary(sample.human) && isBinary(units.judged) ? 'proportion' : 'mean';
  const human = describe(sample.human);
  const judge = describe(sample.judge);
  const margin = chosen ?? (isBinary(rows.sample.human) ? 0.05 : human.sd / 10);
  const error = errorShift(sample.human, sample.judge);
  const { shift } = error;
  const numbers = shiftNumbers(error, alpha);
  const compared = raters(rows.sample);
  const { ci90, ci95 } = numbers;
  const spread = estimand === 'mean' ? pairedSpread(sample.human, sample.judge) : null;
  return {
    ...verdict({ ci90, ci95, margin, n: human.n, spread }),
    estimand,
    units,
    human,
    judge,
    ...compared,
    calibration: compared.confusion === null ? calibration(sample.human, sample.judge) : null,
    errorShift: numbers,
    margin,
    marginIsDefault: chosen === undefined,
    equivalence: { p: shift.se === 0 ? 1 : equivalence(shift, margin) },
    labelledNeeded: realRowsNeeded(margin, planningSd(sample, estimand), Number.POSITIVE_INFINITY),
    minimalDetectableShift: minimalDetectableShift(shift.se, shift.df),
    smallestPassingMargin: Math.max(Math.abs(ci90[0]), Math.abs(ci90[1])),
    extraLabels: halfWidth === undefined ? null : plan(rows, units, halfWidth, 1 - alpha),
    estimates: judgeEstimates(units, estimand, alpha),
  };
}

function raters({ human, judge }: JudgeSample): RatersCompared {
  const cells = isBinary(human) && isBinary(judge) ? confusion(human, judge) : null;
  const sensitivity = cells && share(cells.tp, cells.tp + cells.fn);
  const specificity = cells && share(cells.tn, cells.tn + cells.fp);
  const categories = new Set([...human, ...judge]).size <= MOST_CATEGORIES;
  return {
    confusion: cells,
    sensitivity: sensitivity?.value ?? null,
    sensitivityCi95: sensitivity?.ci95 ?? null,
    specificity: specificity?.value ?? null,
    specificityCi95: specificity?.ci95 ?? null,
    ...(categories ? cohenKappa(human, judge) : { agreement: null, kappa: null }),
    correlation: correlation(human, judge),
  };
}

function share(k: number, n: number): { readonly value: number; readonly ci95: Interval } | null {
  return n === 0 ? null : { value: k / n, ci95: wilson(k, n, normalQuantile(0.025)) };
}

function planningSd({ human, judge }: JudgeSample, estimand: JudgeCheck['estimand']): number {
  const { sd } = describe(differences(human, judge));
  return sd > 0 || estimand === 'mean' ? sd : pairedSd(smoothed(confusion(human, judge)));
}

/** In rows: a cluster counts for as many as there are in a labelled one. */
function plan(rows: JudgedRows, { sample }: JudgeUnits, halfWidth: number, level: number): number {
  const { n, sd, mean } = describe(sample.human);
  const binary = isBinary(rows.sample.human);
  // A rate seen at 0 % or 100 % has more spread than it shows.
  const p = (n * mean + 2) / (n + 4);
  const rowsEach = rows.sample.human.length / n;
  const clusters = extraLabels(
    {
      labelled: n,
      rows: n + sample.unlabelled.length,
      sd: binary && sd === 0 ? Math.sqrt(p * (1 - p)) : sd,
      correlation: correlation(sample.human, sample.judge) ?? 0,
    },
    halfWidth,
    level,
  );
  return Math.ceil(clusters * rowsEach);
}
