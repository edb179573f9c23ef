import { LEAST_OF_A_KIND, smoothed } from './agresti-min.ts';
import { confusion } from './confusion.ts';
import { doubtOfMean, refusalOf } from './doubtful-mean.ts';
import { differences } from './error-shift.ts';
import { isBinary } from './is-binary.ts';
import type { JudgeSample } from './judge-sample.ts';
import { type PpiFit, ppiLambda, ppiMean } from './ppi-mean.ts';
import { ppiProportion } from './ppi-proportion.ts';
import { rowsOffMode } from './rows-off-mode.ts';

export interface Ppi {
  readonly fit: PpiFit;
  /** What the interval is made of: the fit, or for few rows of a kind that with two rows added, spread evenly. */
  readonly forInterval: PpiFit;
}

/** Why there is no interval that could be trusted, in words for people. */
export interface Refused {
  readonly refused: string;
}

/** Tuning the judge's weight to fewer labels than this makes the interval too narrow. */
export const LEAST_TO_TUNE = 20;
export const LEAST_UNLABELLED = 2;

/**
 * Prediction-powered inference for a mean, with the judge at the weight `lambda` (0 needs no unlabelled rows), or tuned
 * (PPI++) when undefined.
 * Refuses where its interval is known to cover less often than it says.
 */
export function ppi(sample: JudgeSample, lambda: number | undefined): Ppi | Refused {
  const { human, judge, unlabelled } = sample;
  if (lambda !== 0 && unlabelled.length < LEAST_UNLABELLED) {
    return {
      refused: `it needs rows without a human label, at least ${LEAST_UNLABELLED}, and there are ${unlabelled.length}`,
    };
  }
  if (isBinary(human) && isBinary(judge) && isBinary(unlabelled)) {
    return binaryPpi(sample, lambda);
  }
  const refused = obstacle(sample, lambda);
  if (refused !== null) {
    return { refused };
  }
  const fit = ppiMean(sample, lambda ?? ppiLambda(sample));
  return { fit, forInterval: fit };
}

function binaryPpi(sample: JudgeSample, lambda: number | undefined): Ppi {
  const fit = ppiMean(sample, lambda ?? ppiLambda(sample));
  const cells = confusion(sample.human, sample.judge);
  const { tp, fp, fn, tn } = cells;
  const rows = sample.unlabelled.length;
  const passes = sample.unlabelled.reduce((sum, verdict) => sum + verdict, 0);
  const fewLabels = Math.min(fp + fn, tp + fn, fp + tn) < LEAST_OF_A_KIND;
  const fewVerdicts = lambda !== 0 && Math.min(passes, rows - passes) < LEAST_OF_A_KIND;
  if (!fewLabels && !fewVerdicts) {
    return { fit, forInterval: fit };
  }
  // Two rows more, spread evenly. Without them among the unlabelled ones, untuned PPI covers 30 % with 10 of those.
  const verdicts = fewVerdicts ? { passes: passes + 1, rows: rows + 2 } : { passes, rows };
  return { fit, forInterval: ppiProportion(fewLabels ? smoothed(cells) : cells, verdicts, lambda) };
}

function obstacle({ human, judge, unlabelled }: JudgeSample, lambda: number | undefined): string | null {
  const n = human.length;
  if (lambda === undefined && n < LEAST_TO_TUNE) {
    return `it needs ${LEAST_TO_TUNE} labels to weigh the judge by, and there are ${n}`;
  }
  const doubt = lambda === undefined && !isBinary(human) ? doubtOfMean(human, human) : null;
  if (doubt?.kind === 'few-apart') {
    return refusalOf(doubt);
  }
  // Where nearly all values are the same, the rows at hand do not show how far off the others can be.
  const scores = offMode(unlabelled);
  if (lambda !== 0 && scores.varied < scores.least) {
    return `the judge says the same of nearly all unlabelled rows: ${scores.varied} differ, and it needs ${scores.least}`;
  }
  if (isBinary(human)) {
    const passes = human.reduce((sum, label) => sum + label, 0);
    const fewest = Math.min(passes, n - passes);
    return fewest < LEAST_OF_A_KIND
      ? `it needs ${LEAST_OF_A_KIND} human passes and as many fails, and has ${passes} and ${n - passes}`
      : null;
  }
  const errors = offMode(differences(human, judge));
  return errors.varied < errors.least
    ? `the judge is off by the same in nearly all labelled rows: ${errors.varied} differ, and it needs ${errors.least}`
    : null;
}

/** How many values are not the most frequent one, and how many have to be: in few rows all but one. */
function offMode(values: Float64Array): { readonly varied: number; readonly least: number } {
  const varied = rowsOffMode(values);
  return { varied, least: Math.min(LEAST_OF_A_KIND, values.length - 1) };
}
