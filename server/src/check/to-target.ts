import type { Extended, IntervalJson } from '@unpool/shared/protocol/check.ts';
import type { PredictionJson, TargetJson } from '@unpool/shared/protocol/tasks.ts';
import type { TasksCheck } from '@unpool/shared/statistics/check-tasks.ts';
import type { Prediction } from '@unpool/shared/statistics/gap-prediction.ts';
import type { Interval } from '@unpool/shared/statistics/interval.ts';
import type { TargetInput } from './tasks-notes.ts';

/** A value column's part of the JSON that `tasks` prints: the same numbers, infinite ones as words. */
export function toTarget(check: TasksCheck, { value, past, weights }: TargetInput, alpha: number): TargetJson {
  const { synthetic, syntheticOnly, syntheticBounds, gapBand, interval, rankProbe, drift, minimumTasks } = check;
  return {
    value,
    isProportion: check.isProportion,
    tasks: past.length,
    alpha,
    gapInterval: check.method,
    syntheticOnly: { n: synthetic.n, estimate: synthetic.mean, ci: syntheticOnly, bounds: syntheticBounds },
    gapBand: extended(gapBand),
    interval: extended(interval),
    minimumTasks,
    weight:
      weights === null ? null : { sum: weights.reduce((sum, weight) => sum + weight, 0), needed: check.minimumWeight },
    fallback: check.fallback === null ? null : { method: 't-prediction', ...prediction(check.fallback) },
    randomEffects: check.randomEffects === null ? null : prediction(check.randomEffects),
    rankProbe,
    drift,
    gaps: check.gaps.map(({ gap, ci, bounds, real, synthetic }, i) => ({
      task: past[i]!.name,
      gap: gap.estimate,
      ci: extended(ci),
      bounds: extended(bounds),
      real,
      synthetic,
      pairs: past[i]!.isPaired,
      ...(weights !== null && { weight: weights[i]! }),
    })),
  };
}

function prediction(result: Prediction): PredictionJson {
  return 'refused' in result ? result : { estimate: result.estimate, ci: extended(result.interval) };
}

function extended([low, high]: Interval): IntervalJson {
  const bound = (value: number): Extended => (Number.isFinite(value) ? value : value > 0 ? 'Infinity' : '-Infinity');
  return [bound(low), bound(high)];
}
