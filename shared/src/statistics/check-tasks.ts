import { describe } from './describe.ts';
import type { BudgetName, TaskAlgorithm } from './error-budget.ts';
import { type Gap, type GapMethod, independentGap, pairedGap } from './gap.ts';
import { type Prediction, randomEffectsPrediction, tPrediction } from './gap-prediction.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './is-binary.ts';
import { type RankProbe, rankProbe } from './rank-probe.ts';
import { spearman } from './spearman.ts';
import { syntheticMean } from './synthetic-mean.ts';
import { type TaskInterval, taskInterval } from './task-interval.ts';

/** Values of one task; of pairs, `real[i]` and `synthetic[i]` belong together. */
export interface Task {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly isPaired: boolean;
}

export interface TasksOptions {
  readonly algorithm: TaskAlgorithm;
  readonly alpha: number;
  readonly budget: BudgetName;
  readonly gapInterval: 'auto' | GapMethod;
  /** One for each past task, or null. */
  readonly weights: readonly number[] | null;
  readonly dates: readonly number[] | null;
  readonly seed: number;
}

/** At the level 1 - alpha, or why there is none. */
export type PredictedMean = { readonly estimate: number; readonly ci: Interval } | { readonly refused: string };

/** What a past task tells. */
export interface TaskGap {
  /** Real minus synthetic. */
  readonly gap: number;
  /** At the level 1 - alpha. */
  readonly ci: Interval;
  /** What went into the band. */
  readonly bounds: Interval;
  /** The means of the two sides. */
  readonly real: number;
  readonly synthetic: number;
  readonly pairs: boolean;
}

export interface TasksCheck extends Omit<TaskInterval, 'syntheticBounds' | 'gapBounds'> {
  readonly isProportion: boolean;
  readonly gapInterval: GapMethod;
  /** The current task's synthetic rows taken for real ones; `bounds` went into the interval. */
  readonly syntheticOnly: {
    readonly n: number;
    readonly estimate: number;
    /** At the level 1 - alpha. */
    readonly ci: Interval;
    readonly bounds: Interval;
  };
  readonly gaps: readonly TaskGap[];
  /** Only where the band is infinite: assumes normal gaps. */
  readonly fallback: PredictedMean | null;
  /** Only where the band is infinite: assumes the same, and leaves sampling error out of the spread. */
  readonly randomEffects: PredictedMean | null;
  /** Only where the current task has real rows. */
  readonly rankProbe: RankProbe | null;
  /** Only where dates are given, and gaps and dates differ: Spearman's rank correlation of the two. */
  readonly drift: { readonly rho: number; readonly p: number } | null;
}

const PERMUTATIONS = 9999;

/**
 * Interval of the current task's mean from `synthetic` rows of it and the gaps of past tasks. The current task's real
 * rows, if any, serve the rank probe only. Each past task needs two rows a side (one for Newcombe's interval) or two pairs.
 */
export function checkTasks(
  past: readonly Task[],
  synthetic: Float64Array,
  current: Task,
  options: TasksOptions,
): TasksCheck {
  const { alpha, seed, dates, weights } = options;
  const isProportion = isBinary(synthetic) && past.every((task) => isBinary(task.real) && isBinary(task.synthetic));
  const method = options.gapInterval === 'auto' ? (isProportion ? 'newcombe' : 't') : options.gapInterval;
  const smoothPairs = options.gapInterval === 'auto' && isProportion;
  const target = describe(synthetic);
  const gaps = past.map((task) => gapOf(task, method, smoothPairs));
  const estimates = Float64Array.from(gaps, ({ estimate }) => estimate);
  const { syntheticBounds, gapBounds, ...result } = taskInterval(target, gaps, { ...options, method });
  const isInfinite = !Number.isFinite(result.gapBand[0]) || !Number.isFinite(result.gapBand[1]);
  const se = { mean: target.mean, se: target.n < 2 ? 0 : target.sd / Math.sqrt(target.n) };
  return {
    ...result,
    isProportion,
    gapInterval: method,
    syntheticOnly: {
      n: target.n,
      estimate: target.mean,
      ci: syntheticMean(target, method, 1 - alpha),
      bounds: syntheticBounds,
    },
    gaps: gaps.map((gap, i) => ({
      gap: gap.estimate,
      ci: gap.interval(1 - alpha),
      bounds: gapBounds[i]!,
      real: describe(past[i]!.real).mean,
      synthetic: describe(past[i]!.synthetic).mean,
      pairs: past[i]!.isPaired,
    })),
    fallback: isInfinite ? plain(tPrediction(target.mean, estimates, alpha)) : null,
    randomEffects: isInfinite && weights === null ? plain(randomEffectsPrediction(se, gaps, alpha)) : null,
    rankProbe: current.real.length === 0 ? null : rankProbe(past.map(probed), probed(current), seed),
    drift: dates === null ? null : spearman([...estimates], dates, { repetitions: PERMUTATIONS, seed }),
  };
}

function plain(prediction: Prediction): PredictedMean {
  return 'refused' in prediction ? prediction : { estimate: prediction.estimate, ci: prediction.interval };
}

function gapOf({ real, synthetic, isPaired }: Task, method: GapMethod, smoothPairs: boolean): Gap {
  if (!isPaired) {
    return independentGap(describe(real), describe(synthetic), method);
  }
  return pairedGap(differences(real, synthetic), method === 'wald' ? 'wald' : 't', smoothPairs);
}

function probed({ real, synthetic, isPaired }: Task) {
  return isPaired
    ? { values: differences(real, synthetic), synthetic: 0 }
    : { values: real, synthetic: describe(synthetic).mean };
}

function differences(real: Float64Array, synthetic: Float64Array): Float64Array {
  return real.map((value, i) => value - synthetic[i]!);
}
