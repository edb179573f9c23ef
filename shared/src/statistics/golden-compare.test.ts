import assert from 'node:assert/strict';
import { assertGolden, goldenColumns, goldenSamples } from '../../../test/golden/golden.ts';
import { benjaminiHochberg } from './benjamini-hochberg.ts';
import { benjaminiYekutieli } from './benjamini-yekutieli.ts';
import { categoryWeights } from './category-weights.ts';
import { chiSquare } from './chi-square.ts';
import { type Comparison, type ComparisonOptions, compareSamples } from './compare-samples.ts';
import type { RowClusters } from './compare-units.ts';
import { describe as summary } from './describe.ts';
import { designOf } from './design.ts';
import { hajek } from './hajek.ts';
import { holm } from './holm.ts';
import { importanceWeighted } from './importance-weighted.ts';
import { oddsOfReal, oddsWeights } from './odds-weights.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { robustRegression } from './robust-regression.ts';
import { studentTail } from './student-tail.ts';

function compare(
  [real, synthetic]: readonly [Float64Array, Float64Array],
  options: Partial<ComparisonOptions>,
): Comparison {
  const steps = compareSamples(real, synthetic, {
    estimand: 'mean',
    margin: undefined,
    alpha: 0.05,
    seed: 1,
    ...options,
  });
  let step = steps.next();
  while (step.done !== true) {
    step = steps.next();
  }
  return step.value;
}

function mean(values: Float64Array): number {
  return summary(values).mean;
}

/** The prompts of the clustered rows as numbers. */
function prompts(): RowClusters {
  const [prompt, origin] = goldenColumns('clustered.csv', ['prompt', 'origin']) as [string[], string[]];
  const names = [...new Set(prompt)];
  const side = (wanted: string) => prompt.filter((_, i) => origin[i] === wanted).map((name) => names.indexOf(name));
  return { real: side('real'), synthetic: side('synthetic') };
}

