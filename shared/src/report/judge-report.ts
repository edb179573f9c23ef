import type { IntervalJson } from '../protocol/check.ts';
import type { JudgeResult } from '../protocol/judge.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';
import { wilson } from '../statistics/wilson.ts';
import { calibrationSection } from './calibration-picture.ts';
import { CONFUSION_CAPTION, confusionPicture } from './confusion-picture.ts';
import { forest, forestCaption } from './forest.ts';
import { count, level, number, pValue, share, signed } from './format.ts';
import { judgeHeadlines } from './headlines.ts';
import { given, JUDGE_ESTIMATE_NAMES, judgeAdvice, judgeConsequence, judgeVerdictSentence } from './judge-sentences.ts';
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
import { SHIFT_CAPTION, shiftPicture } from './shift-picture.ts';

/** What `judge` found, as a report. */
export function judgeReport(result: JudgeResult): Report {
  const { columns, files, verdict, errorShift, margin } = result;
  return {
    title: `Judge "${columns.judge}" against "${columns.human}" in ${files.join(', ')}`,
    verdict,
    word: VERDICT_WORDS[verdict],
    sentence: judgeVerdictSentence(result),
    headlines: judgeHeadlines(result),
    consequence: judgeConsequence(result),
    advice: judgeAdvice(result),
    sections: [
      estimatesSection(result),
      {
        title: "The judge's error",
        table: errorTable(result),
        picture: {
          draw: () =>
            shiftPicture({
              of: 'The error, judge minus human,',
              label: 'error: judge minus human',
              shift: errorShift,
              margin,
            }),
          caption: cautiousCaption(SHIFT_CAPTION, 'The interval', errorShift.caution),
        },
      },
      ...ratersSections(result),
    ],
    notes: [...refusals(result), ...result.notes],
    method: methodSentence(result),
  };
}

function estimatesSection(result: JudgeResult): ReportSection {
  const { estimates, estimand, columns, alpha } = result;
  const isRate = estimand === 'proportion';
  // The naive one last, as in the other checks.
  const found = [...given(estimates)].sort((a, b) => Number(a.method === 'naive') - Number(b.method === 'naive'));
  // The level that was asked for, beside the usual one.
  const asked = alpha === 0.05 ? [] : [`${level(1 - alpha)} interval`];
  const clip = (value: number) => (isRate ? Math.min(1, Math.max(0, value)) : value);
  return {
    title: 'The estimates',
    table: {
      caption: isRate ? 'The rate of passes by human labels' : 'The mean human label',
      head: ['', 'estimate', '95 % interval', ...asked],
      rows: found.map(({ method, estimate, ci95, ci, caution }) => [
        method === 'naive' ? `${JUDGE_ESTIMATE_NAMES.naive} (not trustworthy)` : JUDGE_ESTIMATE_NAMES[method],
        estimated(clip(estimate), ci95),
        cautious(interval(ci95, isRate), caution),
        ...asked.map(() => cautious(interval(ci, isRate), caution)),
      ]),
    },
    picture: {
      draw: () =>
        forest({
          title: `Estimates of ${columns.human} with ${level(1 - alpha)} intervals`,
          of: `${isRate ? 'rate' : 'mean'} of ${columns.human}`,
          rows: found.map(({ method, estimate, ci }) => ({
            name: JUDGE_ESTIMATE_NAMES[method],
            estimate,
            ci,
            isNaive: method === 'naive',
          })),
          isRate,
        }),
      caption: cautiousCaption(
        forestCaption(alpha),
        'That of the human labels',
        found.find(({ caution }) => caution)?.caution,
      ),
    },
  };
}

function errorTable(result: JudgeResult): ReportTable {
  const { errorShift, margin, marginIsDefault, equivalence, labelledNeeded, confusion, clusters } = result;
  const units = clusters === null ? 'rows' : 'clusters';
  const exact = confusion !== null && clusters === null ? ' (exact McNemar)' : '';
  return {
    caption: "The judge's error, judge minus human",
    head: ['', 'value'],
    rows: [
      ['error', signed(errorShift.estimate)],
      ['95 % interval', cautious(interval(errorShift.ci95), errorShift.caution)],
      ['90 % interval', interval(errorShift.ci90)],
      ['margin', `±${number(margin)}${marginIsDefault ? ' (placeholder, arbitrary)' : ''}`],
      [`p-value against no error${exact}`, pValue(errorShift.p)],
      ['p-value against an error beyond the margin', pValue(equivalence.p)],
      ['smallest margin that would pass', number(result.smallestPassingMargin)],
      ['error that would be noticed 4 times in 5', number(result.minimalDetectableShift)],
      [
        `labelled ${units} needed, if there is no error`,
        typeof labelledNeeded === 'number' ? count(labelledNeeded) : 'cannot be said',
      ],
    ],
  };
}

