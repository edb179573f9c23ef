import type { Interval } from './interval.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';

/** Sizes and standard deviations of the real and the synthetic rows that were pooled. */
export interface PooledSides {
  readonly n: number;
  readonly sd: number;
  readonly syntheticN: number;
  readonly syntheticSd: number;
  /** Design effects of clusters; 1 when absent. */
  readonly deff?: number;
  readonly syntheticDeff?: number;
  /** Covariance of the sums of both sides, where they have clusters in common; 0 when absent. */
  readonly covariance?: number;
}

const Z = normalQuantile(0.025);

/** Probability that the 95 % interval computed on the pool covers the real mean, when the synthetic mean is off by `shift`. */
export function naiveCoverage(shift: number, sides: PooledSides): number {
  const { n, sd, syntheticN: N, syntheticSd, deff = 1, syntheticDeff = 1, covariance = 0 } = sides;
  const total = n + N;
  const bias = (N * shift) / total;
  const within = n * sd * sd + N * syntheticSd * syntheticSd;
  const naiveSe = Math.sqrt((within / total + (n * N * shift * shift) / (total * total)) / total);
  const spread = n * sd * sd * deff + N * syntheticSd * syntheticSd * syntheticDeff + 2 * covariance;
  const trueSe = Math.sqrt(Math.max(0, spread)) / total;
  if (trueSe === 0) {
    return Math.abs(bias) <= Z * naiveSe ? 1 : 0;
  }
  const upper = (Z * naiveSe - bias) / trueSe;
  const lower = (-Z * naiveSe - bias) / trueSe;
  // Tails on the side where they are small keep a coverage near zero exact.
  return lower > 0 ? normalTail(lower) - normalTail(upper) : normalTail(-upper) - normalTail(-lower);
}

/** Least and greatest coverage for shifts in the closed interval; a shift of 0 counts when it is inside. */
export function naiveCoverageRange([low, high]: Interval, sides: PooledSides): Interval {
  const steps = 1000;
  let least = 1;
  let greatest = 0;
  const look = (shift: number) => {
    const coverage = naiveCoverage(shift, sides);
    least = Math.min(least, coverage);
    greatest = Math.max(greatest, coverage);
  };
  // Not monotone in general: with few synthetic rows a great shift also widens the naive interval.
  for (let i = 0; i <= steps; i++) {
    look(i === steps ? high : low + ((high - low) * i) / steps);
  }
  if (low <= 0 && high >= 0) {
    look(0);
  }
  return [least, greatest];
}
