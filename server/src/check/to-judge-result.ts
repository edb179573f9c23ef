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
  const { errorShift, units, extraLabels } = check;
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
    sensitivity: check.sensitivity,
    sensitivityCi95: check.sensitivityCi95,
    specificity: check.specificity,
    specificityCi95: check.specificityCi95,
    agreement: check.agreement,
    kappa: check.kappa,
    correlation: check.correlation,
    ...(check.calibration && { calibration: check.calibration }),
    errorShift: { ...errorShift, df: extended(errorShift.df) },
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
