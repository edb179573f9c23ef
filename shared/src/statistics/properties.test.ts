import assert from 'node:assert/strict';
import { offered } from '../../../test/offered.ts';
import { type Comparison, type ComparisonOptions, compareSamples } from './compare-samples.ts';
import { finish } from './finish.ts';
import { naiveCoverage } from './naive-coverage.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { random } from './random.ts';

/** What must hold of every result; samples are drawn with fixed seeds. */
function compare(real: Float64Array, synthetic: Float64Array, options: Partial<ComparisonOptions> = {}): Comparison {
  return finish(compareSamples(real, synthetic, { estimand: 'mean', margin: 0.5, alpha: 0.05, seed: 1, ...options }));
}

interface Drawn {
  readonly name: string;
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
  readonly estimand: 'mean' | 'proportion';
}

/** Normal, skewed, rated and binary samples of several sizes, rounded so that scaling by powers of two is exact. */
function draws(): Drawn[] {
  const { below } = random(20);
  const uniform = () => (below(2 ** 30) + 0.5) / 2 ** 30;
  const round = (value: number) => Math.round(value * 2 ** 12) / 2 ** 12;
  const kinds: Readonly<Record<string, (shift: number) => number>> = {
    normal: (shift) => round(normalQuantile(uniform()) + shift),
    skewed: (shift) => round(-Math.log(uniform()) + shift),
    rated: (shift) => Math.min(5, 1 + below(5) + Math.round(shift)),
    binary: (shift) => Number(uniform() < 0.3 + shift / 3),
  };
  const sizes = [
    [2, 3],
    [12, 40],
    [30, 30],
    [60, 7],
  ] as const;
  return Object.entries(kinds).flatMap(([kind, draw]) =>
    sizes.flatMap(([n, N]) =>
      [0, 0.6].map((shift) => ({
        name: `${kind}, ${n} and ${N}, shift ${shift}`,
        real: Float64Array.from({ length: n }, () => draw(0)),
        synthetic: Float64Array.from({ length: N }, () => draw(shift)),
        estimand: kind === 'binary' ? ('proportion' as const) : ('mean' as const),
      })),
    ),
  );
}

const near = (a: number, b: number, message: string, digits = 1e-9) =>
  assert.ok(
    a === b || Math.abs(a - b) <= digits * Math.max(Math.abs(a), Math.abs(b), 1e-3),
    `${message}: ${a} and ${b}`,
  );

