import assert from 'node:assert/strict';
import { assertGolden, golden, goldenColumns, goldenSamples } from '../../../test/golden/golden.ts';
import { type Comparison, type ComparisonOptions, compareSamples } from './compare-samples.ts';
import type { RowClusters } from './compare-units.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';

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
    const { welch_means: expected } = golden.cases.clustered!.expected;
    const { estimate: diff, se, df, ci95 } = shift;
    assertGolden('clustered', { diff, se, df, ci95 }, expected);
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
});
