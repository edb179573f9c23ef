import type { SampleJson } from '@unpool/shared/protocol/check.ts';
import type { JudgeEstimateJson, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import type { JudgeCheck } from '@unpool/shared/statistics/check-judge.ts';
import { type Description, describe } from '@unpool/shared/statistics/describe.ts';
import type { JudgeEstimate } from '@unpool/shared/statistics/judge-estimates.ts';
import type { JudgedRows } from '@unpool/shared/statistics/judge-units.ts';
import { extended } from './to-extended.ts';

type Context = Pick<JudgeResult, 'alpha' | 'columns' | 'files' | 'halfWidth' | 'notes'>;

/** The check as the JSON that `judge` prints: the same numbers, infinite ones as words. */
export function toJudgeResult(check: JudgeCheck, { sample, clusters }: JudgedRows, context: Context): JudgeResult {
  const { errorShift, sensitivity, specificity, agreement, units, extraLabels } = check;
  const { shift } = errorShift;
  const unlabelled = describe(units.sample.unlabelled);
  const { alpha, columns, files, halfWidth, notes } = context;
  return {
    kind: 'judge',
    estimand: check.estimand,
    alpha,
    columns,
    files,
    labelled: sample.human.length,
    unlabelled: sample.unlabelled.length,
    clusters: clusters && { labelled: units.sample.human.length, unlabelled: units.sample.unlabelled.length },
    samples: {
      human: sampleJson(check.human),
      judge: sampleJson(check.judge),
      unlabelled: unlabelled.n < 2 ? null : sampleJson(unlabelled),
    },
    confusion: check.confusion,
    sensitivity: sensitivity?.value ?? null,
    sensitivityCi95: sensitivity?.ci95 ?? null,
    specificity: specificity?.value ?? null,
    specificityCi95: specificity?.ci95 ?? null,
    agreement: agreement?.agreement ?? null,
    kappa: agreement?.kappa ?? null,
    correlation: check.correlation,
    errorShift: {
      estimate: shift.estimate,
      se: shift.se,
      df: extended(shift.df),
      ci95: shift.interval(0.95),
      ci90: shift.interval(0.9),
      ci: shift.interval(1 - alpha),
      p: errorShift.p,
      method: errorShift.method,
      ...(shift.doubt && { caution: shift.doubt.reason }),
    },
    margin: check.margin,
    marginIsDefault: check.marginIsDefault,
    equivalence: check.equivalence,
    verdict: check.verdict,
    beyondMargin: check.beyondMargin,
    obstacle: check.obstacle,
    labelledNeeded: extended(check.labelledNeeded),
    minimalDetectableShift: check.minimalDetectableShift,
    smallestPassingMargin: check.smallestPassingMargin,
    halfWidth,
    extraLabels: extraLabels === null ? null : extended(extraLabels),
    estimates: check.estimates.map(estimateJson),
    notes,
  };
}

function sampleJson({ n, mean, sd }: Description): SampleJson {
  return { n, mean, sd };
}

function estimateJson(estimate: JudgeEstimate): JudgeEstimateJson {
  if ('refused' in estimate || estimate.strata === undefined) {
    return estimate;
  }
  const strata = estimate.strata.map(({ df: _, ...stratum }) => stratum);
  return { ...estimate, strata };
}
