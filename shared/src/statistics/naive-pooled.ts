import type { Description } from './describe.ts';
import type { Interval } from './interval.ts';
import { naiveCoverage, naiveCoverageRange, type PooledSides } from './naive-coverage.ts';
import { normalQuantile } from './normal-quantile.ts';

/** The estimate that pools real and synthetic rows as if they were alike, and what its 95 % interval is worth. */
export interface NaivePooled {
  readonly estimate: number;
  readonly ci95: Interval;
  /** Coverage if the shift were exactly the estimated one. Noise by itself: show the range. */
  readonly coverage: number;
  /** Least and greatest coverage over the 95 % interval of the shift. */
  readonly coverageRange: Interval;
}

/**
 * Mean ± 1.96 standard errors of the pooled rows, with its coverage at the estimated shift of the means and over its
 * interval `ci95`; `design` says how clusters widen the true spread.
 */
export function naivePooled(
  real: Description,
  synthetic: Description,
  { estimate: center, ci95 }: { readonly estimate: number; readonly ci95: Interval },
  design: Pick<PooledSides, 'deff' | 'syntheticDeff' | 'covariance'> = {},
): NaivePooled {
  const total = real.n + synthetic.n;
  const shift = synthetic.mean - real.mean;
  const estimate = (real.n * real.mean + synthetic.n * synthetic.mean) / total;
  const squares =
    (real.n - 1) * real.sd ** 2 + (synthetic.n - 1) * synthetic.sd ** 2 + (real.n * synthetic.n * shift ** 2) / total;
  const half = normalQuantile(0.025) * Math.sqrt(squares / (total - 1) / total);
  const sides = { n: real.n, sd: real.sd, syntheticN: synthetic.n, syntheticSd: synthetic.sd, ...design };
  const coverage = naiveCoverage(center, sides);
  const [least, greatest] = naiveCoverageRange(ci95, sides);
  return {
    estimate,
    ci95: [estimate - half, estimate + half],
    coverage,
    // The estimate is in the interval, and may lie between the shifts that were looked at.
    coverageRange: [Math.min(least, coverage), Math.max(greatest, coverage)],
  };
}
