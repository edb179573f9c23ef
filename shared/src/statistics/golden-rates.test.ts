import assert from 'node:assert/strict';
import { assertGolden } from '../../../test/golden/golden.ts';
import { agrestiCaffo } from './agresti-caffo.ts';
import { agrestiCoull } from './agresti-coull.ts';
import { bisect } from './bisect.ts';
import { chiSquare } from './chi-square.ts';
import { clopperPearson } from './clopper-pearson.ts';
import { designOf } from './design.ts';
import { equivalence } from './equivalence.ts';
import { fisherExact } from './fisher-exact.ts';
import { miettinenNurminen } from './miettinen-nurminen.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { robustRegression } from './robust-regression.ts';
import { wilson } from './wilson.ts';

const real = { k: 41, n: 60 };
const synthetic = { k: 246, n: 300 };
const z = normalQuantile(0.025);

describe('golden numbers of rates', () => {
  it('intervals of one rate', () => {
    assertGolden('prop_ci_wilson', wilson(real.k, real.n, z));
    assertGolden('prop_ci_beta', clopperPearson(real.k, real.n, 0.025));
    assertGolden('prop_ci_agresti_coull', agrestiCoull(real.k, real.n, z));
  });

  it('intervals of a difference', () => {
    assertGolden('prop_diff_newcomb', newcombe(real, synthetic).interval(0.95));
    assertGolden('prop_diff_agresti-caffo', agrestiCaffo(real, synthetic).interval(0.95));
  });

  it('the score interval, which statsmodels has by a wrong coefficient', () => {
    // https://github.com/statsmodels/statsmodels/issues/10269
    const rate = real.k / real.n;
    const distance = synthetic.k / synthetic.n - rate;
    const score = (shift: number, linear: number) => {
      const fit = cubicRoot(shift, linear);
      const variance = (fit * (1 - fit)) / real.n + ((fit + shift) * (1 - fit - shift)) / synthetic.n;
      return (distance - shift) / Math.sqrt((variance * 360) / 359);
    };
    const limits = (linear: number) => [
      bisect([0.001, distance], (shift) => score(shift, linear) < z),
      bisect([distance, 0.9], (shift) => score(shift, linear) < -z),
    ];
    assertGolden('prop_diff_score', limits(real.k));
    const ours = miettinenNurminen(real, synthetic).interval(0.95);
    for (const [i, limit] of limits(real.n).entries()) {
      assert.ok(Math.abs(limit - ours[i]!) < 1e-12, `${limit} and ${ours[i]}`);
    }
  });

  it('two one-sided tests, of which statsmodels 0.13 returned the smaller p-value', () => {
    // https://github.com/statsmodels/statsmodels/issues/8213: the rates differ by 0.137, more than the margin.
    const shift = agrestiCaffo(real, synthetic);
    assertGolden('tost_prop', { p: Math.min(shift.above(-0.1), shift.below(0.1)) });
    // As statsmodels 0.15.0 has it.
    assert.ok(Math.abs(equivalence(shift, 0.1) - 0.7383721916030707) < 1e-12);
  });

  it('tests of a 2 × 2 table', () => {
    const table = [
      [41, 19],
      [246, 54],
    ] as const;
    const { statistic, p, df } = chiSquare(...table)!;
    assertGolden('chi2_2x2_pearson', { chi2: statistic, p, df });
    const corrected = chiSquare(...table, { yates: true })!;
    assertGolden('chi2_2x2_yates', { chi2: corrected.statistic, p: corrected.p, df: corrected.df });
    // The odds ratio is that of a logistic regression on the origin.
    const rows = table.flatMap(([passed, failed], side) => [
      ...new Array(passed).fill([side, 1]),
      ...new Array(failed).fill([side, 0]),
    ]) as readonly (readonly [number, number])[];
    const x = designOf(rows.map(([side]) => [1, 1 - side]));
    const y = Float64Array.from(rows, ([, value]) => value);
    const { coefficients } = robustRegression(x, y, { isLogistic: true, clusters: null });
    assertGolden('fisher_exact', { p: fisherExact(real, synthetic), odds: Math.exp(coefficients[1]!) });
  });
});

/** Miettinen and Nurminen's solution for the real rate; statsmodels has real.k where real.n belongs in `linear`. */
function cubicRoot(shift: number, linear: number): number {
  const n = real.n + synthetic.n;
  const k = real.k + synthetic.k;
  const l2 = (synthetic.n + 2 * real.n) * shift - n - k;
  const l1 = (linear * shift - n - 2 * real.k) * shift + k;
  const l0 = real.k * shift * (1 - shift);
  const q = (l2 / (3 * n)) ** 3 - (l1 * l2) / (6 * n ** 2) + l0 / (2 * n);
  const p = Math.sign(q) * Math.sqrt((l2 / (3 * n)) ** 2 - l1 / (3 * n));
  return 2 * p * Math.cos((Math.PI + Math.acos(q / p ** 3)) / 3) - l2 / (3 * n);
}
