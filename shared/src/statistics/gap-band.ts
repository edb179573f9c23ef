import type { Interval } from './interval.ts';
import { rankLimits } from './rank-limits.ts';

/**
 * Where the gap of the next task lies with probability 1 - `alpha`, given bounds on the gaps of exchangeable past tasks:
 * the k-th smallest lower and the k-th greatest upper bound. Infinite where the tasks are too few.
 */
export function gapBand(bounds: readonly Interval[], alpha: number): Interval {
  const { lower, upper } = rankLimits(bounds.length, alpha);
  const sorted = (side: 0 | 1) => Float64Array.from(bounds, (bound) => bound[side]).sort();
  return [sorted(0)[lower - 1] ?? Number.NEGATIVE_INFINITY, sorted(1)[upper - 1] ?? Number.POSITIVE_INFINITY];
}

/**
 * The same where some past tasks resemble the current one less: each counts with its weight in [0, 1], fixed in advance,
 * the current one with 1 (after Barber et al. 2023). Weights of 1 give `gapBand`.
 */
export function weightedGapBand(bounds: readonly Interval[], weights: readonly number[], alpha: number): Interval {
  const total = 1 + weights.reduce((sum, weight) => sum + weight, 0);
  const reached = total * (1 - alpha / 2) - 1e-9;
  /** The first bound, from the far side, up to which the mass is enough. */
  const limit = (side: 0 | 1, direction: 1 | -1) => {
    const order = bounds.map((_, i) => i).sort((i, j) => direction * (bounds[i]![side] - bounds[j]![side]));
    let mass = 0;
    for (const i of order) {
      mass += weights[i]!;
      if (mass >= reached) {
        return bounds[i]![side];
      }
    }
    return direction * Number.POSITIVE_INFINITY;
  };
  return [limit(0, -1), limit(1, 1)];
}