describe('golden numbers of compare', () => {
  it('clusters: means of prompts, how alike their rows are, and the design effect', () => {
    const { shift, clusters, synthetic, naivePooled } = compare(goldenSamples('clustered.csv', 'score'), {
      clusters: prompts(),
    });
    const { estimate: diff, se, df, ci95 } = shift;
    assertGolden('clustered', { diff, se, df, ci95 }, 'welch_means');
    const { icc, deff } = clusters!.synthetic;
    assertGolden('clustered', { icc, deff, neff_synth: synthetic.n / deff });
    assert.equal(clusters!.pairs, null);
    assert.equal(clusters!.real.deff, 1);
    assert.ok('coverage' in naivePooled);
  });

  it('ratings: chi-square 2 × 5, total variation, Brunner-Munzel', () => {
    const { omnibus } = compare(goldenSamples('unpaired_likert.csv', 'rating'), { estimand: 'rating' });
    const { statistic: chi2, p, df } = omnibus.chiSquare!;
    assertGolden('chi2_2x5', { chi2, p, df, tv: omnibus.totalVariation!.statistic });
    assertGolden('brunner_munzel', { stat: omnibus.brunnerMunzel!.statistic, p: omnibus.brunnerMunzel!.p });
  });

  it('quantiles: the order-statistic interval of the real rows', () => {
    const [real, synthetic] = goldenSamples('unpaired_score.csv', 'score');
    const { estimates } = compare([real, synthetic], { estimand: 'quantile:0.5' });
    const [own] = estimates;
    assertGolden('order_stat_quantile_ci', 'ci95' in own! && own.ci95);
    assertGolden('order_stat_quantile_ci', orderStatisticInterval(Float64Array.from(real).sort(), 0.5, 0.95));
  });

  it('importance weighting by frequency', () => {
    const [x, origin, y] = goldenColumns('covshift.csv', ['x', 'origin', 'y']) as [string[], string[], string[]];
    const side = (wanted: string) => x.filter((_, i) => origin[i] === wanted);
    const values = (wanted: string) =>
      Float64Array.from(
        y.filter((_, i) => origin[i] === wanted),
        Number,
      );
    const [real, synthetic] = [side('real'), side('synthetic')];
    const { categories, weights } = categoryWeights(real, synthetic);
    const w = Object.fromEntries(categories.map(({ name, synthetic: rows }) => [name, weights[rows[0]!]!]));
    const { estimate, effectiveSampleSize, se } = hajek(values('synthetic'), weights);
    assertGolden('importance_weighted', { w, hajek: estimate, ess: effectiveSampleSize, se_fixed_w: se });
    const covariate = { kind: 'categorical', real, synthetic } as const;
    const full = importanceWeighted(values('real'), values('synthetic'), [covariate], 1);
    assert.ok('se' in full);
    assertGolden('importance_weighted', { hajek: full.estimate, se_full: full.se, ess: full.effectiveSampleSize });
    assertGolden('importance_weighted', {
      naive: mean(values('synthetic')),
      real_only: mean(values('real')),
    });
    // Holm's smallest is that of the three categories.
    const given = categories.map(({ name, ...rows }) => {
      const passed = (side: 'real' | 'synthetic') => rows[side].map((i) => values(side)[i]!);
      const [a, b] = [passed('real'), passed('synthetic')].map((ys) => [
        ys.filter((value) => value === 1).length,
        ys.filter((value) => value === 0).length,
      ]);
      const { p } = chiSquare(a!, b!)!;
      assertGolden('importance_weighted', p, 'chi2_y_given_x', name);
      return p;
    });
    assert.ok(Math.abs(full.givenCovariates - 3 * Math.min(...given)) < 1e-12);
  });

  it('weights by logistic odds', () => {
    const rows = (values: Float64Array) => Array.from(values, (value) => [1, value]);
    const [real, synthetic] = goldenSamples('unpaired_score.csv', 'score').map(rows) as [number[][], number[][]];
    const [intercept, slope] = oddsOfReal(real, synthetic);
    const weights = oddsWeights(synthetic, [intercept!, slope!], synthetic.length / real.length);
    const w_mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
    const { effectiveSampleSize: ess } = hajek(new Float64Array(weights.length), weights);
    assertGolden('density_ratio_logistic', { sklearn: [intercept, slope] });
    assertGolden('density_ratio_logistic', { intercept, slope, w_mean, w_max: Math.max(...weights), ess });
  });

  it('adjusted p-values', () => {
    const p = [0.001, 0.012, 0.03, 0.04, 0.2];
    assertGolden('multitest', { holm: holm(p), fdr_bh: benjaminiHochberg(p), fdr_by: benjaminiYekutieli(p) });
    for (const adjust of [holm, benjaminiHochberg, benjaminiYekutieli]) {
      assert.deepEqual(adjust([...p].reverse()), [...adjust(p)].reverse());
      assert.deepEqual([adjust([]), adjust([0.04]), adjust([1, 1])], [[], [0.04], [1, 1]]);
    }
    assert.deepEqual(holm([0.04, 0.01]), [0.04, 0.02]);
    // 0.04 · 2 / 2 and 0.01 · 2 / 1; times 1 + 1/2 in any dependence.
    assert.deepEqual(benjaminiHochberg([0.04, 0.01]), [0.04, 0.02]);
    assert.deepEqual(benjaminiYekutieli([0.04, 0.01]), [0.06, 0.03]);
  });

  it('the standard error that takes clustered rows as independent', () => {
    const [a, b] = goldenSamples('clustered.csv', 'score').map(summary);
    const variance = ((a!.n - 1) * a!.sd ** 2 + (b!.n - 1) * b!.sd ** 2) / (a!.n + b!.n - 2);
    assertGolden('clustered', { se_naive: Math.sqrt(variance * (1 / a!.n + 1 / b!.n)) });
  });

  it('robust standard errors: HC3 and by clusters', () => {
    const [real, synthetic] = goldenSamples('clustered.csv', 'score');
    const y = Float64Array.from([...real, ...synthetic]);
    const x = designOf(Array.from(y, (_, i) => [1, Number(i >= real.length)]));
    const { real: a, synthetic: b } = prompts();
    const alone = robustRegression(x, y, { isLogistic: false, clusters: null });
    assertGolden('clustered', { diff: alone.coefficients[1]!, se_hc3: Math.sqrt(alone.covariance[1]![1]!) });
    const clusters = [...Array.from(a), ...Array.from(b)];
    const grouped = robustRegression(x, y, { isLogistic: false, clusters, clusterCovariance: 'cr1' });
    const se = Math.sqrt(grouped.covariance[1]![1]!);
    const p = 2 * studentTail(grouped.coefficients[1]! / se, grouped.df);
    assertGolden('clustered', { se_cluster: se, p_cluster: p });
  });
});
