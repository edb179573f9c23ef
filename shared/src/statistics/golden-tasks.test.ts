import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { assertGolden, goldenFile, goldenSamples } from '../../../test/golden/golden.ts';
import { describe as summary } from './describe.ts';
import type { BudgetName, TaskAlgorithm } from './error-budget.ts';
import { type Gap, type GapMethod, independentGap, pairedGap } from './gap.ts';
import { gapBand, weightedGapBand } from './gap-band.ts';
import { randomEffectsPrediction, tPrediction } from './gap-prediction.ts';
import type { Interval } from './interval.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { random } from './random.ts';
import { randomEffects } from './random-effects.ts';
import { minimumTasks, rankLimits } from './rank-limits.ts';
import { rankProbe } from './rank-probe.ts';
import { spearman } from './spearman.ts';
import { taskInterval } from './task-interval.ts';

interface Sides {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
}

/** The tasks of the golden data, the current one apart. */
function tasks(): { readonly past: readonly Sides[]; readonly current: Float64Array } {
  const rows = readFileSync(goldenFile('tasks.csv'), 'utf8').trim().split('\n').slice(1);
  const cells = rows.map((row) => row.split(','));
  const side = (task: string, origin: string) =>
    Float64Array.from(cells.filter(([t, o]) => t === task && o === origin).map(([, , value]) => Number(value)));
  const names = [...new Set(cells.map(([task]) => task!))].filter((name) => name !== 'current');
  const past = names.map((name) => ({ real: side(name, 'real'), synthetic: side(name, 'synthetic') }));
  return { past, current: side('current', 'synthetic') };
}

const { past, current } = tasks();

function gapsOf(sides: readonly Sides[], method: GapMethod): Gap[] {
  return sides.map(({ real, synthetic }) => independentGap(summary(real), summary(synthetic), method));
}

function interval(algorithm: TaskAlgorithm, alpha: number, method: GapMethod = 'wald', sides = past) {
  const options = { algorithm, method, alpha, budget: 'proportional' as BudgetName, weights: null };
  return taskInterval(summary(current), gapsOf(sides, method), options);
}

