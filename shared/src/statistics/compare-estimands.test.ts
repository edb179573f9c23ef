import assert from 'node:assert/strict';
import { offered } from '../../../test/offered.ts';
import { compareUnits } from './compare-units.ts';
import { designEffect } from './design-effect.ts';
import { normals } from './normals.ts';
import { pool } from './pool.ts';
import { random } from './random.ts';
import { compare } from './test-compare.ts';
import { totalVariation } from './total-variation.ts';

function draws(n: number, seed: number): number[] {
  const normal = normals(random(seed));
  return Array.from({ length: n }, normal);
}

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} instead of ${expected}`);

describe('clusters', () => {
  it('of one row each are rows', () => {
    const [real, synthetic] = [draws(30, 1), draws(60, 2)];
    const alone = compare(real, synthetic, {});
    const clusters = { real: real.map((_, i) => i), synthetic: synthetic.map((_, i) => i + 1000) };
    const grouped = compare(real, synthetic, { clusters });
    assert.deepEqual(grouped.shift, alone.shift);
    assert.deepEqual(grouped.naivePooled, alone.naivePooled);
    near(grouped.omnibus.ks.statistic, alone.omnibus.ks.statistic);
    near(grouped.omnibus.energy.pPermutation, alone.omnibus.energy.pPermutation, 0.02);
  });

  it('copied rows count once: the interval is that of one row each', () => {
    const [real, synthetic] = [draws(20, 3), draws(25, 4)];
    const alone = compare(real, synthetic, {});
    const twice = (values: number[]) => [...values, ...values];
    const codes = (values: number[], from: number) => twice(values.map((_, i) => i + from));
    const clusters = { real: codes(real, 0), synthetic: codes(synthetic, 100) };
    const copied = compare(twice(real), twice(synthetic), { clusters });
    near(copied.shift.se, alone.shift.se);
    near(copied.shift.df, alone.shift.df);
    near(copied.clusters!.real.icc!, 1);
    near(copied.clusters!.real.deff, 2);
    assert.equal(copied.verdict, alone.verdict);
  });

  it('on both sides are paired, which narrows the interval', () => {
    const prompts = draws(40, 5).map((effect) => 3 * effect);
    const real = draws(40, 6).map((noise, i) => prompts[i]! + noise);
    const synthetic = draws(40, 7).map((noise, i) => prompts[i]! + noise);
    const codes = prompts.map((_, i) => i);
    const paired = compare(real, synthetic, { clusters: { real: codes, synthetic: codes } });
    const apart = compare(real, synthetic, {});
    assert.equal(paired.clusters!.pairs, 40);
    assert.equal(paired.shift.method, 'paired-t');
    assert.equal(paired.shift.df, 39);
    near(paired.shift.estimate, apart.shift.estimate);
    assert.ok(paired.shift.se < apart.shift.se / 2);
    assert.equal(paired.omnibus.brownForsythe, null);
    assert.deepEqual([paired.omnibus.cramerVonMises, paired.omnibus.andersonDarling], [null, null]);
    assert.equal(paired.omnibus.ks.p, null);
  });

  it('with few in common are not paired', () => {
    const values = Float64Array.from({ length: 10 }, (_, i) => i);
    const codes = (from: number) => Array.from({ length: 10 }, (_, i) => i + from);
    assert.equal(compareUnits(values, values, { real: codes(0), synthetic: codes(6) }).pairs, null);
    const { pairs } = compareUnits(values, values, { real: codes(0), synthetic: codes(4) });
    assert.deepEqual([...pairs!.real], [4, 5, 6, 7, 8, 9]);
    assert.deepEqual([...pairs!.synthetic], [0, 1, 2, 3, 4, 5]);
  });

  it('of zeros and ones in pairs that hardly differ have an interval all the same', () => {
    const ones = new Array<number>(30).fill(1);
    const codes = ones.map((_, i) => i);
    const clusters = { real: codes, synthetic: codes };
    const { shift, verdict } = compare(ones, ones, { estimand: 'proportion', clusters, margin: 0.05 });
    assert.equal(shift.method, 'bonett-price');
    assert.ok(shift.ci95[0] < -0.05 && shift.ci95[1] > 0.05);
    assert.equal(verdict, 'inconclusive');
  });

  it('tries all ways to exchange the origins of a few pairs', () => {
    const codes = [0, 1, 2];
    const clusters = { real: codes, synthetic: codes };
    const { omnibus } = compare([0, 1, 2], [10, 11, 12], { clusters });
    assert.deepEqual([omnibus.permutations.count, omnibus.permutations.exact], [8, true]);
    assert.equal(omnibus.ks.pPermutation, 0.25);
  });

  it('have no design effect without two rows, or without variation', () => {
    assert.deepEqual(designEffect(Float64Array.of(1, 2, 3), [0, 1, 2]), { clusters: 3, icc: null, deff: 1 });
    assert.deepEqual(designEffect(Float64Array.of(1, 1, 1), [0, 0, 1]), { clusters: 2, icc: null, deff: 1 });
  });
});

describe('quantiles', () => {
  it('move with the values, and agree with their p-values', () => {
    const [real, synthetic] = [draws(80, 8), draws(300, 9)];
    const { shift, estimates, naivePooled } = compare(real, synthetic, { estimand: 'quantile:0.9', margin: 0.5 });
    const moved = compare(
      real,
      synthetic.map((x) => x + 2),
      { estimand: 'quantile:0.9', margin: 0.5 },
    );
    near(moved.shift.estimate, shift.estimate + 2);
    near(moved.shift.ci95[0], shift.ci95[0] + 2);
    assert.ok(moved.shift.p < 0.001);
    assert.equal(moved.verdict, 'violated');
    assert.equal(shift.method, 'mover');
    assert.ok(shift.ci95[0] <= shift.ci90[0] && shift.ci90[1] <= shift.ci95[1]);
    assert.ok('refused' in naivePooled);
    assert.ok(offered(estimates[0]).ci95[0] < offered(estimates[0]).estimate);
  });

  it('pass the margin just where the p-value says so', () => {
    const [real, synthetic] = [draws(120, 10), draws(400, 11)];
    const { smallestPassingMargin: margin } = compare(real, synthetic, { estimand: 'quantile:0.5', margin: 1 });
    const at = (margin: number) => compare(real, synthetic, { estimand: 'quantile:0.5', margin });
    assert.ok(at(margin * 1.0001).equivalence.p <= 0.05 + 1e-9);
    assert.ok(at(margin * 0.9999).equivalence.p >= 0.05 - 1e-9);
  });
});

describe('win rates and ratings', () => {
  it('without ties are proportions', () => {
    const [real, synthetic] = [
      [1, 0, 1, 1, 0, 1, 1, 0, 1, 1],
      [1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    ];
    const { shift, margin, isRate } = compare(real, synthetic, { estimand: 'win-rate' });
    assert.deepEqual(shift, compare(real, synthetic, { estimand: 'proportion' }).shift);
    assert.deepEqual([margin, isRate], [0.05, true]);
    const many = draws(200, 50).map((x) => (x > 0.3 ? 1 : x > -0.3 ? 0.5 : 0));
    assert.equal(compare(many, many, { estimand: 'win-rate' }).shift.method, 'welch');
  });

  it('that are nearly all won do not collapse', () => {
    const real = [...new Array<number>(19).fill(1), 0.5];
    const synthetic = [...new Array<number>(290).fill(1), ...new Array<number>(10).fill(0.5)];
    const { shift, estimates } = compare(real, synthetic, { estimand: 'win-rate' });
    assert.equal(shift.method, 'newcombe');
    near(shift.estimate, 295 / 300 - 19.5 / 20);
    assert.ok(shift.ci95[1] - shift.ci95[0] > 0.1);
    assert.ok(offered(estimates[0]).ci95[1] < 1);
  });

  it('total variation is 0 for like samples and 1 for those without a common value', () => {
    const of = (a: number[], b: number[]) => totalVariation(pool(Float64Array.from(a), Float64Array.from(b)));
    assert.equal(of([1, 2, 2], [2, 1, 2]), 0);
    assert.equal(of([1, 2], [3, 4, 5]), 1);
    assert.equal(of([1, 1, 2, 2], [1, 2, 2, 2]), 0.25);
  });
});

describe('the difference of two models', () => {
  it('lets a common bias cancel', () => {
    const [real, synthetic] = [draws(50, 12), draws(100, 13)];
    const versus = {
      real: Float64Array.from(real, (x, i) => x - 0.1 * (i % 3)),
      synthetic: Float64Array.from(synthetic, (x, i) => x + 5 - 0.1 * (i % 3)),
    };
    const { shift, estimand } = compare(
      real,
      synthetic.map((x) => x + 5),
      { versus },
    );
    assert.equal(estimand, 'difference');
    assert.ok(Math.abs(shift.estimate) < 0.01);
    assert.equal(shift.method, 'welch');
  });

  it('of models that hardly ever differ does not collapse', () => {
    const same = new Array<number>(40).fill(1);
    const versus = { real: Float64Array.from(same), synthetic: Float64Array.from(same) };
    const { shift, verdict } = compare(same, same, { versus, margin: 0.05 });
    assert.equal(shift.method, 'mover');
    assert.ok(shift.ci95[1] - shift.ci95[0] > 0.1);
    assert.equal(verdict, 'inconclusive');
  });
});

describe('coefficients', () => {
  const [x, z] = [Float64Array.from(draws(40, 20)), Float64Array.from(draws(90, 21))];
  const regression = { covariates: [{ real: x, synthetic: z }], coefficient: 0, isLogistic: false };
  const noisy = (values: Float64Array, slope: number, seed: number) =>
    draws(values.length, seed).map((noise, i) => 2 + slope * values[i]! + noise);

  it('do not depend on the unit or origin of the covariate, but for their own unit', () => {
    const [real, synthetic] = [noisy(x, 1, 22), noisy(z, 1, 23)];
    const moved = (values: Float64Array) => values.map((value) => 1e6 + 1000 * value);
    const one = compare(real, synthetic, { regression });
    const covariates = [{ real: moved(x), synthetic: moved(z) }];
    const other = compare(real, synthetic, { regression: { ...regression, covariates } });
    near(other.shift.estimate * 1000, one.shift.estimate, 1e-6);
    near(other.shift.p, one.shift.p, 1e-6);
    near(other.shift.df, one.shift.df, 1e-4);
    assert.ok('refused' in one.naivePooled);
  });

  it('of least squares are slopes', () => {
    const real = Float64Array.from(x, (value, i) => 3 * value + (i % 2));
    const synthetic = Float64Array.from(z, (value, i) => 5 * value + (i % 2));
    const { shift, estimates } = compare([...real], [...synthetic], { regression });
    assert.ok(Math.abs(shift.estimate - 2) < 0.2 && Math.abs(offered(estimates[0]).estimate - 3) < 0.2);
  });

  it('that a side does not let be fitted are refused', () => {
    const covariates = [{ real: new Float64Array(40).fill(1), synthetic: z }];
    assert.throws(
      () => compare(noisy(x, 1, 24), noisy(z, 1, 25), { regression: { ...regression, covariates } }),
      /determine each other/,
    );
    const separated = { ...regression, isLogistic: true };
    const pass = (values: Float64Array) => Array.from(values, (value) => Number(value > 0));
    assert.throws(() => compare(pass(x), pass(z), { regression: separated }), /no solution/);
  });
});

describe('strata', () => {
  it('are not violated by what is small among many', () => {
    const [real, synthetic] = [draws(400, 32), draws(400, 33)];
    const places = real.map((_, i) => i % 20);
    const names = Array.from({ length: 20 }, (_, i) => `s${i}`);
    const { strata } = compare(real, synthetic, { strata: { names, real: places, synthetic: places }, margin: 0.01 });
    const tested = strata!.strata.map((stratum) => {
      assert.ok(!('refused' in stratum));
      return stratum;
    });
    for (const { shift, pHolm, verdict } of tested) {
      assert.ok(pHolm >= shift.p && (verdict === 'violated') === pHolm <= 0.05);
    }
    assert.ok(tested.some(({ shift }) => shift.p < 0.05) && tested.every(({ verdict }) => verdict !== 'violated'));
  });
});

describe('rates of clusters', () => {
  const clusters = (rows: ArrayLike<number>) => Array.from(rows, (_, i) => Math.floor(i / 3));
  const ones = (count: number, at: readonly number[]) =>
    Array.from({ length: count }, (_, i) => (at.includes(i) ? 1 : 0));

  it('that are nearly all alike do not collapse, and keep their means', () => {
    const [real, synthetic] = [ones(36, [4, 5, 20]), ones(150, [7, 30, 31, 80])];
    const { shift, estimates } = compare(real, synthetic, {
      estimand: 'proportion',
      clusters: { real: clusters(real), synthetic: clusters(synthetic).map((cluster) => cluster + 100) },
    });
    assert.equal(shift.method, 'newcombe');
    near(shift.estimate, 4 / 150 - 3 / 36);
    const only = offered(estimates[0]);
    near(only.estimate, 3 / 36);
    assert.ok(only.ci95[0] > 0 && only.ci95[1] > 0.25);
  });

  it('with ten won and ten lost on both sides are means', () => {
    const [real, synthetic] = [120, 240].map((count) =>
      Array.from({ length: count }, (_, i) => ((i * 7) % 5 < 2 ? 1 : 0)),
    );
    const { shift } = compare(real!, synthetic!, {
      estimand: 'proportion',
      clusters: { real: clusters(real!), synthetic: clusters(synthetic!).map((cluster) => cluster + 100) },
    });
    assert.equal(shift.method, 'welch');
  });
});

describe('a logistic coefficient', () => {
  it('is refused where one outcome hardly occurs', () => {
    const x = draws(60, 3);
    const regression = (y: readonly number[]) => () =>
      compare(y, y, {
        estimand: 'mean',
        regression: {
          covariates: [{ real: Float64Array.from(x), synthetic: Float64Array.from(x) }],
          coefficient: 0,
          isLogistic: true,
        },
      });
    assert.throws(
      regression(x.map((_, i) => (i < 4 ? 1 : 0))),
      /^RangeError: only 4 real rows have the outcome 1; a logistic regression needs at least 5 of both/,
    );
    assert.throws(regression(x.map(() => 1)), /no real rows have the outcome 0/);
    assert.doesNotThrow(regression(x.map((_, i) => (i % 12 === 0 ? 1 : 0))));
  });
});
