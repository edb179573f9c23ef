import type { Description } from './describe.ts';
import { type BudgetName, errorBudget, type TaskAlgorithm } from './error-budget.ts';
import type { Gap, GapMethod } from './gap.ts';
import { gapBand, weightedGapBand } from './gap-band.ts';
import type { Interval } from './interval.ts';
import { minimumTasks, minimumWeight } from './rank-limits.ts';
import { syntheticMean } from './synthetic-mean.ts';

export interface TaskIntervalOptions {
  readonly algorithm: TaskAlgorithm;
  readonly method: GapMethod;
  readonly alpha: number;
  readonly budget: BudgetName;
  /** One for each gap, in [0, 1]; null where all tasks are exchangeable. */
  readonly weights: readonly number[] | null;
}

export interface TaskInterval {
  /** Bounds on the current task's synthetic mean, and on each gap, that went into the interval. */
  readonly syntheticBounds: Interval;
  readonly gapBounds: readonly Interval[];
  readonly gapBand: Interval;
  /** `syntheticBounds` and `gapBand` added. */
  readonly interval: Interval;
  /** Fewer past tasks leave the band infinite. */
  readonly minimumTasks: number;
  /** The same for weighted tasks, as a sum of weights. */
  readonly minimumWeight: number;
}

/**
 * Interval of the current task's real mean from its synthetic rows alone, with the gaps of past tasks: Algorithms 1, 4
 * and 5 of Tan and Zrnic (arXiv 2606.13629). It holds with probability 1 - alpha if the tasks are exchangeable; for
 * Algorithm 4 it is the mean that a real sample of this size would have.
 */
export function taskInterval(synthetic: Description, gaps: readonly Gap[], options: TaskIntervalOptions): TaskInterval {
  const { algorithm, method, alpha, weights } = options;
  const budget = errorBudget(alpha, algorithm, options.budget);
  const spent = algorithm === 5 ? budget.gaps / gaps.length : budget.gaps;
  const gapBounds = gaps.map(
    ({ estimate, interval }): Interval => (algorithm === 4 ? [estimate, estimate] : interval(1 - spent)),
  );
  const syntheticBounds: Interval =
    algorithm === 4 ? [synthetic.mean, synthetic.mean] : syntheticMean(synthetic, method, 1 - budget.synthetic);
  const band = weights === null ? gapBand(gapBounds, budget.rank) : weightedGapBand(gapBounds, weights, budget.rank);
  return {
    syntheticBounds,
    gapBounds,
    gapBand: band,
    interval: [syntheticBounds[0] + band[0], syntheticBounds[1] + band[1]],
    minimumTasks: minimumTasks(budget.rank),
    minimumWeight: minimumWeight(budget.rank),
  };
}
