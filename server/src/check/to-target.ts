import type { IntervalJson } from '@unpool/shared/protocol/check.ts';
import type { PredictionJson, TargetJson } from '@unpool/shared/protocol/tasks.ts';
import type { PredictedMean, TasksCheck } from '@unpool/shared/statistics/check-tasks.ts';
import type { Interval } from '@unpool/shared/statistics/interval.ts';
import type { TargetInput } from './tasks-notes.ts';
import { extended } from './to-extended.ts';

/** A value column's part of the JSON that `tasks` prints: the same numbers, infinite ones as words. */
export function toTarget(check: TasksCheck, { value, past, weights }: TargetInput, alpha: number): TargetJson {
  const { isProportion, gapInterval, syntheticOnly, gapBand, interval, rankProbe, drift, minimumTasks } = check;
  return {
    value,
    isProportion,
    tasks: past.length,
    alpha,
    gapInterval,
    syntheticOnly,
    gapBand: bounds(gapBand),
    interval: bounds(interval),
    minimumTasks,
    weight:
      weights === null ? null : { sum: weights.reduce((sum, weight) => sum + weight, 0), needed: check.minimumWeight },
    fallback: check.fallback === null ? null : { method: 't-prediction', ...prediction(check.fallback) },
    randomEffects: check.randomEffects === null ? null : prediction(check.randomEffects),
    rankProbe,
    drift,
    gaps: check.gaps.map((gap, i) => ({
      task: past[i]!.name,
      ...gap,
      ci: bounds(gap.ci),
      bounds: bounds(gap.bounds),
      ...(weights !== null && { weight: weights[i]! }),
    })),
  };
}

function prediction(result: PredictedMean): PredictionJson {
  return 'refused' in result ? result : { ...result, ci: bounds(result.ci) };
}

function bounds([low, high]: Interval): IntervalJson {
  return [extended(low), extended(high)];
}
