import assert from 'node:assert/strict';
import { bonettPrice } from './bonett-price.ts';
import { errorShift } from './error-shift.ts';

/** Rows in which the judge alone passes, people alone do, and both. */
function pairs(fp: number, fn: number, same: number) {
  const of = (value: number, count: number) => new Array<number>(count).fill(value);
  const human = Float64Array.from([...of(0, fp), ...of(1, fn), ...of(1, same)]);
  const judge = Float64Array.from([...of(1, fp), ...of(0, fn), ...of(1, same)]);
  return errorShift(human, judge);
}

/** Chance that the 95 % interval holds the truth, over all counts of `n` rows with these rates of a false pass and fail. */
function coverage(n: number, pass: number, fail: number, intervals: ReadonlyMap<number, readonly [number, number]>) {
  let covered = 0;
  // Chance of `fp` and `fn`, each from the one before.
  let first = (1 - pass - fail) ** n;
  for (let fp = 0; fp <= n; fp++) {
    let chance = first;
    for (let fn = 0; fn <= n - fp; fn++) {
      const [low, high] = intervals.get(fp * (n + 1) + fn)!;
      covered += low <= pass - fail && pass - fail <= high ? chance : 0;
      chance *= ((n - fp - fn) / (fn + 1)) * (fail / (1 - pass - fail));
    }
    first *= ((n - fp) / (fp + 1)) * (pass / (1 - pass - fail));
  }
  return covered;
}

describe("the interval of a judge's error", () => {
  for (const n of [10, 20, 50]) {
    it(`holds the truth at least nine times in ten, with ${n} rows`, () => {
      const intervals = new Map<number, readonly [number, number]>();
      for (let fp = 0; fp <= n; fp++) {
        for (let fn = 0; fn <= n - fp; fn++) {
          intervals.set(fp * (n + 1) + fn, pairs(fp, fn, n - fp - fn).shift.interval(0.95));
        }
      }
      for (const ratio of [0, 0.02, 0.1, 0.5, 1]) {
        for (let logit = -7; logit < 6; logit += 0.2) {
          const rate = 1 / (1 + Math.exp(-logit));
          const pass = rate / (1 + ratio);
          const share = coverage(n, pass, rate - pass, intervals);
          assert.ok(share >= 0.91, `${share} at ${rate}, ratio ${ratio}`);
        }
      }
    });
  }

  it('is that of Bonett and Price where fewer than five rows differ from the rest, all in one direction', () => {
    const methods = [pairs(4, 0, 196), pairs(0, 0, 30), pairs(15, 2, 2), pairs(4, 1, 195), pairs(0, 5, 195)];
    assert.deepEqual(
      methods.map(({ method }) => method),
      ['bonett-price', 'bonett-price', 'bonett-price', 'agresti-min', 'agresti-min'],
    );
    const [low, high] = bonettPrice({ tp: 0, fp: 2, fn: 0, tn: 8 }).interval(0.95);
    // (3 - 1)/12, and sd² = (4 - 4/12)/11 of 12 rows, t with 11 degrees of freedom
    const half = 2.2009851600829 * Math.sqrt((4 - 4 / 12) / 11 / 12);
    assert.ok(Math.abs(low - (2 / 12 - half)) < 1e-9 && Math.abs(high - (2 / 12 + half)) < 1e-9);
  });

  it('does not collapse where nearly all rows differ in one direction', () => {
    const { shift } = pairs(20, 0, 0);
    const [low, high] = shift.interval(0.95);
    assert.ok(low < 0.85 && high >= 1);
    assert.equal(shift.estimate, 1);
  });
});
