import type { Interval } from './interval.ts';
import { naiveCoverage, naiveCoverageRange, type PooledSides } from './naive-coverage.ts';

/** What the naive interval would be worth with another number of synthetic rows. */
export interface CoverageAt {
  readonly syntheticN: number;
  /** Least and greatest coverage over the shifts that are possible. */
  readonly range: Interval;
  /** At the one shift in the middle. */
  readonly coverage: number;
}

/** Round numbers of synthetic rows from 1, up to a hundred times the real and ten times the synthetic ones. */
export function curveSizes(n: number, syntheticN: number): number[] {
  const most = Math.max(100 * n, 10 * syntheticN);
  const sizes: number[] = [];
  for (let decade = 1; decade <= most; decade *= 10) {
    sizes.push(...[1, 1.5, 2, 3, 5, 7].map((step) => step * decade).filter((size) => Number.isInteger(size)));
  }
  return sizes.filter((size) => size <= most);
}

/**
 * Coverage of the naive 95 % interval for `sizes` of synthetic rows like those of `sides`, over the shifts in `ci95` and
 * at `estimate`. Clusters stay as large as they are, and as many of them common to both sides.
 */
export function naiveCoverageCurve(
  { estimate, ci95 }: { readonly estimate: number; readonly ci95: Interval },
  sides: PooledSides,
  sizes: readonly number[],
): readonly CoverageAt[] {
  return sizes.map((syntheticN) => {
    const covariance = ((sides.covariance ?? 0) * syntheticN) / sides.syntheticN;
    const scaled = { ...sides, syntheticN, covariance };
    const coverage = naiveCoverage(estimate, scaled);
    const [least, greatest] = naiveCoverageRange(ci95, scaled);
    return { syntheticN, range: [Math.min(least, coverage), Math.max(greatest, coverage)], coverage };
  });
}
