import { averageInterval } from './average-interval.ts';
import { type Confusion, confusion } from './confusion.ts';
import { describe } from './describe.ts';
import { doubtOfMean, refusalOf } from './doubtful-mean.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './is-binary.ts';
import { judgeCorrectedRate } from './judge-corrected.ts';
import type { JudgeSample } from './judge-sample.ts';
import type { JudgeUnits } from './judge-units.ts';
import { postStratified } from './post-stratified.ts';
import { ppi, type Refused } from './ppi.ts';
import { ppiInterval, ppiZInterval } from './ppi-mean.ts';
import { type Stratum, type StratumFit, stratifiedPpi } from './stratified-ppi.ts';

export type JudgeMethod =
  | 'naive'
  | 'real-only'
  | 'post-stratified'
  | 'ppi'
  | 'ppi++'
  | 'stratified-ppi'
  | 'judge-corrected';

export interface JudgeNumbers {
  readonly estimate: number;
  readonly ci95: Interval;
  /** At the level 1 - alpha. */
  readonly ci: Interval;
  /** Of real-only: why the intervals are likely too narrow. */
  readonly caution?: string;
  /** Of ppi and ppi++. */
  readonly lambda?: number;
  /** Of ppi and ppi++: the 95 % interval of the package ppi_py, for comparing. */
  readonly zInterval?: Interval;
  /** Of ppi and ppi++: whether two rows were added for the interval, spread evenly, as few rows are of a kind. */
  readonly intervalMethod?: 'student' | 'agresti-min';
  /** Of post-stratified: a verdict of the judge that no labelled row has. */
  readonly emptyStratum?: 'judge-pass' | 'judge-fail' | null;
  /** Of stratified-ppi. */
  readonly strata?: readonly StratumFit[];
}

export type JudgeEstimate = { readonly method: JudgeMethod } & (JudgeNumbers | Refused);

/** Every estimate of the mean human label that is known to the check, each with its interval or why there is none. */
export function judgeEstimates(
  { sample, judged, strata }: JudgeUnits,
  estimand: 'mean' | 'proportion',
  alpha: number,
): readonly JudgeEstimate[] {
  const at = (interval: (level: number) => Interval) => {
    const ci95 = interval(0.95);
    return { ci95, ci: alpha === 0.05 ? ci95 : interval(1 - alpha) };
  };
  const plain = (method: JudgeMethod, values: Float64Array, byWilson: boolean): JudgeEstimate => ({
    method,
    estimate: describe(values).mean,
    ...at(averageInterval(values, byWilson)),
  });
  const binary = estimand === 'proportion' ? binaryCounts(sample) : null;
  return [
    plain('naive', judged, estimand === 'proportion'),
    labelsOnly(plain('real-only', sample.human, isBinary(sample.human)), sample.human, judged),
    { method: 'post-stratified', ...(binary === null ? NOT_BINARY : byVerdict(binary, at)) },
    { method: 'ppi', ...poweredBy(sample, 1, at) },
    { method: 'ppi++', ...poweredBy(sample, undefined, at) },
    ...(strata === null ? [] : [{ method: 'stratified-ppi' as const, ...stratified(strata, sample, at) }]),
    { method: 'judge-corrected', ...(binary === null ? NOT_BINARY : corrected(binary, at)) },
  ];
}

/** Human labels alone: of scores, refused or doubted where Student's interval is too narrow. */
function labelsOnly(estimate: JudgeEstimate, human: Float64Array, judged: Float64Array): JudgeEstimate {
  const doubt = isBinary(human) ? null : doubtOfMean(human, judged);
  if (doubt?.kind === 'few-apart') {
    return { method: 'real-only', refused: refusalOf(doubt) };
  }
  return { ...estimate, ...(doubt && { caution: doubt.reason }) };
}

type At = (interval: (level: number) => Interval) => { readonly ci95: Interval; readonly ci: Interval };

const NOT_BINARY: Refused = { refused: 'it is for labels of 0 and 1 on independent rows' };

interface BinaryCounts {
  readonly cells: Confusion;
  readonly passes: number;
  readonly unlabelled: number;
}

function binaryCounts({ human, judge, unlabelled }: JudgeSample): BinaryCounts {
  const passes = unlabelled.reduce((sum, verdict) => sum + verdict, 0);
  return { cells: confusion(human, judge), passes, unlabelled: unlabelled.length };
}

function byVerdict({ cells, passes, unlabelled }: BinaryCounts, at: At): JudgeNumbers {
  const { tp, fp, fn, tn } = cells;
  const { estimate, emptyStratum, interval } = postStratified(cells, passes + tp + fp, unlabelled + tp + fp + fn + tn);
  return { estimate, ...at(interval), emptyStratum };
}

function poweredBy(sample: JudgeSample, weight: number | undefined, at: At): JudgeNumbers | Refused {
  const result = ppi(sample, weight);
  if ('refused' in result) {
    return result;
  }
  const { estimate, lambda } = result.fit;
  return {
    estimate,
    ...at((level) => ppiInterval(result.forInterval, level)),
    lambda,
    zInterval: ppiZInterval(sample, lambda, 0.95),
    intervalMethod: result.forInterval === result.fit ? 'student' : 'agresti-min',
  };
}

function stratified(strata: readonly Stratum[], sample: JudgeSample, at: At): JudgeNumbers | Refused {
  const result = stratifiedPpi(strata, sample);
  return 'refused' in result
    ? result
    : {
        estimate: result.fit.estimate,
        ...at((level) => ppiInterval(result.forInterval, level)),
        strata: result.strata,
      };
}

function corrected({ cells, passes, unlabelled }: BinaryCounts, at: At): JudgeNumbers | Refused {
  const result = judgeCorrectedRate(cells, passes, unlabelled);
  return 'refused' in result ? result : { estimate: result.estimate, ...at(result.interval) };
}