describe('properties of the sample check', () => {
  const all = draws();

  it('the range of coverage holds the coverage at both ends, at the estimate and at no shift', () => {
    for (const { name, real, synthetic, estimand } of all) {
      const { shift, naivePooled, real: a, synthetic: b } = compare(real, synthetic, { estimand });
      const [least, greatest] = offered(naivePooled).coverageRange;
      assert.ok(least >= 0 && greatest <= 1, name);
      const sides = { n: a.n, sd: a.sd, syntheticN: b.n, syntheticSd: b.sd };
      const [low, high] = shift.ci95;
      const places = [low, high, shift.estimate, ...(low <= 0 && high >= 0 ? [0] : [])];
      for (const place of places) {
        const coverage = naiveCoverage(place, sides);
        assert.ok(least <= coverage && coverage <= greatest, `${name}: ${coverage} in ${least} to ${greatest}`);
      }
    }
  });

  it('a greater margin never takes "compatible" back, and its p-value falls', () => {
    for (const { name, real, synthetic, estimand } of all) {
      let before = 1;
      let was = false;
      for (const margin of [0.01, 0.05, 0.2, 0.5, 0.9, 2, 20]) {
        const { verdict, equivalence, shift, beyondMargin, smallestPassingMargin } = compare(real, synthetic, {
          estimand,
          margin,
        });
        assert.ok(equivalence.p <= before + 1e-12, `${name}: p rises at ${margin}`);
        before = equivalence.p;
        assert.ok(!was || verdict === 'compatible', `${name}: no longer compatible at ${margin}`);
        was = verdict === 'compatible';
        const [low, high] = shift.ci90;
        if (!(real.every((x) => x === real[0]) && synthetic.every((x) => x === synthetic[0]))) {
          assert.equal(equivalence.p < 0.05, low > -margin && high < margin, `${name}: p and interval disagree`);
        }
        assert.equal(margin > smallestPassingMargin, low > -margin && high < margin, name);
        assert.ok(!beyondMargin || verdict === 'violated', name);
        const [low95, high95] = shift.ci95;
        assert.equal(shift.p < 0.05, low95 > 0 || high95 < 0, `${name}: p and 95 % interval disagree`);
      }
    }
  });

  it('swapping the sides turns the shift around and leaves the tests', () => {
    for (const { name, real, synthetic, estimand } of all) {
      const [one, other] = [compare(real, synthetic, { estimand }), compare(synthetic, real, { estimand })];
      near(one.shift.estimate, -other.shift.estimate, name);
      for (const level of ['ci90', 'ci95', 'ci'] as const) {
        near(one.shift[level][0], -other.shift[level][1], name);
        near(one.shift[level][1], -other.shift[level][0], name);
      }
      near(one.shift.p, other.shift.p, name);
      near(one.equivalence.p, other.equivalence.p, name);
      for (const test of [
        'ks',
        'mannWhitney',
        'brownForsythe',
        'brunnerMunzel',
        'chiSquare',
        'andersonDarling',
      ] as const) {
        near(one.omnibus[test]?.p ?? 1, other.omnibus[test]?.p ?? 1, `${name}, ${test}`);
      }
      near(one.omnibus.energy.statistic, other.omnibus.energy.statistic, name);
      near(one.omnibus.cramerVonMises?.statistic ?? 0, other.omnibus.cramerVonMises?.statistic ?? 0, name);
      near(one.omnibus.cramerVonMises?.p ?? 1, other.omnibus.cramerVonMises?.p ?? 1, name);
    }
  });

  it('another unit of the values changes nothing but the unit', () => {
    for (const { name, real, synthetic } of all.filter(({ estimand }) => estimand === 'mean')) {
      const one = compare(real, synthetic);
      for (const [factor, offset] of [
        [8, 0],
        [1, 64],
        [2 ** 200, 0],
        [2 ** -200, 0],
      ] as const) {
        const moved = (values: Float64Array) => values.map((value) => value * factor + offset);
        const other = compare(moved(real), moved(synthetic), { margin: 0.5 * factor });
        const place = `${name}, times ${factor} plus ${offset}`;
        assert.equal(one.verdict, other.verdict, place);
        near(one.shift.estimate, other.shift.estimate / factor, place);
        near(one.shift.ci95[0], other.shift.ci95[0] / factor, place);
        near(one.shift.df, other.shift.df, place);
        near(one.shift.p, other.shift.p, place);
        near(one.equivalence.p, other.equivalence.p, place);
        near(offered(one.naivePooled).coverageRange[0], offered(other.naivePooled).coverageRange[0], place, 1e-7);
        near(offered(one.naivePooled).coverageRange[1], offered(other.naivePooled).coverageRange[1], place, 1e-7);
        near(one.realRowsNeeded, other.realRowsNeeded, place);
        near(one.omnibus.energy.pPermutation, other.omnibus.energy.pPermutation, `${place}, energy`);
        near(one.omnibus.ks.pPermutation, other.omnibus.ks.pPermutation, place);
        near(one.omnibus.brownForsythe?.p ?? 1, other.omnibus.brownForsythe?.p ?? 1, place);
        near(one.omnibus.wasserstein.statistic, other.omnibus.wasserstein.statistic / factor, place);
      }
    }
  });

  it('a permutation p-value is never below one more than none of the permutations', () => {
    for (const { name, real, synthetic, estimand } of all) {
      const { ks, energy, cramerVonMises, andersonDarling, permutations } = compare(real, synthetic, {
        estimand,
      }).omnibus;
      for (const { pPermutation: p } of [ks, energy, cramerVonMises ?? ks, andersonDarling ?? ks]) {
        const least = permutations.exact ? 1 / permutations.count : 1 / (permutations.count + 1);
        assert.ok(p >= least * (1 - 1e-12) && p <= 1, `${name}: ${p}`);
      }
    }
  });

  it('Newcombe’s interval has the values of his Table II, method 10', () => {
    // Statistics in Medicine 17 (1998), 873-890; ours is second minus first.
    for (const [k, n, other, of, low, high] of [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [0, 10, 0, 20, -0.1611, 0.2775],
      [0, 10, 0, 10, -0.2775, 0.2775],
      [10, 10, 0, 20, 0.6791, 1],
      [10, 10, 0, 10, 0.6075, 1],
    ] as const) {
      const interval = newcombe({ k: other, n: of }, { k, n }).interval(0.95);
      assert.deepEqual(
        interval.map((bound) => Number(bound.toFixed(4))),
        [low, high],
        `${k}/${n} and ${other}/${of}`,
      );
    }
  });
});
