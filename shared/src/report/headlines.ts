/** The top of each report: the naive number beside those to report instead. */
import type { CompareResult, EstimateJson, IntervalJson } from '../protocol/check.ts';
import type { JudgeResult } from '../protocol/judge.ts';
import { isInfinite, type TargetJson, type TasksResult, targetsOf } from '../protocol/tasks.ts';
import { normalQuantile } from '../statistics/normal-quantile.ts';
import { count, level } from './format.ts';
import { bestEstimate, given, JUDGE_ESTIMATE_NAMES } from './judge-sentences.ts';
import { cautious, estimated, type Headline, interval, leveled } from './model.ts';
import { isShare } from './subject.ts';

export const ESTIMATE_NAMES = {
  'real-only': 'real rows only',
  'bias-aware-pooled': 'pooled, bias-aware',
  'importance-weighted': 'synthetic rows, weighted',
  naive: 'pooled naively',
} as const;

export function compareHeadlines(result: CompareResult): readonly Headline[] {
  const naive = naiveNumbers(result);
  const isRate = isShare(result);
  return [
    ...(naive === null
      ? []
      : [
          {
            name: ESTIMATE_NAMES.naive,
            value: estimated(naive.estimate, naive.ci),
            detail: leveled(naive.ci, result.alpha, isRate),
            mark: 'not trustworthy' as const,
          },
        ]),
    ...result.estimates.map((estimate) => estimateHeadline(estimate, result.alpha, isRate)),
  ];
}

function estimateHeadline(estimate: EstimateJson, alpha: number, isRate: boolean): Headline {
  const name = ESTIMATE_NAMES[estimate.method];
  if ('refused' in estimate) {
    return { name, value: 'none', detail: estimate.refused, mark: null };
  }
  const { method, ci, caution } = estimate;
  return {
    name,
    value: estimated(estimate.estimate, ci),
    detail: cautious(leveled(ci, alpha, isRate), caution),
    mark: method === 'real-only' ? 'report this' : null,
  };
}

/** The naive estimate with its interval at the level 1 - alpha; null where there is none. */
export function naiveNumbers({
  naivePooled,
  alpha,
}: CompareResult): { readonly estimate: number; readonly ci: IntervalJson } | null {
  if ('refused' in naivePooled) {
    return null;
  }
  const { estimate, ci95 } = naivePooled;
  if (alpha === 0.05) {
    return { estimate, ci: ci95 };
  }
  const half = ((Number(ci95[1]) - Number(ci95[0])) / 2 / normalQuantile(0.025)) * normalQuantile(alpha / 2);
  return { estimate, ci: [estimate - half, estimate + half] };
}

export function judgeHeadlines(result: JudgeResult): readonly Headline[] {
  const { estimates, estimand, alpha } = result;
  const isRate = estimand === 'proportion';
  const best = bestEstimate(result);
  const found = given(estimates);
  const shown = [
    found.find(({ method }) => method === 'naive'),
    best,
    found.find(({ method }) => method === 'real-only' && method !== best?.method),
  ].filter((estimate) => estimate !== undefined);
  return shown.map(({ method, estimate, ci, caution }) => ({
    name: JUDGE_ESTIMATE_NAMES[method],
    value: estimated(isRate ? Math.min(1, Math.max(0, estimate)) : estimate, ci),
    detail: cautious(leveled(ci, alpha, isRate), caution),
    mark: method === 'naive' ? 'not trustworthy' : method === best?.method ? 'report this' : null,
  }));
}

export function tasksHeadlines(result: TasksResult): readonly Headline[] {
  const targets = targetsOf(result);
  return targets.flatMap((target) => targetHeadlines(target, targets.length > 1 ? ` of "${target.value}"` : ''));
}

function targetHeadlines(target: TargetJson, of: string): Headline[] {
  const { syntheticOnly, isProportion, alpha, tasks, minimumTasks, fallback } = target;
  const naive: Headline = {
    name: `synthetic rows alone${of}`,
    value: estimated(syntheticOnly.estimate, syntheticOnly.ci),
    detail: leveled(syntheticOnly.ci, alpha, isProportion),
    mark: 'not trustworthy',
  };
  if (!isInfinite(target)) {
    const value = interval(target.interval, isProportion);
    const detail = `${level(1 - alpha)} interval, allowing for the gap`;
    return [naive, { name: `from past tasks${of}`, value, detail, mark: 'report this' }];
  }
  const detail =
    target.weight === null
      ? `this needs ${count(minimumTasks)} past tasks, and there ${tasks === 1 ? 'is 1' : `are ${count(tasks)}`}`
      : 'the past tasks weigh too little';
  const none: Headline = { name: `from past tasks${of}`, value: 'none', detail, mark: null };
  if (fallback === null || 'refused' in fallback) {
    return [naive, none];
  }
  const fall: Headline = {
    name: `fallback${of}`,
    value: estimated(fallback.estimate, fallback.ci),
    detail: `${leveled(fallback.ci, alpha, isProportion)}, if gaps are normal`,
    mark: null,
  };
  return [naive, none, fall];
}
