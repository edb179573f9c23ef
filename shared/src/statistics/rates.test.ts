import assert from 'node:assert/strict';
import { agrestiCaffo } from './agresti-caffo.ts';
import { agrestiCoull } from './agresti-coull.ts';
import { chiSquare } from './chi-square.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { equivalence } from './equivalence.ts';
import { miettinenNurminen } from './miettinen-nurminen.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { wilson } from './wilson.ts';

const near = (a: number, b: number, digits = 1e-12) => assert.ok(Math.abs(a - b) < digits, `${a} and ${b}`);

/** Chance of exactly k of n successes. */
function binomial(k: number, n: number, rate: number): number {
  let ways = 1;
  for (let i = 1; i <= k; i++) {
    ways = (ways * (n - k + i)) / i;
  }
  return ways * rate ** k * (1 - rate) ** (n - k);
}

describe('intervals of a rate', () => {
  it('Clopper-Pearson: the rates at which so many or more, and so many or fewer, are as rare as is asked for', () => {
    for (const n of [1, 2, 7, 40]) {
      for (let k = 0; k <= n; k++) {
        const chance = (from: number, to: number, rate: number) =>
          Array.from({ length: to - from + 1 }, (_, i) => binomial(from + i, n, rate)).reduce((a, b) => a + b, 0);
        for (const tail of [0.025, 0.2]) {
          const [low, high] = clopperPearson(k, n, tail);
          assert.ok(low >= 0 && low <= k / n && k / n <= high && high <= 1);
          near(k === 0 ? tail : chance(k, n, low), tail);
          near(k === n ? tail : chance(0, k, high), tail);
        }
      }
    }
    assert.deepEqual([clopperPearson(0, 1, 0.025), clopperPearson(1, 1, 0.025)].flat(), [0, 0.975, 0.025, 1]);
    near(clopperPearson(0, 20, 0.025)[1], 1 - 0.025 ** (1 / 20));
    near(clopperPearson(20, 20, 0.025)[0], 0.025 ** (1 / 20));
  });

  it('Clopper-Pearson holds the truth at least as often as it says, every sample enumerated', () => {
    for (const n of [1, 5, 30]) {
      const intervals = Array.from({ length: n + 1 }, (_, k) => clopperPearson(k, n, 0.025));
      for (let rate = 0; rate <= 1; rate += 1 / 256) {
        const held = intervals.reduce(
          (sum, [low, high], k) => sum + (low <= rate && rate <= high ? binomial(k, n, rate) : 0),
          0,
        );
        assert.ok(held > 0.95 - 1e-9, `${n} rows at ${rate}: ${held}`);
      }
    }
  });

  it('Agresti-Coull: the middle of Wilson’s, never narrower', () => {
    const z = normalQuantile(0.025);
    for (const [k, n] of [
      [3, 10],
      [41, 60],
      [500, 1000],
    ] as const) {
      const [low, high] = agrestiCoull(k, n, z);
      const [a, b] = wilson(k, n, z);
      near(low + high, a + b);
      assert.ok(low <= a && high >= b);
    }
    // With z = 2, one failure is 2 of 5: 0.4 ± 2·sqrt(0.4·0.6 / 5).
    assert.deepEqual(agrestiCoull(0, 1, 2)[0], 0);
    near(agrestiCoull(0, 1, 2)[1], 0.4 + 2 * Math.sqrt(0.048));
    assert.equal(agrestiCoull(1, 1, 2)[1], 1);
  });
});

