import assert from 'node:assert/strict';
import { assertGolden, golden, goldenSamples } from '../../../test/golden/golden.ts';
import { andersonDarling } from './anderson-darling.ts';
import { biasAwareQuantile } from './bias-aware-quantile.ts';
import { brownForsythe } from './brown-forsythe.ts';
import { brunnerMunzel } from './brunner-munzel.ts';
import { chiSquare } from './chi-square.ts';
import { cramerVonMises } from './cramer-von-mises.ts';
import { describe as summary } from './describe.ts';
import { energyDistance } from './energy-distance.ts';
import { equivalence } from './equivalence.ts';
import { finish } from './finish.ts';
import { kolmogorovTail } from './kolmogorov-tail.ts';
import { ksExactTail } from './ks-exact-tail.ts';
import { ksStatistic } from './ks-statistic.ts';
import { mannWhitney } from './mann-whitney.ts';
import { meanDifference } from './mean-difference.ts';
import { naiveCoverage } from './naive-coverage.ts';
import { permutationTest } from './permutation-test.ts';
import { type Pool, pool } from './pool.ts';
import { shiftP } from './shift.ts';
import { wassersteinDistance } from './wasserstein-distance.ts';
import { welch } from './welch.ts';

const score = goldenSamples('unpaired_score.csv', 'score');
const likert = goldenSamples('unpaired_likert.csv', 'rating');
const small = goldenSamples('small_perm.csv', 'score');

function welchOf([real, synthetic]: readonly [Float64Array, Float64Array]) {
  return welch(summary(real), summary(synthetic));
}

function counts(values: Float64Array): number[] {
  return [1, 2, 3, 4, 5].map((rating) => values.filter((value) => value === rating).length);
}

