import assert from 'node:assert/strict';
import { describe as describeSample } from '../statistics/describe.ts';
import { Moments } from '../statistics/moments.ts';
import { normals } from '../statistics/normals.ts';
import { random } from '../statistics/random.ts';
import { NumberColumn } from './number-column.ts';

function filled(numbers: ArrayLike<number>, most?: number): NumberColumn {
  const column = new NumberColumn('x', most);
  for (let i = 0; i < numbers.length; i++) column.add(numbers[i]!, 'f.csv', i + 2);
  return column;
}

describe('a column of more numbers than are kept', () => {
  const normal = normals(random(4));
  const all = Float64Array.from({ length: 20_000 }, (_, i) => 1e6 + normal() + i / 1e4);

  it('has the description of all', () => {
    const column = filled(all, 500);
    assert.equal(column.numbers().length, 500);
    const [a, b] = [column.description(), describeSample(all)];
    for (const key of ['n', 'min', 'max'] as const) assert.equal(a[key], b[key]);
    for (const key of ['mean', 'sd'] as const) assert.ok(Math.abs(a[key] / b[key] - 1) < 1e-9, key);
  });

  it('keeps each with the same chance', () => {
    // One part in ten comes from each tenth of the rows, give or take five standard errors.
    const kept = filled(
      all.map((_, i) => i),
      2000,
    ).numbers();
    assert.equal(new Set(kept).size, 2000);
    for (let tenth = 0; tenth < 10; tenth++) {
      const share = kept.filter((row) => Math.floor(row / 2000) === tenth).length;
      assert.ok(Math.abs(share - 200) < 5 * Math.sqrt(200), `${share} of the tenth ${tenth}`);
    }
  });

  it('knows of a number that is neither 0 nor 1, kept or not', () => {
    const binary = new Float64Array(3000).fill(1);
    assert.equal(filled(binary, 10).isBinary(), true);
    binary[2000] = 0.5;
    assert.equal(filled(binary, 10).isBinary(), false);
  });

  it('keeps all where there are no more', () => {
    assert.deepEqual(filled([3, 1, 2], 3).numbers(), Float64Array.of(3, 1, 2));
    assert.deepEqual(filled([3, 1, 2], 3).description(), { n: 3, mean: 2, sd: 1, min: 1, max: 3 });
  });
});

describe('moments', () => {
  it('of equal values, of one, and of none', () => {
    const of = (...values: number[]) => {
      const moments = new Moments();
      for (const value of values) moments.add(value);
      return moments.description();
    };
    assert.deepEqual(of(0.1, 0.1, 0.1), { n: 3, mean: 0.1, sd: 0, min: 0.1, max: 0.1 });
    assert.deepEqual(of(5), describeSample(Float64Array.of(5)));
    assert.deepEqual(of(), describeSample(new Float64Array(0)));
  });
});
