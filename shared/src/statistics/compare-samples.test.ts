import assert from 'node:assert/strict';
import { offered } from '../../../test/offered.ts';
import { describe as summary } from './describe.ts';
import { equivalence } from './equivalence.ts';
import { minimalDetectableShift } from './minimal-detectable-shift.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { random } from './random.ts';
import { realRowsNeeded } from './real-rows-needed.ts';
import { compare } from './test-compare.ts';
import { unseenShift } from './unseen-shift.ts';
import { verdict } from './verdict.ts';
import { welch } from './welch.ts';

/** Normal quantiles in even steps: a sample with exactly this mean, and about this standard deviation. */
function sample(n: number, mean: number, sd = 1): number[] {
  return Array.from({ length: n }, (_, i) => mean + sd * normalQuantile((i + 0.5) / n));
}

function binary(ones: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => Number(i < ones));
}

describe('the verdict', () => {
  it('is compatible where the 90 % interval lies inside the margin', () => {
    const { verdict, equivalence, estimates } = compare(sample(300, 0), sample(1000, 0.02), { margin: 0.25 });
    assert.equal(verdict, 'compatible');
    assert.ok(equivalence.p < 0.05);
    assert.equal(estimates.length, 2);
  });

  it('stays compatible for a small shift that is certain', () => {
    const { verdict, shift } = compare(sample(3000, 0), sample(3000, 0.1), { margin: 0.25 });
    assert.ok(shift.ci95[0] > 0);
    assert.equal(verdict, 'compatible');
  });

  it('is violated, within or beyond the margin', () => {
    const within = compare(sample(200, 0), sample(1000, 0.3), { margin: 0.4 });
    assert.deepEqual([within.verdict, within.beyondMargin], ['violated', false]);
    const beyond = compare(sample(200, 0), sample(1000, 1), { margin: 0.4 });
    assert.deepEqual([beyond.verdict, beyond.beyondMargin], ['violated', true]);
  });

  it('is inconclusive with few rows', () => {
    const { verdict, realRowsNeeded: needed } = compare(sample(20, 0), sample(1000, 0), { margin: 0.25 });
    assert.equal(verdict, 'inconclusive');
    assert.ok(needed > 100);
  });

  it('is not compatible with fewer than ten real rows, or nine off the most frequent value', () => {
    const few = compare(sample(9, 0, 0.01), sample(1000, 0, 0.01), { margin: 0.25 });
    assert.deepEqual([few.verdict, few.obstacle], ['inconclusive', 'few-real-rows']);
    const nine = [...new Array<number>(200).fill(1), ...new Array<number>(9).fill(2)];
    const same = compare(nine, nine, { margin: 0.25 });
    assert.deepEqual([same.verdict, same.obstacle], ['inconclusive', 'few-distinct-rows']);
    const ten = compare([...nine, 2], [...nine, 2], { margin: 0.25 });
    assert.deepEqual([ten.verdict, ten.obstacle], ['compatible', null]);
  });

  it('is not compatible without spread, and has finite numbers', () => {
    const constant = compare(new Array<number>(50).fill(3), new Array<number>(50).fill(3), { margin: 0.1 });
    assert.deepEqual([constant.verdict, constant.obstacle], ['inconclusive', 'no-spread']);
    assert.deepEqual(
      [
        constant.omnibus.brownForsythe,
        constant.omnibus.brunnerMunzel,
        constant.omnibus.chiSquare,
        constant.omnibus.cramerVonMises,
        constant.omnibus.andersonDarling,
      ],
      [null, null, null, null, null],
    );
    assert.deepEqual(findUnusable(constant), []);
    const apart = compare(new Array<number>(50).fill(3), new Array<number>(50).fill(4), { margin: 0.1 });
    assert.deepEqual([apart.verdict, apart.beyondMargin], ['violated', true]);
    assert.deepEqual(findUnusable(apart), []);
  });

  it('does not hold a few real rows that happen to be alike against the synthetic ones', () => {
    const [alike, varied] = [
      new Array<number>(20).fill(5),
      [...new Array<number>(950).fill(5), ...new Array<number>(50).fill(3)],
    ];
    const few = compare(alike, varied, { margin: 0.05 });
    assert.ok(few.shift.ci95[1] < 0, 'Welch takes the real side for known');
    assert.deepEqual([few.verdict, few.obstacle, few.beyondMargin], ['inconclusive', 'no-spread', false]);
    const other = compare(varied, alike, { margin: 0.05 });
    assert.deepEqual([other.verdict, other.obstacle], ['inconclusive', 'no-spread']);
    const far = compare(
      alike,
      varied.map((value) => value - 2),
      { margin: 0.05 },
    );
    assert.deepEqual([far.verdict, far.beyondMargin], ['violated', true]);
  });

  it('is seldom wrongly violated where most values are the same', () => {
    const { below } = random(3);
    const draw = (n: number) => Array.from({ length: n }, () => (below(20) > 0 ? 5 : 3));
    let violated = 0;
    for (let repetition = 0; repetition < 1000; repetition++) {
      const [real, synthetic] = [Float64Array.from(draw(20)), Float64Array.from(draw(1000))];
      const [a, b] = [summary(real), summary(synthetic)];
      const shift = welch(a, b);
      const spread = { rowsOffMode: 20, realSd: a.sd, syntheticSd: b.sd, unseen: unseenShift(real, synthetic) };
      const result = verdict({ ci90: shift.interval(0.9), ci95: shift.interval(0.95), margin: 0.01, n: 20, spread });
      violated += Number(result.verdict === 'violated');
    }
    assert.ok(violated < 60, `${violated} of 1000`);
  });

  it('has finite numbers for two rows a side and for proportions of 0 % and 100 %', () => {
    for (const [real, synthetic] of [
      [0, 0],
      [2, 2],
      [0, 2],
      [1, 1],
    ] as const) {
      const result = compare(binary(real, 2), binary(synthetic, 2), { estimand: 'proportion' });
      assert.deepEqual(findUnusable({ ...result, shift: { ...result.shift, df: 0 }, realRowsNeeded: 0 }), []);
    }
    const all = compare(binary(200, 200), binary(2000, 2000), { estimand: 'proportion', margin: 0.05 });
    assert.equal(all.verdict, 'compatible');
    assert.ok(offered(all.estimates.at(-1)).ci95[0] < 0.96);
  });
});

