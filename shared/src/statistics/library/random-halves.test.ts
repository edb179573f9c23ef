import assert from 'node:assert/strict';
import { randomHalves } from '../index.ts';

describe('random halves', () => {
  it('hold each row once, in order, the same ones for the same seed', () => {
    const rows = Array.from({ length: 101 }, (_, i) => i);
    const [first, second] = randomHalves(rows);
    assert.deepEqual([first.length, second.length], [50, 51]);
    assert.deepEqual(
      [...first, ...second].sort((a, b) => a - b),
      rows,
    );
    for (const half of [first, second])
      assert.deepEqual(
        half,
        half.toSorted((a, b) => a - b),
      );
    assert.deepEqual(randomHalves(rows), [first, second]);
    assert.notDeepEqual(randomHalves(rows, { seed: 2 }), [first, second]);
  });

  it('draws every pair of rows as often', () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 6000; seed++) {
      const key = randomHalves([0, 1, 2, 3], { seed })[0].join('');
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    assert(
      [...counts.values()].every((count) => Math.abs(count - 1000) < 120),
      [...counts.values()].join(),
    );
  });

  it('says what it can’t split', () => {
    assert.throws(() => randomHalves([1]), /there are 1 rows; expected at least two to split/);
    assert.throws(() => randomHalves('rows' as never), TypeError);
  });
});
