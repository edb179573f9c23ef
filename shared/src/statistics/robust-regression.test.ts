import assert from 'node:assert/strict';
import { analyseCoefficient } from './analyse-coefficient.ts';
import { designOf } from './design.ts';
import { normals } from './normals.ts';
import { random } from './random.ts';
import { robustRegression } from './robust-regression.ts';

const near = (actual: number, expected: number, share: number) =>
  assert.ok(Math.abs(actual - expected) <= share * Math.abs(expected), `${actual} instead of ${expected}`);

/** Rows of clusters of 2 to 6, whose errors have a part in common. */
function drawn(groups: number, seed: number, isLogistic = false) {
  const normal = normals(random(seed));
  const clusters = Array.from({ length: groups }, (_, g) => new Array<number>(2 + (g % 5)).fill(g)).flat();
  const common = Array.from({ length: groups }, normal);
  const x = clusters.map(() => [1, normal(), normal()]);
  const eta = clusters.map((g, i) => x[i]![1]! / 2 + common[g]! + normal());
  return { x, y: Float64Array.from(eta, (value) => (isLogistic ? Number(value > 0) : value)), clusters };
}

type Drawn = ReturnType<typeof drawn>;

function without({ x, y, clusters }: Drawn, cluster: number): Drawn {
  const isLeft = (_: unknown, i: number) => clusters[i] !== cluster;
  return { x: x.filter(isLeft), y: y.filter(isLeft), clusters: clusters.filter(isLeft) };
}

function fit({ x, y, clusters }: Drawn, isLogistic = false, by: 'cv3' | 'cr1' = 'cv3') {
  return robustRegression(designOf(x), y, { isLogistic, clusters, clusterCovariance: by });
}

/** The jackknife that fits anew without each cluster. */
function refitted(rows: Drawn, isLogistic: boolean, j: number): number {
  const whole = fit(rows, isLogistic).coefficients[j]!;
  const groups = [...new Set(rows.clusters)];
  const moves = groups.map((g) => fit(without(rows, g), isLogistic).coefficients[j]! - whole);
  return ((groups.length - 1) / groups.length) * moves.reduce((sum, move) => sum + move ** 2, 0);
}

describe('logistic regression', () => {
  it('of labels that are all the same has no solution', () => {
    const { x } = drawn(12, 8);
    for (const label of [0, 1]) {
      const y = new Float64Array(x.length).fill(label);
      assert.throws(() => robustRegression(designOf(x), y, { isLogistic: true, clusters: null }), /no solution/);
    }
  });
});

describe('the covariance of regression coefficients by clusters', () => {
  it('is the jackknife: leaving each cluster out and fitting anew', () => {
    const rows = drawn(12, 1);
    for (const j of [0, 1, 2]) {
      near(fit(rows).covariance[j]![j]!, refitted(rows, false, j), 1e-10);
    }
    const labels = drawn(40, 2, true);
    near(fit(labels, true).covariance[1]![1]!, refitted(labels, true, 1), 0.1);
  });

  it('of clusters of one row is HC3, but for (G-1)/G', () => {
    for (const isLogistic of [false, true]) {
      const { x, y } = drawn(15, 3, isLogistic);
      const alone = robustRegression(designOf(x), y, { isLogistic, clusters: null });
      const single = fit({ x, y, clusters: x.map((_, i) => i) }, isLogistic);
      near(single.covariance[2]![2]!, (alone.covariance[2]![2]! * (x.length - 1)) / x.length, 1e-9);
    }
  });

  it('of many clusters is nearly the usual one, and larger for few', () => {
    for (const isLogistic of [false, true]) {
      const se = (groups: number, by: 'cv3' | 'cr1') =>
        Math.sqrt(fit(drawn(groups, 4, isLogistic), isLogistic, by).covariance[1]![1]!);
      near(se(2000, 'cv3'), se(2000, 'cr1'), 0.02);
      assert.ok(se(10, 'cv3') > 1.05 * se(10, 'cr1'));
    }
  });

  it('is refused where one cluster alone determines a coefficient', () => {
    const rows = drawn(12, 5);
    const x = rows.x.map((row, i) => [...row, rows.clusters[i] === 3 ? i : 0]);
    assert.throws(() => fit({ ...rows, x }), /one cluster alone determines a coefficient/);
    const constant = { ...rows, x: rows.clusters.map((g) => [1, g % 2]), clusters: rows.clusters.map((g) => g % 2) };
    assert.throws(() => fit(constant), /one cluster alone determines a coefficient/);
  });

  it('of the shift is that of both sides, less what clusters of both move alike', () => {
    const [real, synthetic] = [drawn(12, 6), drawn(12, 7)];
    const analysed = (clusters: readonly number[]) => {
      const covariates = [1, 2].map((j) => ({
        real: Float64Array.from(real.x, (row) => row[j]!),
        synthetic: Float64Array.from(synthetic.x, (row) => row[j]!),
      }));
      const regression = { covariates, coefficient: 0, isLogistic: false };
      return analyseCoefficient(real.y, synthetic.y, regression, { real: real.clusters, synthetic: clusters });
    };
    const apart = analysed(synthetic.clusters.map((g) => g + 100)).shift;
    near(apart.se ** 2, fit(real).covariance[1]![1]! + fit(synthetic).covariance[1]![1]!, 1e-9);

    const shift = (cluster: number | null) => {
      const [a, b] = cluster === null ? [real, synthetic] : [without(real, cluster), without(synthetic, cluster)];
      return fit(b).coefficients[1]! - fit(a).coefficients[1]!;
    };
    const moves = Array.from({ length: 12 }, (_, g) => shift(g) - shift(null));
    const variance = (11 / 12) * moves.reduce((sum, move) => sum + move ** 2, 0);
    near(analysed(synthetic.clusters).shift.se ** 2, variance, 1e-9);
    assert.equal(apart.df, 11);
  });
});
