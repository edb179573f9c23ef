import type { JudgeEstimateJson, JudgeMethod, JudgeNumbersJson, JudgeResult } from '../protocol/judge.ts';
import { count, number, signed } from './format.ts';
import { cautious, estimated, interval } from './model.ts';

export const JUDGE_ESTIMATE_NAMES: Readonly<Record<JudgeMethod, string>> = {
  naive: 'judge alone, naive',
  'real-only': 'human labels only',
  'post-stratified': 'post-stratified',
  ppi: 'PPI',
  'ppi++': 'PPI++',
  'stratified-ppi': 'stratified PPI',
  'judge-corrected': 'judge-corrected',
};

/** Of use first. */
const PREFERRED: readonly JudgeMethod[] = ['post-stratified', 'ppi++', 'real-only'];

export type GivenEstimate = { readonly method: JudgeMethod } & JudgeNumbersJson;

/** The estimates that were not refused. */
export function given(estimates: readonly JudgeEstimateJson[]): readonly GivenEstimate[] {
  return estimates.filter((estimate): estimate is GivenEstimate => !('refused' in estimate));
}

/** The estimate to report: it uses the judge where its interval can be trusted. None where all are refused. */
export function bestEstimate({ estimates, unlabelled }: JudgeResult): GivenEstimate | undefined {
  const found = given(estimates);
  const methods = unlabelled === 0 ? (['real-only'] as const) : PREFERRED;
  return methods.map((method) => found.find((estimate) => estimate.method === method)).find((one) => one !== undefined);
}

/** The verdict in plain words, without the word itself. */
export function judgeVerdictSentence(result: JudgeResult): string {
  const { verdict, errorShift, columns, margin, beyondMargin } = result;
  const error = errorShift.estimate;
  const [low, high] = errorShift.ci95 as readonly [number, number];
  const between = `the 95 % interval is ${cautious(`${signed(low)} to ${signed(high)}`, errorShift.caution)}`;
  switch (verdict) {
    case 'violated': {
      const beyond = beyondMargin ? `, beyond the margin of ±${number(margin)}` : '';
      return `the judge "${columns.judge}" is ${error > 0 ? 'higher' : 'lower'} than "${columns.human}" by ${number(Math.abs(error))} on average${beyond} (${between}). An average of it is off by as much, however many rows it scores.`;
    }
    case 'compatible':
      return `the judge "${columns.judge}" is off from "${columns.human}" by ${signed(error)} on average (${between}), less than the margin of ±${number(margin)} as far as these labels can show.`;
    case 'inconclusive':
      return `the judge "${columns.judge}" is off from "${columns.human}" by ${signed(error)} on average (${between}): neither no error nor one beyond the margin of ±${number(margin)} can be ruled out. ${missing(result)}`;
  }
}

/** What an inconclusive result lacks. */
function missing({ obstacle, labelledNeeded, samples, clusters }: JudgeResult): string {
  const units = clusters === null ? 'labelled rows' : 'labelled clusters';
  switch (obstacle) {
    case 'few-real-rows':
      return `Too few ${units}: ${count(samples.human.n)} of the 10 that are the least.`;
    case 'few-distinct-rows':
      return `Too few ${units} in which the label, or the judge's error, is not the most frequent one: at least 10 must be.`;
    case 'no-spread':
      return 'The labels, the scores or the errors are all or nearly all the same, which says little about their spread: the interval is too narrow.';
    case null:
      break;
  }
  return typeof labelledNeeded === 'number' && labelledNeeded > samples.human.n
    ? `Too few ${units}: about ${count(labelledNeeded)} needed, ${count(samples.human.n)} are there.`
    : `The error is too close to the margin for this many ${units}.`;
}

/** The number to report, beside the one that the judge alone gives. */
export function judgeConsequence(result: JudgeResult): string {
  const { labelled, unlabelled, estimand, estimates } = result;
  const isRate = estimand === 'proportion';
  const best = bestEstimate(result);
  const naive = given(estimates).find(({ method }) => method === 'naive')!;
  const rows = `${count(labelled)} of ${count(labelled + unlabelled)} rows have a human label.`;
  const what = isRate ? 'rate of passes' : 'mean label';
  if (best === undefined) {
    return `${rows} They are too much alike to tell how far off their mean is; the judge alone says ${number(naive.estimate)}.`;
  }
  return (
    `${rows} Taking them into account, the ${what} is ${estimated(best.estimate, best.ci95)} (95 % interval ${cautious(interval(best.ci95, isRate), best.caution)}, ` +
    `${JUDGE_ESTIMATE_NAMES[best.method]}); the judge alone says ${number(naive.estimate)}.`
  );
}

/** What to do now, most useful first. */
export function judgeAdvice(result: JudgeResult): readonly string[] {
  const { verdict, labelledNeeded, samples, marginIsDefault, clusters } = result;
  const units = clusters === null ? 'rows' : 'clusters';
  const best = bestEstimate(result);
  const setMargin = marginIsDefault ? ['Decide what error would not matter to you, and set it as the margin.'] : [];
  const more =
    typeof labelledNeeded === 'number' && labelledNeeded > samples.human.n
      ? [
          `To settle the verdict, label about ${count(labelledNeeded - samples.human.n)} more ${units}, chosen at random.`,
        ]
      : [];
  return [
    best === undefined
      ? 'Label more rows, chosen at random, until at least 5 labels differ from the most frequent one.'
      : `Report the estimate "${JUDGE_ESTIMATE_NAMES[best.method]}" with its interval, not the average of the judge.`,
    ...planAdvice(result),
    ...(verdict === 'inconclusive' ? more : []),
    ...setMargin,
  ];
}

function planAdvice({ halfWidth, extraLabels, labelled, unlabelled }: JudgeResult): readonly string[] {
  if (halfWidth === null || extraLabels === null) {
    return [];
  }
  if (typeof extraLabels !== 'number') {
    return [
      `An interval of ±${number(halfWidth)} cannot be had from these ${count(labelled + unlabelled)} rows, even with a label on each.`,
    ];
  }
  return [
    extraLabels === 0
      ? `There are labels enough for an interval of ±${number(halfWidth)}.`
      : `For an interval of ±${number(halfWidth)}, label about ${count(extraLabels)} more rows, chosen at random.`,
  ];
}
