import assert from 'node:assert/strict';
import { goldenSamples } from '../../../test/golden/golden.ts';
import { andersonDarling, andersonDarlingDistance, andersonDarlingWeights } from './anderson-darling.ts';
import { cramerVonMises, cramerVonMisesRanks } from './cramer-von-mises.ts';
import { cramerVonMisesTail } from './cramer-von-mises-tail.ts';
import { type Pool, pool } from './pool.ts';
import { random } from './random.ts';

const near = (a: number, b: number, digits = 1e-12) =>
  assert.ok(Math.abs(a - b) <= digits * Math.max(1e-300, Math.abs(b)), `${a} and ${b}`);

const of = (first: readonly number[], second: readonly number[]) =>
  pool(Float64Array.from(first), Float64Array.from(second));

/** Every way to choose the first sample's rows. */
function everyPool(rows: readonly number[], first: number): Pool[] {
  const all: Pool[] = [];
  for (let mask = 0; mask < 2 ** rows.length; mask++) {
    const [ours, others] = [1, 0].map((side) => rows.filter((_, i) => ((mask >> i) & 1) === side));
    if (ours!.length === first) {
      all.push(of(ours!, others!));
    }
  }
  return all;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('Cramér-von Mises', () => {
  it('the limit has the tail that mpmath computes', () => {
    // 1 - F by the series in Bessel functions with 400 digits; the last three by quadrature of Smirnov's integral.
    for (const [x, tail] of [
      [0.0026, 1],
      [0.01, 0.9999941355671902],
      [0.05, 0.876280931041349],
      [0.1, 0.584873438406795],
      [0.46136, 0.05000038313265128],
      [1, 0.002460452180133964],
      [5, 3.0539290331033876e-12],
      [20, 1.0972093165653867e-44],
      [100, 1.7349803174728162e-216],
    ] as const) {
      near(cramerVonMisesTail(x), tail, 1e-13);
    }
    assert.deepEqual([cramerVonMisesTail(0), cramerVonMisesTail(-1), cramerVonMisesTail(1e5)], [1, 1, 0]);
  });

  it('by hand: first·second/N² times the squared distances at all rows, where none are tied', () => {
    // F - G after each row of x y: 1, 0. After each of x y y: 1, 1/2, 0.
    near(cramerVonMises(of([1], [2])).statistic, 1 / 4);
    near(cramerVonMises(of([1], [2, 3])).statistic, (2 / 9) * (1 + 1 / 4));
    near(cramerVonMises(of([2], [1, 3])).statistic, (2 / 9) * (1 / 4 + 1 / 4));
  });

  it('has the mean and spread by which it is standardised, and with ties the mean that is told apart', () => {
    // T over all labellings: 1/6·(1 + 1/N); ties add Σ(s³ - s)·((n - m)²N - n² - m²) / (12 n m N² (N - 1)).
    for (const [rows, first] of [
      [[1, 2, 3, 4, 5, 6, 7, 8], 3],
      [[1, 2, 2, 3, 3, 3, 4, 5], 3],
      [[1, 1, 1, 1, 1, 1, 1], 2],
      [[1, 1, 2, 2, 2, 2], 3],
    ] as const) {
      const [n, m, N] = [first, rows.length - first, rows.length];
      const sizes = [...new Set(rows)].map((value) => rows.filter((row) => row === value).length);
      const ties = sizes.reduce((sum, size) => sum + size ** 3 - size, 0);
      const moved = (ties * ((n - m) ** 2 * N - n ** 2 - m ** 2)) / (12 * n * m * N ** 2 * (N - 1));
      const statistics = everyPool(rows, first).map((one) => cramerVonMises(one).statistic);
      near(mean(statistics), (1 + 1 / N) / 6 + moved, 1e-11);
      const { p } = cramerVonMises(everyPool(rows, first)[0]!);
      assert.equal(p === null, Math.abs(moved) > (0.03 * (1 + 1 / N)) / 6);
    }
  });

  it('has no p-value where ties make it misleading, and one that is small no more often than it says', () => {
    const [real, synthetic] = goldenSamples('unpaired_likert.csv', 'rating');
    const rated = cramerVonMises(pool(real, synthetic));
    // As scipy 1.17 has it, with p = 4.4e-11: the permutation p-value is 0.001.
    near(rated.statistic, 4.954374999999999);
    assert.equal(rated.p, null);
    const { below } = random(3);
    const draw = (count: number) => Array.from({ length: count }, () => below(1000)); // some of them tied
    const p = Array.from({ length: 2000 }, () => cramerVonMises(of(draw(25), draw(60))).p!);
    for (const level of [0.01, 0.05, 0.2, 0.5]) {
      const share = mean(p.map((one) => Number(one <= level)));
      assert.ok(Math.abs(share - level) < 4 * Math.sqrt((level * (1 - level)) / 2000), `${share} at ${level}`);
    }
  });

  it('of one row on each side, and of one value', () => {
    assert.deepEqual(cramerVonMises(of([1], [2])), { statistic: 0.25, p: 1 });
    assert.deepEqual(cramerVonMises(of([1, 1], [1, 1])), { statistic: 0, p: null });
    assert.equal(cramerVonMisesRanks(of([5], [5]), Uint32Array.of(1)), 0.5);
  });
});

describe('Anderson-Darling', () => {
  it('has the numbers of scipy: in the table, at its ends, with ties', () => {
    for (const [file, column, statistic, p, bound] of [
      ['small_perm.csv', 'score', 0.6878343216040859, 0.17158898154202987, null],
      ['equiv_score.csv', 'score', -0.6020501867026633, 0.25, 'at least'],
      ['unpaired_likert.csv', 'rating', 6.550136130387953, 0.001, 'at most'],
    ] as const) {
      const result = andersonDarling(pool(...goldenSamples(file, column)))!;
      near(result.statistic, statistic);
      near(result.p, p);
      assert.equal(result.bound, bound);
    }
  });

  it('is standardised by its mean over all labellings, and about by its spread', () => {
    const statistics = everyPool([1, 2, 3, 4, 5, 6, 7, 8], 3).map((one) => andersonDarling(one)!.statistic);
    assert.ok(Math.abs(mean(statistics)) < 1e-12);
    // The variance is that of ranks which count ties whole, as scipy has it.
    near(mean(statistics.map((value) => value ** 2)), 1, 0.2);
  });

  it('by hand: the squared distance at each value over its variance', () => {
    // x y: at x the distance is half a row of one, 2·2·1/2 - 1·1 = 1 over 1·3 - 2·1 = 1; at y the same.
    const two = of([1], [2]);
    assert.equal(andersonDarlingDistance(two, two.marked, andersonDarlingWeights(two)), 2);
  });

  it('is null where there is nothing to compare, and ordered by how far the sides are apart', () => {
    assert.equal(andersonDarling(of([1], [2, 3])), null);
    assert.equal(andersonDarling(of([4, 4, 4], [4, 4])), null);
    const p = [0, 2, 4, 6, 8].map((shift) => {
      const side = (start: number) => Array.from({ length: 12 }, (_, i) => start + i);
      return andersonDarling(of(side(0), side(shift + 0.5)))!.p;
    });
    assert.deepEqual(
      p,
      [...p].sort((a, b) => b - a),
    );
    assert.deepEqual([p[0], p[4]], [0.25, 0.001]);
    assert.equal(andersonDarling(of([1, 1], [2, 2]))!.bound, null);
  });
});
