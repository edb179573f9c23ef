import assert from 'node:assert/strict';
import { doubtOfMean } from './doubtful-mean.ts';
import { fewApart, unseenShare } from './few-apart.ts';
import { normals } from './normals.ts';
import { random } from './random.ts';
import { compare } from './test-compare.ts';

const repeated = (...runs: readonly (readonly [value: number, count: number])[]) =>
  Float64Array.from(runs.flatMap(([value, count]) => new Array<number>(count).fill(value)));

function exponentials(n: number, seed: number): Float64Array {
  const { below } = random(seed);
  return Float64Array.from({ length: n }, () => -Math.log((below(2 ** 32) + 0.5) / 2 ** 32));
}

describe('the interval of a mean', () => {
  it('is doubted where fewer than five values differ from the most frequent one', () => {
    const many = repeated([5, 150], [4, 50]);
    assert.equal(doubtOfMean(repeated([5, 26], [4, 3], [2, 1]), many)?.kind, 'few-apart');
    assert.match(doubtOfMean(repeated([5, 20]), many)!.reason, /all 20 values are the same/);
    assert.equal(doubtOfMean(repeated([5, 60], [4, 15]), many), null);
    assert.equal(fewApart(Float64Array.of(1, 2, 3, 4)), null);
    assert.equal(fewApart(Float64Array.of(1, 1, 1, 4)), 1);
  });

  it('is doubted where the values are skewed for their number, by those of the other side, too', () => {
    const many = exponentials(2000, 1);
    assert.equal(doubtOfMean(exponentials(20, 2), many)?.kind, 'skewed');
    assert.equal(doubtOfMean(exponentials(200, 2), many), null);
    const normal = normals(random(3));
    const [few, others] = [Float64Array.from({ length: 20 }, normal), Float64Array.from({ length: 2000 }, normal)];
    assert.equal(doubtOfMean(few, others), null);
    assert.equal(doubtOfMean(few, many)?.kind, 'skewed');
  });

  it('is not given for nearly constant real rows, and does not make the shift violated', () => {
    const synthetic = [...repeated([5, 1800], [4, 100], [1, 100])];
    const { estimates, shift, verdict } = compare([...repeated([5, 18], [4, 2])], synthetic, {
      estimand: 'rating',
      margin: 0.05,
    });
    assert.deepEqual(estimates[0], {
      method: 'real-only',
      refused: 'only 2 of 20 values differ from the most frequent one: an interval by their spread would be too narrow',
    });
    assert.match(shift.caution!, /only 2 of 20/);
    assert.equal(verdict, 'inconclusive');
    const seeming = compare([...repeated([5, 19], [4, 1])], synthetic, { estimand: 'rating', margin: 0.01 });
    assert.ok(seeming.shift.ci95[1] < 0);
    assert.deepEqual([seeming.verdict, seeming.obstacle], ['inconclusive', 'few-distinct-rows']);
    const far = compare([...repeated([5, 19], [4, 1])], [...repeated([1, 100], [2, 100])], { estimand: 'rating' });
    assert.equal(far.verdict, 'violated');
  });

  it('allows for rows that may go unseen by the bound of Clopper and Pearson', () => {
    assert.ok(Math.abs(unseenShare(repeated([5, 20])) - (1 - 0.025 ** (1 / 20))) < 1e-10);
    // R: binom.test(2, 20)$conf.int[2]
    assert.ok(Math.abs(unseenShare(repeated([5, 18], [4, 2])) - (0.3169827 - 0.1)) < 1e-7);
    assert.equal(unseenShare(repeated([5, 15], [4, 5])), 0);
  });
});
