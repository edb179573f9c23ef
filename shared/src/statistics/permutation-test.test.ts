import assert from 'node:assert/strict';
import { andersonDarlingDistance, andersonDarlingWeights } from './anderson-darling.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { cramerVonMisesRanks } from './cramer-von-mises.ts';
import { energyDistance } from './energy-distance.ts';
import { hypergeometric } from './hypergeometric.ts';
import { ksStatistic } from './ks-statistic.ts';
import { normals } from './normals.ts';
import { type LabelStatistic, type PermutationResult, permutationTest } from './permutation-test.ts';
import { permutedDistances } from './permuted-distances.ts';
import { coarsened, type Pool, pool, sizeOf } from './pool.ts';
import { random } from './random.ts';

const REPETITIONS = 4000;

function test(of: Pool): PermutationResult {
  const weights = andersonDarlingWeights(of);
  const statistics = (one: Pool, marked: Uint32Array) => permutedDistances(one, marked, weights);
  const steps = permutationTest(of, statistics, { repetitions: REPETITIONS, seed: 1 });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

function draws(count: number, seed: number, place: (x: number) => number): Float64Array {
  const normal = normals(random(seed));
  return Float64Array.from({ length: count }, () => place(normal()));
}

/** Within five standard errors of both. */
function alike(a: readonly number[], b: readonly number[]) {
  for (const [i, p] of a.entries()) {
    const se = Math.sqrt((2 * p * (1 - p) + 1e-4) / REPETITIONS);
    assert.ok(Math.abs(p - b[i]!) < 5 * se, `${p} and ${b[i]}`);
  }
}

/** Each distance by itself. */
function separate(of: Pool): readonly LabelStatistic[] {
  const weights = andersonDarlingWeights(of);
  return [
    ksStatistic,
    (one, marked) => (energyDistance(one, marked) * one.first * one.second) ** 2 / 2,
    cramerVonMisesRanks,
    (one, marked) => andersonDarlingDistance(one, marked, weights),
  ];
}

/** The p-values by shuffling the rows themselves. */
function shuffled(of: Pool): readonly number[] {
  const { below } = random(9);
  const rows = Array.from(of.values).flatMap((_, i) => new Array<number>(sizeOf(of, i)).fill(i));
  const statistics = separate(of);
  const extreme = statistics.map(() => 0);
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const marked = new Uint32Array(of.values.length);
    for (let i = 0; i < of.first; i++) {
      const j = i + below(rows.length - i);
      [rows[i], rows[j]] = [rows[j]!, rows[i]!];
      marked[rows[i]!]!++;
    }
    statistics.forEach((statistic, i) => {
      extreme[i]! += statistic(of, marked) >= statistic(of, of.marked) * (1 - 1e-12) ? 1 : 0;
    });
  }
  return extreme.map((count) => (count + 1) / (REPETITIONS + 1));
}

describe('hypergeometric draws', () => {
  for (const [total, marked, drawn] of [
    [10, 4, 3],
    [60, 55, 30],
    [1000, 20, 400],
    [7, 7, 2],
    [7, 0, 2],
    [5, 3, 5],
  ] as const) {
    it(`${drawn} of ${total} rows, ${marked} of them marked, come as often as they must`, () => {
      const draw = hypergeometric(total, random(3));
      const counts = new Map<number, number>();
      const times = 20_000;
      for (let i = 0; i < times; i++) {
        const k = draw(total, marked, drawn);
        counts.set(k, (counts.get(k) ?? 0) + 1);
      }
      const ways = (n: number, k: number): number => (k < 0 || k > n ? 0 : k === 0 ? 1 : (ways(n - 1, k - 1) * n) / k);
      let [squares, kinds, rest] = [0, -1, times];
      for (let k = 0; k <= drawn; k++) {
        const expected = (times * ways(marked, k) * ways(total - marked, drawn - k)) / ways(total, drawn);
        if (expected > 5) {
          squares += ((counts.get(k) ?? 0) - expected) ** 2 / expected;
          kinds++;
        }
        assert.ok(expected > 0 || !counts.has(k));
        rest -= counts.get(k) ?? 0;
      }
      assert.equal(rest, 0);
      assert.ok(kinds === 0 ? squares === 0 : chiSquareTail(squares, kinds) > 1e-4, `chi-square ${squares}`);
    });
  }
});

describe('permutation tests', () => {
  it('of few values and many rows have the p-values of drawing row by row', () => {
    const real = draws(1500, 1, (x) => Math.round(x));
    const synthetic = draws(1500, 2, (x) => Math.round(x + 0.06));
    const counted = pool(real, synthetic);
    assert.ok(counted.values.length < 10);
    alike(test(counted).p, shuffled(counted));
  });

  it('take the distances in one pass as each has it by itself', () => {
    for (const digits of [0, 0.7, 5]) {
      const round = (x: number) => Math.round(x * 10 ** digits) / 10 ** digits;
      const one = pool(draws(30, 7, round), draws(50, 8, round));
      const together = permutedDistances(one, one.marked, andersonDarlingWeights(one));
      for (const [i, alone] of separate(one).entries()) {
        const expected = alone(one, one.marked);
        assert.ok(Math.abs(together[i]! - expected) < 1e-12 * expected, `${i}: ${together[i]} and ${expected}`);
      }
    }
    const same = pool(Float64Array.of(1, 1, 1), Float64Array.of(1, 1));
    assert.deepEqual(permutedDistances(same, same.marked, andersonDarlingWeights(same)), [0, 0, 25, 0]);
  });

  it('of thousands of values hardly change when neighbours are grouped', () => {
    const all = pool(
      draws(3000, 3, (x) => x),
      draws(9000, 4, (x) => x + 0.03),
    );
    const few = coarsened(all, 512);
    assert.ok(few.values.length <= 512 && few.values.length > 400);
    const [a, b] = [test(all).p, test(few).p];
    for (const [i, p] of a.entries()) {
      assert.ok(Math.abs(p - b[i]!) < 0.03, `${p} and ${b[i]}`);
    }
  });

  it('grouping keeps all rows, and values that are already few', () => {
    const all = pool(
      draws(500, 5, (x) => x),
      draws(300, 6, (x) => x),
    );
    const few = coarsened(all, 20);
    const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);
    assert.equal(sum(few.marked), 500);
    assert.equal(few.ends.at(-1), 800);
    assert.ok(
      Array.from(few.ends, (_, i) => sizeOf(few, i)).every((size, i) => size >= 40 || i === few.ends.length - 1),
    );
    const two = pool(Float64Array.of(0, 1, 1), Float64Array.of(0, 0, 1));
    assert.deepEqual(coarsened(two, 512), two);
  });
});