describe('differences of rates', () => {
  const pairs = [
    [0, 1, 0, 1],
    [1, 1, 0, 1],
    [0, 1, 1, 1],
    [0, 10, 0, 20],
    [10, 10, 20, 20],
    [0, 10, 20, 20],
    [3, 9, 8, 9],
    [1, 1, 700, 1000],
    [400, 1000, 380, 1000],
  ] as const;

  for (const [name, of] of Object.entries({ agrestiCaffo, miettinenNurminen, newcombe })) {
    it(`${name}: intervals and p-values agree and turn around with the sides, at any counts`, () => {
      for (const [k, n, other, rows] of pairs) {
        const shift = of({ k, n }, { k: other, n: rows });
        const back = of({ k: other, n: rows }, { k, n });
        assert.equal(shift.estimate, other / rows - k / n);
        for (const level of [0.5, 0.9, 0.999]) {
          const [low, high] = shift.interval(level);
          assert.ok(low >= -1 && low <= high && high <= 1, `${name} ${k}/${n} ${other}/${rows}: ${low}, ${high}`);
          near(back.interval(level)[0], -high, 1e-9);
          const tail = (1 - level) / 2;
          // At the ends that cannot be passed there is less beyond.
          assert.ok(low === -1 || Math.abs(shift.above(low) - tail) < 1e-7, `${name}: ${shift.above(low)}`);
          assert.ok(high === 1 || Math.abs(shift.below(high) - tail) < 1e-7, `${name}: ${shift.below(high)}`);
        }
        for (const margin of [0.001, 0.1, 0.5, 0.99]) {
          const p = equivalence(shift, margin);
          assert.ok(p >= 0 && p <= 1, `${name}: ${p}`);
          const [low, high] = shift.interval(0.9);
          assert.equal(p < 0.05, low > -margin && high < margin, `${name} ${k}/${n} ${other}/${rows} at ${margin}`);
        }
        near(shift.above(0.1) + shift.below(0.1), 1, 1e-7);
      }
    });
  }

  it('Agresti-Caffo by hand: a success and a failure more', () => {
    // 1/3 and 2/3, each with variance (2/9) / 3.
    const shift = agrestiCaffo({ k: 0, n: 1 }, { k: 1, n: 1 });
    assert.equal(shift.estimate, 1);
    near(shift.se, Math.sqrt(4 / 27));
    near(shift.interval(0.5)[0], 1 / 3 - normalQuantile(0.25) * Math.sqrt(4 / 27));
  });

  it('Miettinen-Nurminen has the values of Newcombe’s Table II, method 6', () => {
    // Statistics in Medicine 17 (1998), 873-890; ours is second minus first.
    for (const [k, n, other, of, low, high] of [
      [56, 70, 48, 80, 0.0528, 0.3382],
      [9, 10, 3, 10, 0.17, 0.8406],
      [6, 7, 2, 7, 0.0342, 0.8534],
      [5, 56, 0, 29, -0.0326, 0.1933],
      [0, 10, 0, 20, -0.1658, 0.2844],
      [0, 10, 0, 10, -0.2879, 0.2879],
      [10, 10, 0, 20, 0.7156, 1],
    ] as const) {
      const interval = miettinenNurminen({ k: other, n: of }, { k, n }).interval(0.95);
      assert.deepEqual(
        interval.map((bound) => Number(bound.toFixed(4))),
        [low, high],
        `${k}/${n} and ${other}/${of}`,
      );
    }
  });

  it('Miettinen-Nurminen in closed form', () => {
    const square = normalQuantile(0.025) ** 2;
    // No success on either side: the rates that fit best are 0 and the shift.
    for (const [n, other] of [
      [1, 1],
      [10, 25],
    ] as const) {
      const rows = (other * (n + other - 1)) / (n + other);
      near(miettinenNurminen({ k: 0, n }, { k: 0, n: other }).interval(0.95)[1], square / (square + rows));
    }
    // None and all of ten: (1 - shift) / 2 and (1 + shift) / 2.
    const [low, high] = miettinenNurminen({ k: 0, n: 10 }, { k: 10, n: 10 }).interval(0.95);
    near(low, (19 - square) / (19 + square));
    assert.equal(high, 1);
    // Against "no shift" it is the z-test of the pooled rate, but for the factor.
    const { statistic } = chiSquare([41, 19], [246, 54])!;
    const shift = miettinenNurminen({ k: 41, n: 60 }, { k: 246, n: 300 });
    near(normalQuantile(shift.above(0)) ** 2, (statistic * 359) / 360, 1e-9);
  });
});

describe('chi-square', () => {
  it('Yates: half a row nearer, never beyond what is expected', () => {
    // Expected are 1.5 everywhere: four times (0.5 - 0.5)² without a rest, and (1.5 - 0.5)² / 1.5.
    assert.deepEqual(chiSquare([1, 2], [2, 1], { yates: true }), {
      ...{ statistic: 0, df: 1, p: 1, leastExpected: 1.5 },
      cramersV: Math.sqrt(4 / 9 / 6 + 4 / 18 / 6) || 0,
    });
    near(chiSquare([3, 0], [0, 3], { yates: true })!.statistic, 4 / 1.5);
    // Two categories with rows are left.
    assert.deepEqual(chiSquare([3, 0, 0], [1, 0, 3], { yates: true }), chiSquare([3, 0], [1, 3], { yates: true }));
    const wide = [
      [3, 5, 9],
      [4, 8, 1],
    ] as const;
    assert.deepEqual(chiSquare(...wide, { yates: true }), chiSquare(...wide));
  });

  it('Cramér’s V is 0 for the same mix, 1 for nothing in common, whatever the number of rows', () => {
    assert.equal(chiSquare([2, 4], [20, 40])!.cramersV, 0);
    for (const rows of [1, 50]) {
      near(chiSquare([rows, rows, 0], [0, 0, rows])!.cramersV, 1);
      near(chiSquare([3 * rows, rows], [rows, 3 * rows])!.cramersV, 0.5);
    }
    assert.deepEqual([chiSquare([0, 0], [1, 2]), chiSquare([1, 0], [2, 0])], [null, null]);
  });
});
