import type { Interval } from './interval.ts';
import { studentQuantile } from './student-quantile.ts';

/** A weighted mean, what it is worth in rows, and its standard error if the weights were known. */
export interface Hajek {
  readonly estimate: number;
  /** Rows of equal weight that would say as much: (sum of w)² / sum of w². */
  readonly effectiveSampleSize: number;
  readonly se: number;
  /** The greatest share of all weight that one row has. */
  readonly greatestShare: number;
}

/** Weights are not negative, and some are positive. */
export function hajek(values: Float64Array, weights: Float64Array): Hajek {
  let sum = 0;
  let squares = 0;
  let weighted = 0;
  let greatest = 0;
  for (let i = 0; i < values.length; i++) {
    const weight = weights[i]!;
    sum += weight;
    squares += weight ** 2;
    weighted += weight * values[i]!;
    greatest = Math.max(greatest, weight);
  }
  const estimate = weighted / sum;
  let spread = 0;
  for (let i = 0; i < values.length; i++) {
    spread += (weights[i]! * (values[i]! - estimate)) ** 2;
  }
  return {
    estimate,
    effectiveSampleSize: sum ** 2 / squares,
    se: Math.sqrt(spread) / sum,
    greatestShare: greatest / sum,
  };
}

/** Student's interval of the given level, in (0, 1), with as many degrees of freedom as the rows are worth, less one. */
export function hajekInterval({ estimate, effectiveSampleSize, se }: Hajek, level: number): Interval {
  const half = studentQuantile((1 - level) / 2, effectiveSampleSize - 1) * se;
  return [estimate - half, estimate + half];
}