describe('golden numbers of past tasks', () => {
  it('Algorithms 1 and 5', () => {
    for (const [algorithm, alpha] of [
      [1, 0.1],
      [5, 0.1],
      [1, 0.2],
      [5, 0.2],
    ] as const) {
      const result = interval(algorithm, alpha);
      const { lower: kL, upper: kU } = rankLimits(past.length, 0.7 * alpha);
      const middles = gapBand(
        gapsOf(past, 'wald').map(({ estimate }): Interval => [estimate, estimate]),
        0.7 * alpha,
      );
      const width = ([low, high]: Interval) => high - low;
      const band = width(result.gapBand);
      assertGolden(`texch_alg${algorithm}_a${alpha}`, {
        T: past.length,
        kL,
        kU,
        ci: result.interval,
        ci_synth: result.syntheticBounds,
        delta_band: result.gapBand,
        W: [width(result.syntheticBounds), band - width(middles), width(middles)],
      });
    }
  });

  it('Algorithm 4', () => {
    for (const alpha of [0.1, 0.2]) {
      const { lower: kL, upper: kU } = rankLimits(past.length, alpha);
      const { interval: ci, syntheticBounds } = interval(4, alpha);
      assertGolden(`texch_alg4_a${alpha}`, { kL, kU, ci, theta_syn: syntheticBounds[0] });
    }
  });

  it('too few tasks', () => {
    const result = interval(1, 0.1, 'wald', past.slice(0, 20));
    assertGolden('texch_infinite', { kL: rankLimits(20, 0.07).lower });
    assert.deepEqual(result.gapBand, [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    assert.deepEqual(result.interval, result.gapBand);
    assert.equal(result.minimumTasks, 28);
  });

  it('rank of the current gap', () => {
    const rows = readFileSync(goldenFile('tasks_current_real.csv'), 'utf8').trim().split('\n').slice(1);
    const values = Float64Array.from(rows.map((row) => Number(row.split(',')[2])));
    const probed = (real: Float64Array, synthetic: Float64Array) => ({
      values: real,
      synthetic: summary(synthetic).mean,
    });
    const probe = rankProbe(
      past.map(({ real, synthetic }) => probed(real, synthetic)),
      probed(values, current),
      1,
    );
    const { gap: gap_current, notAbove: n_le, notBelow: n_ge, p } = probe;
    assertGolden('texch_rank_p', { gap_current, n_le, n_ge, p });
    assert.equal(probe.rows, 50);
  });

  it('random effects', () => {
    const gaps = gapsOf(past.slice(0, 12), 'wald');
    const { tau2, mean: mu, se: se_mu, q: Q } = randomEffects(gaps);
    const { mean, sd, n } = summary(current);
    const prediction = randomEffectsPrediction({ mean, se: sd / Math.sqrt(n) }, gaps, 0.05);
    assert.ok('interval' in prediction);
    assertGolden('texch_re_interval', { tau2, mu, se_mu, Q, ci95: prediction.interval });
  });

  it('order statistics around a quantile', () => {
    const [real] = goldenSamples('unpaired_score.csv', 'score');
    assertGolden('order_stat_quantile_ci', orderStatisticInterval(real.sort(), 0.5, 0.95));
  });
});

/** The 0.975 quantile of Student's t with 2 degrees of freedom, in closed form. */
const T2 = 0.95 / Math.sqrt(2 * 0.975 * 0.025);

describe('properties of past tasks', () => {
  it('ranks are not lost to floating point', () => {
    assert.deepEqual(rankLimits(99, 0.7 * 0.2), { lower: 7, upper: 93 });
    for (const [alpha, proportional, all] of [
      [0.05, 57, 39],
      [0.1, 28, 19],
      [0.2, 14, 9],
    ] as const) {
      assert.equal(minimumTasks(0.7 * alpha), proportional);
      assert.equal(minimumTasks(alpha), all);
    }
    for (let alpha = 0.001; alpha < 0.999; alpha += 0.0137) {
      const least = minimumTasks(alpha);
      assert.equal(rankLimits(least, alpha).lower, 1, `${alpha}`);
      assert.ok(least === 0 || rankLimits(least - 1, alpha).lower === 0, `${alpha}`);
    }
  });

  it('weights of 1 change nothing, weights of 0 are no tasks', () => {
    const { below } = random(4);
    for (const [tasks, alpha] of [
      [9, 0.2],
      [28, 0.07],
      [40, 0.14],
      [99, 0.14],
      [6, 0.1],
    ] as const) {
      const bounds = Array.from({ length: tasks }, (): Interval => {
        const middle = below(1000);
        return [middle - below(50), middle + below(50)];
      });
      const ones = bounds.map(() => 1);
      assert.deepEqual(weightedGapBand(bounds, ones, alpha), gapBand(bounds, alpha));
      const more: Interval[] = [...bounds, [-9999, 9999]];
      assert.deepEqual(weightedGapBand(more, [...ones, 0], alpha), gapBand(bounds, alpha));
    }
  });

  it('weights by hand: the mass that is reached from either side', () => {
    const bounds: Interval[] = [
      [-2, 1],
      [-1, 2],
      [0, 3],
    ];
    // Mass 1, 0.5 and 1 of 3.5: from above 1, 1.5, 2.5; half of alpha leaves 3.5·(1 - 0.3) = 2.45.
    assert.deepEqual(weightedGapBand(bounds, [1, 0.5, 1], 0.6), [-2, 3]);
    // 3.5·(1 - 0.45) = 1.925 is reached by the last, 3.5·(1 - 0.6) = 1.4 by the second.
    assert.deepEqual(weightedGapBand(bounds, [1, 0.5, 1], 1.2), [-1, 2]);
    assert.deepEqual(weightedGapBand(bounds, [0.1, 0.1, 0.1], 0.6), [
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('Newcombe keeps a width where all rows agree, Wald does not', () => {
    const all = summary(new Float64Array(30).fill(1));
    const [low, high] = independentGap(all, all, 'newcombe').interval(0.95);
    assert.ok(low < -0.05 && high > 0.05);
    assert.deepEqual(independentGap(all, all, 'wald').interval(0.95), [0, 0]);
  });

  it('a gap is real minus synthetic', () => {
    const real = summary(Float64Array.of(1, 1, 1, 0));
    const synthetic = summary(Float64Array.of(0, 0, 1, 0));
    for (const method of ['wald', 't', 'newcombe'] as const) {
      assert.equal(independentGap(real, synthetic, method).estimate, 0.5);
    }
    assert.equal(pairedGap(Float64Array.of(0.5, 0.25, 0.75), 't', false).estimate, 0.5);
  });

  it('pairs: Student on the differences, by hand', () => {
    const { estimate, se, interval } = pairedGap(Float64Array.of(1, 2, 3), 't', false);
    assert.equal(estimate, 2);
    assert.ok(Math.abs(se - 1 / Math.sqrt(3)) < 1e-15);
    assert.ok(Math.abs(interval(0.95)[1] - (2 + T2 / Math.sqrt(3))) < 1e-12);
  });

  it('pairs of zeros and ones: half a row in each cell while few differ', () => {
    const differences = Float64Array.from([1, 1, -1, ...new Array(17).fill(0)]);
    const { estimate, se } = pairedGap(differences, 't', true);
    assert.equal(estimate, 1 / 20);
    // Cells 2.5 and 1.5 of 22: variance (4 - 1/22) / 21.
    assert.ok(Math.abs(se - Math.sqrt((4 - 1 / 22) / 21 / 22)) < 1e-15);
    assert.ok(pairedGap(new Float64Array(20), 't', true).interval(0.95)[1] > 0.05);
    const many = Float64Array.from([...new Array(10).fill(1), ...new Array(30).fill(0)]);
    assert.ok(Math.abs(pairedGap(many, 't', true).se - Math.sqrt(7.5 / 39 / 40)) < 1e-15);
  });

  it('a zero-variance gap has a point for its interval', () => {
    const same = summary(Float64Array.of(2, 2));
    assert.deepEqual(independentGap(same, summary(Float64Array.of(1, 1, 1)), 't').interval(0.9), [1, 1]);
  });

  it('t-prediction, by hand', () => {
    const prediction = tPrediction(0.5, Float64Array.of(0, 0.1, 0.2), 0.05);
    assert.ok('interval' in prediction);
    assert.ok(Math.abs(prediction.estimate - 0.6) < 1e-15);
    const half = T2 * 0.1 * Math.sqrt(4 / 3);
    assert.ok(Math.abs(prediction.interval[1] - 0.6 - half) < 1e-12);
  });

  it('predictions are refused where the gaps show no spread', () => {
    assert.match(JSON.stringify(tPrediction(0, Float64Array.of(1), 0.1)), /refused.*one past task/);
    assert.match(JSON.stringify(tPrediction(0, Float64Array.of(1, 1, 1), 0.1)), /refused.*are the same/);
    const gap = { estimate: 0, se: 0 };
    assert.match(JSON.stringify(randomEffectsPrediction({ mean: 0, se: 1 }, [gap, gap], 0.1)), /refused.*too few/);
    assert.match(JSON.stringify(randomEffectsPrediction({ mean: 0, se: 1 }, [gap, gap, gap], 0.1)), /refused.*is 0/);
  });

  it('random effects that do not differ are the fixed effect', () => {
    const { mean, se, tau2 } = randomEffects([
      { estimate: 1, se: 1 },
      { estimate: 1, se: 2 },
    ]);
    assert.deepEqual([mean, tau2], [1, 0]);
    assert.ok(Math.abs(se - Math.sqrt(1 / 1.25)) < 1e-15);
  });

  it('the rank probe draws as many rows from each task', () => {
    const task = (count: number, value: number) => ({ values: new Float64Array(count).fill(value), synthetic: 0 });
    const probe = rankProbe([task(9, 1), task(12, 2), task(30, 3)], task(7, 4), 1);
    assert.deepEqual(probe, { gap: 4, rows: 7, notAbove: 3, notBelow: 0, p: 0.5 });
    assert.equal(rankProbe([task(3, 1)], task(7, 4), 1).rows, 3);
    const spread = { values: Float64Array.from({ length: 40 }, (_, i) => i), synthetic: 0 };
    const gaps = [1, 2, 3].map((seed) => rankProbe([task(4, 1)], spread, seed).gap);
    assert.equal(new Set(gaps).size, 3);
    assert.equal(rankProbe([task(4, 1)], spread, 1).gap, gaps[0]);
  });

  it('Spearman: ties, direction, and a p-value that few tasks cannot make small', () => {
    const settings = { repetitions: 9999, seed: 1 };
    const up = spearman([1, 2, 3, 4], [10, 20, 30, 40], settings)!;
    assert.equal(up.rho, 1);
    assert.ok(Math.abs(up.p - 2 / 24) < 0.01);
    assert.equal(spearman([1, 2, 3, 4], [4, 3, 2, 1], settings)!.rho, -1);
    // Centred ranks -2, -.5, -.5, 1, 2 and -1, -2, .5, .5, 2: products sum to 7.25, squares to 9.5 each.
    assert.ok(Math.abs(spearman([1, 2, 2, 3, 5], [2, 1, 3, 3, 4], settings)!.rho - 7.25 / 9.5) < 1e-15);
    assert.equal(spearman([1, 1, 1], [1, 2, 3], settings), null);
  });

  it('order statistics are infinite where the values are too few', () => {
    const [low, high] = orderStatisticInterval(Float64Array.of(1, 2, 3), 0.5, 0.95);
    assert.deepEqual([low, high], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    // The median of 6: P(all above) = 1/64 on either side.
    assert.deepEqual(orderStatisticInterval(Float64Array.of(1, 2, 3, 4, 5, 6), 0.5, 0.95), [1, 6]);
  });
});
