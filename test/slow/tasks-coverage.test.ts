import assert from 'node:assert/strict';
import type { Description } from '../../shared/src/statistics/describe.ts';
import { independentGap } from '../../shared/src/statistics/gap.ts';
import { gapBand, weightedGapBand } from '../../shared/src/statistics/gap-band.ts';
import { tPrediction } from '../../shared/src/statistics/gap-prediction.ts';
import type { Interval } from '../../shared/src/statistics/interval.ts';
import { normals } from '../../shared/src/statistics/normals.ts';
import { type Random, random } from '../../shared/src/statistics/random.ts';
import { rankProbe } from '../../shared/src/statistics/rank-probe.ts';
import { syntheticMean } from '../../shared/src/statistics/synthetic-mean.ts';
import { taskInterval } from '../../shared/src/statistics/task-interval.ts';

// TASKS_REPETITIONS=20000 gives the table of docs/coverage-tasks.md.
const REPETITIONS = Number(process.env.TASKS_REPETITIONS ?? 500);
const SEED = 1;

const uniform = (source: Random) => (source.below(2 ** 32) + 0.5) / 2 ** 32;

function bernoulli(n: number, p: number, { below }: Random): Description {
  let k = 0;
  for (let i = 0; i < n; i++) {
    k += below(2 ** 32) < p * 2 ** 32 ? 1 : 0;
  }
  const mean = k / n;
  const sd = Math.sqrt((mean * (1 - mean) * n) / (n - 1));
  return { n, mean, sd, min: k === n ? 1 : 0, max: k === 0 ? 0 : 1 };
}

/** Four standard errors of the difference of two simulated shares, the other one from `others` repetitions. */
function error(share: number, others = Number.POSITIVE_INFINITY): number {
  const p = Math.min(0.99, Math.max(0.01, share));
  return 4 * Math.sqrt(p * (1 - p) * (1 / REPETITIONS + 1 / others));
}

class Tally {
  private covered = 0;
  private width = 0;
  private count = 0;

  add([low, high]: Interval, truth: number): void {
    this.covered += low <= truth && truth <= high ? 1 : 0;
    this.width += high - low;
    this.count++;
  }

  get coverage(): number {
    return this.covered / this.count;
  }

  get meanWidth(): number {
    return this.width / this.count;
  }
}

const show = (name: string, coverage: number, width?: number) =>
  console.log(
    `      ${name}: ${(100 * coverage).toFixed(1)} %${width === undefined ? '' : `, width ${width.toFixed(3)}`}`,
  );

