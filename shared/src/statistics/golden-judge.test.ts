import assert from 'node:assert/strict';
import { assertGolden, golden, goldenColumns } from '../../../test/golden/golden.ts';
import { smoothed } from './agresti-min.ts';
import { allocateLabels } from './allocate-labels.ts';
import { checkJudge } from './check-judge.ts';
import { clusterMeans } from './cluster-means.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { type Confusion, confusion } from './confusion.ts';
import { equivalence } from './equivalence.ts';
import { errorShift } from './error-shift.ts';
import { judgeCalibration, judgeCorrected } from './judge-corrected.ts';
import type { JudgeSample } from './judge-sample.ts';
import { judgeUnits } from './judge-units.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import { postStratified } from './post-stratified.ts';
import { LOGISTIC, ppiLogistic, solveLogistic } from './ppi-logistic.ts';
import { ppiInterval, ppiLambda, ppiMean, ppiZInterval } from './ppi-mean.ts';
import { LINEAR, ppiOls, solveOls } from './ppi-ols.ts';
import { ppiProportion } from './ppi-proportion.ts';
import { ppiQuantile } from './ppi-quantile.ts';
import { type PpiCoefficients, type RegressionSample, tunedLambda } from './ppi-regression.ts';
import { random } from './random.ts';
import { studentTail } from './student-tail.ts';

/** Rows with a human label, and the judge's values on the others. */
function sampleOf(name: string, human = 'human', judge = 'judge'): JudgeSample {
  const columns = goldenColumns(name, [human, judge]);
  const [labels, scores] = columns as [readonly string[], readonly string[]];
  const pick = (values: readonly string[], labelled: boolean) =>
    Float64Array.from(values.filter((_, i) => (labels[i] !== '') === labelled).map(Number));
  return { human: pick(labels, true), judge: pick(scores, true), unlabelled: pick(scores, false) };
}

const binary = sampleOf('judge_binary.csv');
const score = sampleOf('judge_score.csv');
const cells = confusion(binary.human, binary.judge);
const passes = binary.unlabelled.reduce((sum, verdict) => sum + verdict, 0);
const verdicts = { passes, rows: binary.unlabelled.length };