describe('golden numbers', () => {
  it('describe', () => {
    const [x, y] = score.map(summary);
    assertGolden('describe', { mx: x!.mean, sx: x!.sd, my: y!.mean, sy: y!.sd });
  });

  it('Kolmogorov-Smirnov, exact and asymptotic, also with ties', () => {
    const check = (name: string, samples: typeof score, tail: (statistic: number, n: number, m: number) => number) => {
      const pooled = pool(...samples);
      const statistic = ksStatistic(pooled, pooled.marked);
      assertGolden(name, {
        D: statistic / (pooled.first * pooled.second),
        p: tail(statistic, pooled.first, pooled.second),
      });
    };
    const asymptotic = (statistic: number, n: number, m: number) =>
      kolmogorovTail(statistic / (n * m), Math.round((n * m) / (n + m)));
    check('ks_2samp_exact', score, ksExactTail);
    check('ks_2samp_asymp', score, asymptotic);
    check('ks_ties', likert, asymptotic);
  });

  it('energy and Wasserstein distance', () => {
    const pooled = pool(...score);
    assertGolden('energy_distance', energyDistance(pooled, pooled.marked));
    assertGolden('wasserstein', wassersteinDistance(pooled));
  });

  it('Welch', () => {
    const shift = welchOf(score);
    assertGolden('welch', {
      t: -shift.estimate / shift.se,
      p: shiftP(shift),
      df: shift.df,
      diff: shift.estimate,
      se: shift.se,
      ci95: shift.interval(0.95),
      ci90: shift.interval(0.9),
    });
  });

  it('two one-sided tests', () => {
    for (const margin of [0.05, 0.15]) {
      const shift = welchOf(score);
      assertGolden(`tost_welch_${margin}`, {
        p: equivalence(shift, margin),
        t_low: (shift.estimate + margin) / shift.se,
        p_low: shift.above(-margin),
        t_upp: (shift.estimate - margin) / shift.se,
        p_upp: shift.below(margin),
        df: shift.df,
      });
    }
    const shift = welchOf(goldenSamples('equiv_score.csv', 'score'));
    assertGolden('tost_equiv_0.05', {
      p: equivalence(shift, 0.05),
      p_low: shift.above(-0.05),
      p_upp: shift.below(0.05),
      df: shift.df,
      diff: shift.estimate,
      welch_p: shiftP(shift),
    });
  });

  it('Mann-Whitney: asymptotic, exact, with ties', () => {
    const of = (samples: typeof score) => {
      const { statistic, p } = mannWhitney(pool(...samples));
      return { U: statistic, p };
    };
    assertGolden('mannwhitney_asym', of(score));
    assertGolden('mannwhitney_exact', of(small));
    const ties = of(likert);
    // U counts the pairs in which the real row is greater.
    assertGolden('mannwhitney_ties', { ...ties, prob_superiority: ties.U / (likert[0].length * likert[1].length) });
  });

  it('Cramér-von Mises and Anderson-Darling', () => {
    const pooled = pool(...score);
    const { statistic: T, p } = cramerVonMises(pooled);
    assertGolden('cvm_asym', { T, p });
    const { statistic: stat, p: capped, bound } = andersonDarling(pooled)!;
    assertGolden('anderson_ksamp', { stat, p: capped });
    assert.equal(bound, 'at least');
  });

  it('Brown-Forsythe and Brunner-Munzel', () => {
    const spread = brownForsythe(...score)!;
    assertGolden('brown_forsythe', { W: spread.statistic, p: spread.p });
    const order = brunnerMunzel(pool(...likert))!;
    assertGolden('brunner_munzel', { stat: order.statistic, p: order.p });
  });

  it('permutation tests over all splits', () => {
    const pooled = pool(...small);
    const mean = (of: Pool, marked: Uint32Array) => meanDifference(of, marked, false);
    const { p, permutations, exact } = finish(
      permutationTest(pooled, (of, marked) => [mean, energyDistance, ksStatistic].map((one) => one(of, marked)), {
        repetitions: 99,
        seed: 1,
      }),
    );
    assert.equal(exact, true);
    assertGolden('perm_exact', {
      splits: permutations,
      absmeandiff: mean(pooled, pooled.marked),
      p_absmeandiff: p[0],
      energy: energyDistance(pooled, pooled.marked),
      p_energy: p[1],
      ks: ksStatistic(pooled, pooled.marked) / 56,
      p_ks: p[2],
    });
  });

  it('chi-square of ratings', () => {
    const table = likert.map(counts);
    const { statistic: chi2, p, df, cramersV: cramers_v } = chiSquare(table[0]!, table[1]!)!;
    assertGolden('chi2_2x5', { table: table.flat(), chi2, p, df, cramers_v });
  });

  it('coverage of the naive pooled interval, in closed form', () => {
    for (const settings of Object.keys(golden.cases.naive_pool_closed_form!.expected)) {
      const [b, n, N] = settings.split(',').map((part) => Number(part.split('=')[1]));
      const coverage = naiveCoverage(b!, { n: n!, sd: 1, syntheticN: N!, syntheticSd: 1 });
      assertGolden('naive_pool_closed_form', coverage, settings);
    }
  });

  it('coverage of the naive pooled interval, as simulated', () => {
    const rows = golden.naive_pooled_coverage.rows.filter(({ kind }) => kind === 'normal sd=1');
    assert.equal(rows.length, 10);
    for (const { bias, n, N, mc } of rows) {
      const coverage = naiveCoverage(bias!, { n, sd: 1, syntheticN: N, syntheticSd: 1 });
      assert.ok(Math.abs(coverage - mc) < 0.01, `bias ${bias}, ${n} and ${N} rows: ${coverage} instead of ${mc}`);
    }
  });

  it('quantiles of |N(t, 1)|', () => {
    for (const t of Object.keys(golden.cases.bias_aware_cv!.expected)) {
      assertGolden('bias_aware_cv', biasAwareQuantile(Number(t), 0.95), t);
    }
  });
});