describe(`coverage of intervals over tasks: ${REPETITIONS} repetitions from seed ${SEED}`, () => {
  /** Tan & Zrnic, section on simulated data: 1,000 repetitions, alpha 0.1. */
  const PUBLISHED = {
    'Algorithm 1': [0.986, 0.515],
    'Algorithm 5': [0.992, 0.564],
    'Algorithm 4': [0.91, 0.335],
    'synthetic only': [0.127, 0.031],
  } as const;

  it('the published setting: 100 tasks, 1,000 real and 2,000 synthetic zeros and ones, shift N(0.05, 0.1²)', () => {
    const source = random(SEED);
    const normal = normals(source);
    const tallies = new Map<string, Tally>();
    const tally = (name: string) => tallies.get(name) ?? tallies.set(name, new Tally()).get(name)!;
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      const tasks = Array.from({ length: 101 }, () => {
        // Beta(2, 2) is the middle one of three uniforms.
        const truth = [uniform(source), uniform(source), uniform(source)].sort((a, b) => a - b)[1]!;
        const synthetic = Math.min(1, Math.max(0, truth + 0.05 + 0.1 * normal()));
        return { truth, real: bernoulli(1000, truth, source), synthetic: bernoulli(2000, synthetic, source) };
      });
      const current = tasks.pop()!;
      for (const method of ['wald', 'newcombe'] as const) {
        const gaps = tasks.map(({ real, synthetic }) => independentGap(real, synthetic, method));
        for (const algorithm of [1, 4, 5] as const) {
          const options = { algorithm, method, alpha: 0.1, budget: 'proportional', weights: null } as const;
          const { interval } = taskInterval(current.synthetic, gaps, options);
          tally(`Algorithm ${algorithm}, ${method}`).add(interval, algorithm === 4 ? current.real.mean : current.truth);
        }
        tally(`synthetic only, ${method}`).add(syntheticMean(current.synthetic, method, 0.9), current.truth);
      }
    }
    for (const [name, [coverage, width]] of Object.entries(PUBLISHED)) {
      for (const method of ['wald', 'newcombe']) {
        const result = tallies.get(`${name}, ${method}`)!;
        show(`${name}, ${method === 'wald' ? 'wald' : 'auto'}`, result.coverage, result.meanWidth);
        const far = Math.abs(result.coverage - coverage);
        assert.ok(far < error(coverage, 1000), `${name}, ${method}: ${result.coverage} instead of ${coverage}`);
        assert.ok(Math.abs(result.meanWidth - width) < 0.01, `${name}, ${method}: width ${result.meanWidth}`);
      }
    }
  });

  it('the t-prediction, for few tasks', () => {
    for (const tasks of [5, 8, 12, 20]) {
      const source = random(SEED);
      const normal = normals(source);
      const result = new Tally();
      for (let repetition = 0; repetition < REPETITIONS; repetition++) {
        // Gaps of spread 0.1, seen through 200 real and 400 synthetic zeros and ones.
        const drawn = Array.from({ length: tasks + 1 }, () => {
          const truth = 0.3 + 0.4 * uniform(source);
          const synthetic = truth - 0.1 * normal();
          return { truth, real: bernoulli(200, truth, source).mean, synthetic: bernoulli(400, synthetic, source).mean };
        });
        const current = drawn.pop()!;
        const gaps = Float64Array.from(drawn, ({ real, synthetic }) => real - synthetic);
        const prediction = tPrediction(current.synthetic, gaps, 0.05);
        assert.ok('interval' in prediction);
        result.add(prediction.interval, current.truth);
      }
      show(`t-prediction at 95 %, ${tasks} tasks`, result.coverage, result.meanWidth);
      assert.ok(result.coverage > 0.95 - error(0.95), `${tasks} tasks: ${result.coverage}`);
      assert.ok(result.coverage < 0.97 + error(0.97), `${tasks} tasks: ${result.coverage}`);
    }
  });

  it('weights for gaps that drift', () => {
    for (const [rho, expected] of [
      [1, 0.711],
      [0.97, 0.88],
    ] as const) {
      const normal = normals(random(SEED));
      const result = new Tally();
      for (let repetition = 0; repetition < REPETITIONS; repetition++) {
        // The mean gap moves by 4 spreads of 0.05 over 60 tasks.
        const gaps = Array.from({ length: 61 }, (_, i) => 0.05 * (normal() + (4 * i) / 60));
        const truth = gaps.pop()!;
        const weights = gaps.map((_, i) => rho ** (60 - i));
        const points = gaps.map((gap): Interval => [gap, gap]);
        result.add(rho === 1 ? gapBand(points, 0.1) : weightedGapBand(points, weights, 0.1), truth);
      }
      show(`drift, weights ${rho}^age`, result.coverage);
      assert.ok(Math.abs(result.coverage - expected) < error(expected, 4000), `${rho}: ${result.coverage}`);
    }
  });

  it('the rank probe, with fewer current rows than past ones', () => {
    const source = random(SEED);
    const normal = normals(source);
    let rejected = 0;
    for (let repetition = 0; repetition < REPETITIONS; repetition++) {
      const task = (rows: number) => {
        const gap = 0.1 * normal();
        return { values: Float64Array.from({ length: rows }, () => gap + normal()), synthetic: 0 };
      };
      const past = Array.from({ length: 40 }, () => task(200));
      rejected += rankProbe(past, task(20), repetition).p <= 0.1 ? 1 : 0;
    }
    show('rank probe, rejected at 10 %', rejected / REPETITIONS);
    assert.ok(rejected / REPETITIONS < 0.1 + error(0.1), `${rejected} of ${REPETITIONS}`);
  });
});