describe('the numbers for planning', () => {
  it('real rows needed', () => {
    assert.equal(realRowsNeeded(0.25, 1, 1e12), 138);
    assert.equal(realRowsNeeded(0.1, 1, 1e12), 857);
    assert.equal(realRowsNeeded(0.1, 1, 800), Number.POSITIVE_INFINITY);
    assert.equal(realRowsNeeded(10, 1, 800), 10);
  });

  it('minimal detectable shift', () => {
    assert.ok(Math.abs(minimalDetectableShift(1, Number.POSITIVE_INFINITY) - 2.80159) < 1e-4);
  });

  it('range of coverage', () => {
    const { coverageRange, coverage } = offered(compare(sample(120, 0), sample(2400, 0.05), {}).naivePooled);
    assert.ok(coverageRange[0] < 0.05 && coverage > coverageRange[0] && coverage < coverageRange[1]);
    assert.ok(Math.abs(coverageRange[1] - 0.95) < 1e-9);
  });
});

describe('the shift of a proportion', () => {
  it('has p-values that invert its interval', () => {
    const shift = newcombe({ k: 41, n: 60 }, { k: 246, n: 300 });
    const [lower, upper] = shift.interval(0.9);
    assert.ok(Math.abs(shift.above(lower) - 0.05) < 1e-10);
    assert.ok(Math.abs(shift.below(upper) - 0.05) < 1e-10);
    assert.ok(Math.abs(shift.above(upper) - 0.95) < 1e-10);
    assert.ok(Math.abs(equivalence(shift, upper) - 0.05) < 1e-10);
  });

  it('is seldom called compatible when it is at the margin, even with few rows', () => {
    // Rates .08 and .03, margin .05: the shift is exactly the margin. Exact, over all counts of 20 and 200 rows.
    const share = (k: number, n: number, p: number) => {
      let chance = (1 - p) ** n;
      for (let i = 1; i <= k; i++) {
        chance *= ((n - i + 1) / i) * (p / (1 - p));
      }
      return chance;
    };
    let compatible = 0;
    for (let real = 0; real <= 20; real++) {
      for (let synthetic = 0; synthetic <= 25; synthetic++) {
        const [low, high] = newcombe({ k: real, n: 20 }, { k: synthetic, n: 200 }).interval(0.9);
        compatible += low > -0.05 && high < 0.05 ? share(real, 20, 0.08) * share(synthetic, 200, 0.03) : 0;
      }
    }
    assert.ok(compatible < 0.061, String(compatible));
  });
});

describe('random', () => {
  it('repeats for a seed, and is even', () => {
    const draw = (seed: number) => {
      const { below } = random(seed);
      return Array.from({ length: 6000 }, () => below(6));
    };
    assert.deepEqual(draw(1), draw(1));
    assert.notDeepEqual(draw(1), draw(2));
    for (let face = 0; face < 6; face++) {
      const count = draw(7).filter((drawn) => drawn === face).length;
      assert.ok(count > 850 && count < 1150, `${face} was drawn ${count} times`);
    }
  });
});

/** Paths of numbers that JSON cannot hold. */
function findUnusable(value: unknown, path = ''): string[] {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? [] : [path];
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, part]) => findUnusable(part, `${path}.${key}`))
    : [];
}