function ratersSections(result: JudgeResult): readonly ReportSection[] {
  const { confusion, calibration } = result;
  const agreement: ReportSection = { title: 'Agreement', table: agreementTable(result) };
  if (confusion === null) {
    return calibration === undefined ? [agreement] : [calibrationSection(result, calibration), agreement];
  }
  const { tp, fp, fn, tn } = confusion;
  const table: ReportTable = {
    caption: 'Labelled rows by what people and the judge say',
    head: ['', 'judge: pass', 'judge: fail'],
    rows: [
      ['human: pass', count(tp), count(fn)],
      ['human: fail', count(fp), count(tn)],
    ],
  };
  return [
    {
      title: 'The judge against people',
      table,
      picture: { draw: () => confusionPicture(confusion), caption: CONFUSION_CAPTION },
    },
    agreement,
  ];
}

function agreementTable(result: JudgeResult): ReportTable {
  const { samples, confusion, agreement, kappa, correlation } = result;
  const withInterval = (value: number | null, ci95: IntervalJson | null) =>
    value === null || ci95 === null ? 'no such rows' : `${estimated(value, ci95)} (${interval(ci95)})`;
  const mean = ({ n, mean, sd }: { n: number; mean: number; sd: number }) =>
    `${number(mean)} (${count(n)} values, standard deviation ${number(sd)})`;
  return {
    caption: 'Agreement of judge and people',
    head: ['', 'value'],
    rows: [
      ['mean human label', mean(samples.human)],
      ['mean of the judge there', mean(samples.judge)],
      ...(samples.unlabelled === null ? [] : [['mean of the judge elsewhere', mean(samples.unlabelled)]]),
      ...(confusion === null
        ? []
        : [
            ['sensitivity', withInterval(result.sensitivity, result.sensitivityCi95)],
            ['specificity', withInterval(result.specificity, result.specificityCi95)],
            ...verdictRates(result, confusion),
          ]),
      ...(agreement === null ? [] : [['share of equal labels', share(agreement)]]),
      ...(kappa === null ? [] : [["Cohen's kappa", number(kappa)]]),
      ...(correlation === null ? [] : [['correlation', number(correlation)]]),
    ],
  };
}

/** What a verdict of the judge says about people's: the rates that the post-stratified estimate is made of. */
function verdictRates(
  { clusters }: JudgeResult,
  { tp, fp, fn, tn }: NonNullable<JudgeResult['confusion']>,
): readonly (readonly string[])[] {
  const rate = (passes: number, rows: number) => {
    // Rows of a cluster are not independent, which Wilson's interval takes them for.
    const bounds = clusters === null && rows > 0 ? ` (${interval(wilson(passes, rows, normalQuantile(0.025)))})` : '';
    return rows === 0 ? 'no such rows' : `${number(passes / rows)}${bounds}`;
  };
  return [
    ['human passes where the judge passes', rate(tp, tp + fp)],
    ['human passes where the judge fails', rate(fn, fn + tn)],
  ];
}

function refusals({ estimates }: JudgeResult): readonly string[] {
  return estimates.flatMap((estimate) =>
    'refused' in estimate ? [`No ${JUDGE_ESTIMATE_NAMES[estimate.method]} estimate: ${estimate.refused}.`] : [],
  );
}

const ERROR_METHODS = {
  'paired-t': 'paired t',
  'agresti-min':
    'paired t after half a row is added to each cell (Agresti and Min), as judge and human hardly ever differ',
  'bonett-price':
    'paired t after a row is added to each cell in which they differ (Bonett and Price), as few rows differ from the rest, all in one direction',
} as const;

function methodSentence({ errorShift, estimates, clusters, estimand }: JudgeResult): string {
  const few = given(estimates).some(({ intervalMethod }) => intervalMethod === 'agresti-min');
  const methods = [
    `human labels only: ${estimand === 'proportion' ? 'Wilson' : "Student's t"}`,
    'post-stratified: Wilson by verdict of the judge (MOVER)',
    `PPI, PPI++ and stratified PPI: Student's t with Satterthwaite's degrees of freedom${few ? ', two rows being added, spread evenly, as few are of a kind' : ''}`,
    'judge-corrected: Rogan and Gladen, with the interval of Lee et al. (2025)',
  ];
  const weight = given(estimates).find(({ method }) => method === 'ppi++')?.lambda;
  const tuned = weight === undefined ? '' : ` The judge's weight in PPI++ is ${number(weight)}.`;
  const units = clusters === null ? '' : ' All are of cluster means.';
  return `Error: ${ERROR_METHODS[errorShift.method]}. Intervals: ${methods.join('; ')}.${tuned}${units}`;
}