describe('golden numbers of the judge', () => {
  it('PPI and PPI++ of ppi_py', () => {
    for (const [kind, sample] of [
      ['binary', binary],
      ['score', score],
    ] as const) {
      for (const [name, lambda] of [
        ['ppi', 1],
        ['ppi++', ppiLambda(sample)],
        ['classical_z_ddof0', 0],
      ] as const) {
        const { estimate } = ppiMean(sample, lambda);
        const [low, high] = ppiZInterval(sample, lambda, 0.95);
        const z = (estimate - 0.6) / ((high - low) / 2 / 1.959963984540054);
        assertGolden(`ppi_mean_${kind}_${name}`, {
          est: estimate,
          ci95: [low, high],
          p_null_0_6: 2 * normalTail(Math.abs(z)),
          ...(name === 'ppi++' && { lam: lambda }),
        });
      }
    }
  });

  it('PPI++ with Student’s interval', () => {
    for (const [name, sample] of [
      ['rec_ppi_mean_binary', binary],
      ['rec_ppi_mean_score', score],
    ] as const) {
      const fit = ppiMean(sample, ppiLambda(sample));
      const { lambda: lam, estimate: est, se, df } = fit;
      assertGolden(name, { lam, est, se, df, ci95: ppiInterval(fit, 0.95) });
    }
    const counted = ppiProportion(cells, verdicts, undefined);
    const { lambda: lam, estimate: est, se, df } = counted;
    assertGolden('rec_ppi_mean_binary', { lam, est, se, df });
    const few = ppiProportion(smoothed(cells), verdicts, undefined);
    assertGolden('ppi_agresti_min', { est: few.estimate, ci95: ppiInterval(few, 0.95) });
  });

  it('a bound on one side is the end of the interval on both', () => {
    const bound = ppiZInterval(score, 1, 0.9)[0];
    assertGolden('ppi_mean_onesided_dropped', { larger_lam1: [bound, Number.POSITIVE_INFINITY] });
    // ppi_py drops the side that was asked for where it tunes the weight, and gives the interval on both sides.
    const tuned = ppiLambda(score);
    const both = ppiZInterval(score, tuned, 0.95);
    assertGolden('ppi_mean_onesided_dropped', { two_sided: both, larger: both });
    assert.ok(ppiZInterval(score, tuned, 0.9)[0] > both[0] + 0.01);
    // Ours is that end, too: at its mean with Student's t it leaves 5 % below.
    const fit = ppiMean(score, tuned);
    const [low] = ppiInterval(fit, 0.9);
    assert.ok(Math.abs(studentTail((fit.estimate - low) / fit.se, fit.df) - 0.05) < 1e-12);
  });

  it('post-stratification', () => {
    const { tp, fp, fn, tn } = cells;
    const { estimate, interval, emptyStratum } = postStratified(cells, passes + tp + fp, 600);
    assert.equal(emptyStratum, null);
    assertGolden('poststrat_mover', {
      cells: [tp, fn, fp, tn],
      k_unlabelled: passes,
      N_unlabelled: verdicts.rows,
      est: estimate,
      ci95: interval(0.95),
    });
  });

  it('Rogan-Gladen and the interval of Lee et al.', () => {
    const calibration = judgeCalibration(cells, passes, verdicts.rows);
    const corrected = judgeCorrected(calibration)!;
    assertGolden('rogan_gladen', {
      p_obs: passes / verdicts.rows,
      sens: calibration.sensitivity,
      spec: calibration.specificity,
      m1: calibration.positives,
      m0: calibration.negatives,
      theta: corrected.estimate,
      ci95_lee: corrected.interval(0.95),
    });
    // The delta method, whose interval that of Lee et al. takes the place of.
    const { sensitivity, specificity, positives, negatives } = calibration;
    const [theta, rate, slope] = [corrected.estimate, passes / verdicts.rows, sensitivity + specificity - 1];
    const se_delta =
      Math.sqrt(
        (rate * (1 - rate)) / verdicts.rows +
          ((1 - theta) ** 2 * specificity * (1 - specificity)) / negatives +
          (theta ** 2 * sensitivity * (1 - sensitivity)) / positives,
      ) / slope;
    const half = normalQuantile(0.025) * se_delta;
    assertGolden('rogan_gladen', { se_delta, ci95_delta: [theta - half, theta + half] });
    const readme = judgeCorrected({
      ...{ passes: 400, unlabelled: 1000, positives: 200, sensitivity: 0.9, negatives: 200, specificity: 0.7 },
    })!;
    assertGolden('lee_readme', { theta: readme.estimate, ci95: readme.interval(0.95) });
  });

  it('the allocation of calibration labels', () => {
    const { negatives, positives } = allocateLabels(200, {
      ...{ passRate: 0.4, specificity: 0.7, sensitivity: 0.9, pilot: 10 },
    });
    assertGolden('lee_allocate', [negatives, positives]);
  });

  it('the judge against people, in pairs', () => {
    const { shift, p } = errorShift(binary.human, binary.judge);
    assertGolden('paired_judge', {
      table_hh: [cells.tp, cells.fn, cells.fp, cells.tn],
      mcnemar_p: p,
      meanD: shift.estimate,
      seD: shift.se,
      ci95: shift.interval(0.95),
      ci90: shift.interval(0.9),
      kappa: cohenKappa(binary.human, binary.judge).kappa,
    });
    assertGolden('tost_paired', {
      p: equivalence(shift, 0.1),
      p_low: shift.above(-0.1),
      p_upp: shift.below(0.1),
    });
  });

  it('clusters', () => {
    const [clusters, labels, scores] = goldenColumns('judge_clustered.csv', ['conversation', 'human', 'judge']);
    const codes = clusters!.map((name) => Number(name.slice(1)));
    const pick = (labelled: boolean) => [...codes.keys()].filter((i) => (labels![i] !== '') === labelled);
    const take = (values: readonly string[], labelled: boolean) =>
      Float64Array.from(pick(labelled), (i) => Number(values[i]));
    const rows = { human: take(labels!, true), judge: take(scores!, true), unlabelled: take(scores!, false) };
    const groups = { labelled: pick(true).map((i) => codes[i]!), unlabelled: pick(false).map((i) => codes[i]!) };
    const { sample } = judgeUnits({ sample: rows, clusters: groups, strata: null });
    assert.deepEqual([sample.human.length, sample.unlabelled.length], [20, 40]);
    assert.deepEqual(sample.human, clusterMeans(rows.human, groups.labelled).means);
    // The reference does not clip the weight, and takes the covariance with n - 1.
    const { lam } = golden.cases.ppi_clustered!.expected;
    const tuned = ppiLambda(sample);
    const fit = ppiMean(sample, lam);
    const z = 1.959963984540054 * fit.se;
    assertGolden('ppi_clustered', {
      lam: (tuned * 20) / 19,
      est: fit.estimate,
      se: fit.se,
      ci95_z: [fit.estimate - z, fit.estimate + z],
    });
  });

  it('quantiles', () => {
    for (const q of [0.5, 0.9]) {
      const { estimate, interval } = ppiQuantile(score, q);
      assertGolden(`ppi_quantile_${q}`, { est: estimate, ci95: interval(0.95) });
    }
  });

  it('coefficients of least squares and of logistic regression', () => {
    const check = (name: string, { estimates }: PpiCoefficients, { intervals }: PpiCoefficients) => {
      const bounds = intervals(0.95);
      assertGolden(name, {
        est: estimates,
        lo: bounds.map(([low]) => low),
        hi: bounds.map(([, high]) => high),
      });
    };
    const linear = regressionOf('human', 'judge');
    check('ppi_ols_ppi', ppiOls(linear, 1), ppiOls(linear, 1));
    check('ppi_ols_classical', ppiOls(linear, 0), ppiOls(linear, 0));
    // ppi_py tunes again for the interval, at the tuned estimate.
    const once = ppiOls(linear);
    check('ppi_ols_ppi++', once, ppiOls(linear, tunedLambda(linear, LINEAR, solveOls(linear, once.lambda))));
    const logistic = regressionOf('human_pass', 'judge_pass');
    check('ppi_logistic_ppi', ppiLogistic(logistic, 1), ppiLogistic(logistic, 1));
    check('ppi_logistic_classical', ppiLogistic(logistic, 0), ppiLogistic(logistic, 0));
    const tuned = ppiLogistic(logistic);
    const again = tunedLambda(logistic, LOGISTIC, solveLogistic(logistic, tuned.lambda));
    check('ppi_logistic_ppi++', tuned, ppiLogistic(logistic, again));
  });

  it('the bootstrap of judgy, which holds the unlabelled pass rate fixed', () => {
    const { theta, ci95 } = golden.cases.judgy!.expected;
    const drawn = bootstrap(cells, passes / verdicts.rows, 20_000);
    const at = (share: number) => drawn[Math.floor(share * drawn.length)]!;
    // Two runs of it differ by as much.
    assertGolden('judgy', { ci95: [at(0.025), at(0.975)] });
    const { estimate, interval } = judgeCorrected(judgeCalibration(cells, passes, verdicts.rows))!;
    assertGolden('judgy', { theta: estimate });
    assert.ok(Math.abs(estimate - theta) < 1e-9);
    const [low, high] = interval(0.95);
    assert.ok(high - low > ci95[1] - ci95[0]);
  });

  it('are those of the whole check', () => {
    const rows = { sample: binary, clusters: null, strata: null };
    const check = checkJudge(rows, { margin: 0.1, alpha: 0.05, halfWidth: 0.05 });
    assert.equal(check.verdict, 'violated');
    const tuned = check.estimates.find(({ method }) => method === 'ppi++');
    assert.ok(tuned !== undefined && !('refused' in tuned));
    assertGolden('rec_ppi_mean_binary', { est: tuned.estimate, lam: tuned.lambda, ci95: tuned.ci95 });
    assertGolden('ppi_mean_binary_ppi++', { ci95: tuned.zInterval });
  });
});

