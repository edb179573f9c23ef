import assert from 'node:assert/strict';
import { naiveCoverage, naiveCoverageRange } from './naive-coverage.ts';
import { curveSizes, naiveCoverageCurve } from './naive-coverage-curve.ts';

describe('coverage over the number of synthetic rows', () => {
  const sides = { n: 50, sd: 1, syntheticN: 500, syntheticSd: 1 };
  const shift = { estimate: 0.1, ci95: [-0.2, 0.4] } as const;

  it('is at each number what it would be with that number', () => {
    const sizes = [5, 500, 5000];
    const curve = naiveCoverageCurve(shift, sides, sizes);
    for (const [i, { syntheticN, range, coverage }] of curve.entries()) {
      const there = { ...sides, syntheticN: sizes[i]! };
      assert.equal(syntheticN, sizes[i]);
      assert.equal(coverage, naiveCoverage(0.1, there));
      assert.deepEqual(range, naiveCoverageRange(shift.ci95, there));
    }
    // As simulated: .43 with 500, .000 with 5,000.
    assert.ok(Math.abs(curve[1]!.coverage - 0.43) < 0.01);
    assert.ok(curve[2]!.coverage < 0.001);
  });

  it('shares clusters of both sides in proportion', () => {
    const shared = { ...sides, covariance: 100 };
    const [half] = naiveCoverageCurve(shift, shared, [250]);
    assert.equal(half!.coverage, naiveCoverage(0.1, { ...sides, syntheticN: 250, covariance: 50 }));
  });

  it('goes over round numbers, up to far more than there are', () => {
    assert.deepEqual(curveSizes(1, 20), [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200]);
    assert.equal(curveSizes(50, 500).at(-1), 5000);
  });
});