function regressionOf(human: string, judge: string): RegressionSample {
  const [labels, scores, x1, x2] = goldenColumns('judge_score.csv', [human, judge, 'x1', 'x2']);
  const pick = (labelled: boolean) => [...labels!.keys()].filter((i) => (labels![i] !== '') === labelled);
  const x = (labelled: boolean) => pick(labelled).map((i) => [1, Number(x1![i]), Number(x2![i])]);
  const y = (values: readonly string[], labelled: boolean) =>
    Float64Array.from(pick(labelled), (i) => Number(values[i]));
  return {
    x: x(true),
    human: y(labels!, true),
    judge: y(scores!, true),
    xUnlabelled: x(false),
    unlabelled: y(scores!, false),
  };
}

/** Corrected rates of resampled labelled rows, sorted and clipped as judgy 0.1.0 has them. */
function bootstrap({ tp, fp, fn, tn }: Confusion, rate: number, times: number): readonly number[] {
  const { below } = random(1);
  const rows = [tp, fp, fn, tn].flatMap((count, kind) => new Array<number>(count).fill(kind));
  const drawn: number[] = [];
  while (drawn.length < times) {
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < rows.length; i++) {
      counts[rows[below(rows.length)]!]!++;
    }
    const [a, b, c, d] = counts as [number, number, number, number];
    const specificity = d / (b + d);
    const sum = a / (a + c) + specificity;
    drawn.push(Math.min(1, Math.max(0, (rate + specificity - 1) / (sum - 1))));
  }
  return drawn.sort((x, y) => x - y);
}
