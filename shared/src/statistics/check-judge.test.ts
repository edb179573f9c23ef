import assert from 'node:assert/strict';
import { agrestiMin } from './agresti-min.ts';
import { checkJudge, type JudgeCheck } from './check-judge.ts';
import { cohenKappa } from './cohen-kappa.ts';
import { describe as summary } from './describe.ts';
import { differences, errorShift } from './error-shift.ts';
import { extraLabels } from './extra-labels.ts';
import type { JudgeMethod, JudgeNumbers } from './judge-estimates.ts';
import type { JudgedRows } from './judge-units.ts';
import { matrixInverse } from './matrix-inverse.ts';
import { mcnemar } from './mcnemar.ts';
import { postStratified } from './post-stratified.ts';
import { ppiLambda, ppiMean } from './ppi-mean.ts';
import { random } from './random.ts';

const numbers = (...values: readonly number[]) => Float64Array.from(values);
const near = (actual: number, expected: number, digits = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= digits, `${actual} instead of ${expected}`);

/** Rows by what people and the judge say, and the judge's verdicts elsewhere. */
function counted(tp: number, fp: number, fn: number, tn: number, passes: number, fails: number): JudgedRows {
  const rows = (count: number, value: number) => new Array<number>(count).fill(value);
  return {
    sample: {
      human: numbers(...rows(tp, 1), ...rows(fp, 0), ...rows(fn, 1), ...rows(tn, 0)),
      judge: numbers(...rows(tp, 1), ...rows(fp, 1), ...rows(fn, 0), ...rows(tn, 0)),
      unlabelled: numbers(...rows(passes, 1), ...rows(fails, 0)),
    },
    clusters: null,
    strata: null,
  };
}

const check = (rows: JudgedRows, margin?: number, halfWidth?: number) =>
  checkJudge(rows, { margin, alpha: 0.05, halfWidth });

function estimate({ estimates }: JudgeCheck, method: JudgeMethod): JudgeNumbers {
  const found = estimates.find((one) => one.method === method);
  assert.ok(found !== undefined && !('refused' in found), `${method}: ${JSON.stringify(found)}`);
  return found;
}

function refusal({ estimates }: JudgeCheck, method: JudgeMethod): string {
  const found = estimates.find((one) => one.method === method);
  assert.ok(found !== undefined && 'refused' in found, `${method} is not refused`);
  return found.refused;
}

describe('the parts of the judge’s check', () => {
  it('McNemar: 2 against 11, none, and many', () => {
    // 2·(1 + 13 + 78) / 2^13
    near(mcnemar(11, 2), (2 * 92) / 8192);
    assert.equal(mcnemar(0, 0), 1);
    assert.equal(mcnemar(3, 3), 1);
    near(mcnemar(1, 0), 1);
    assert.ok(mcnemar(3000, 2000) < 1e-40 && mcnemar(3000, 2000) > 0);
  });

  it('kappa: none above chance, complete, undefined', () => {
    assert.deepEqual(cohenKappa(numbers(1, 1, 0, 0), numbers(1, 0, 1, 0)), { agreement: 0.5, kappa: 0 });
    assert.deepEqual(cohenKappa(numbers(1, 5, 3), numbers(1, 5, 3)).agreement, 1);
    near(cohenKappa(numbers(1, 5, 3), numbers(1, 5, 3)).kappa!, 1);
    assert.deepEqual(cohenKappa(numbers(1, 1), numbers(1, 1)), { agreement: 1, kappa: null });
  });

  it('differences are free of the noise of subtracting', () => {
    assert.deepEqual(
      differences(numbers(0.2, 0.3, 1000.2, 0), numbers(0.3, 0.4, 1000.3, 0)),
      numbers(0.1, 0.1, 0.1, 0),
    );
    assert.deepEqual(differences(numbers(1e120), numbers(2e120)), numbers(1e120));
  });

  it('the error: paired t from ten discordant rows on, else half a row more in each cell', () => {
    const { human, judge } = counted(40, 6, 4, 50, 0, 0).sample;
    assert.equal(errorShift(human, judge).method, 'paired-t');
    near(errorShift(human, judge).p, mcnemar(6, 4));
    const few = counted(40, 5, 4, 51, 0, 0).sample;
    assert.equal(errorShift(few.human, few.judge).method, 'agresti-min');
    const none = agrestiMin({ tp: 6, fp: 0, fn: 0, tn: 4 });
    const [low, high] = none.interval(0.95);
    assert.equal(none.estimate, 0);
    near(low, -high);
    // sd² = (0.5 + 0.5)/11 of 12 rows, t with 11 degrees of freedom
    near(high, 2.2009851600829 * Math.sqrt(1 / 11 / 12), 1e-9);
  });

  it('post-stratification with a verdict that no labelled row has', () => {
    const { estimate, emptyStratum, interval } = postStratified({ tp: 8, fp: 2, fn: 0, tn: 0 }, 90, 100);
    assert.equal(emptyStratum, 'judge-fail');
    near(estimate, 0.9 * 0.8 + 0.1 * 0.5);
    const [low, high] = interval(0.95);
    assert.ok(low < 0.9 * 0.8 && high > 0.9 * 0.8 + 0.1);
  });

  it('PPI++ with a judge that is right is nearly the mean of all rows', () => {
    const sample = { human: numbers(1, 2, 3, 4), judge: numbers(1, 2, 3, 4), unlabelled: numbers(1, 2, 3, 4, 5, 6) };
    near(ppiLambda(sample), 1.25 / ((1 + 4 / 6) * summary(numbers(1, 2, 3, 4, 1, 2, 3, 4, 5, 6)).sd ** 2));
    near(ppiMean(sample, 1).estimate, 3.5);
    const constant = { ...sample, judge: numbers(2, 2, 2, 2), unlabelled: numbers(2, 2) };
    assert.equal(ppiLambda(constant), 0);
    near(ppiMean(constant, 0).estimate, 2.5);
  });

  it('labels to add', () => {
    const plan = { labelled: 50, rows: 1000, sd: 1, correlation: 0 };
    // Without the judge (1.96 / 0.1)² = 384.1 labels.
    assert.equal(extraLabels(plan, 0.1, 0.95), 385 - 50);
    assert.ok(extraLabels({ ...plan, correlation: 0.9 }, 0.1, 0.95) < 100);
    assert.equal(extraLabels(plan, 1, 0.95), 0);
    assert.equal(extraLabels(plan, 0.05, 0.95), Number.POSITIVE_INFINITY);
    assert.equal(extraLabels({ ...plan, sd: 0 }, 0.1, 0.95), 0);
  });

  it('inverts a matrix, and says when it cannot', () => {
    assert.deepEqual(
      matrixInverse([
        [0, 2],
        [4, 0],
      ]),
      [
        [0, 0.25],
        [0.5, 0],
      ],
    );
    assert.equal(
      matrixInverse([
        [1, 2],
        [2, 4],
      ]),
      null,
    );
  });
});

describe('the check of a judge', () => {
  it('is violated by a lenient judge, compatible with one that errs both ways', () => {
    const lenient = check(counted(60, 30, 0, 30, 300, 100), 0.1);
    assert.deepEqual([lenient.verdict, lenient.beyondMargin], ['violated', true]);
    const fair = check(counted(250, 10, 10, 230, 300, 100), 0.05);
    assert.equal(fair.verdict, 'compatible');
    assert.ok(fair.equivalence.p < 0.05);
    assert.equal(check(counted(3, 1, 1, 4, 30, 10), 0.9).obstacle, 'few-real-rows');
    const few = check(counted(15, 2, 1, 12, 30, 10), 0.05);
    assert.equal(few.verdict, 'inconclusive');
    assert.ok(few.labelledNeeded > 30);
  });

  it('puts every estimate inside its interval, and refuses with reasons', () => {
    const { below } = random(3);
    for (let i = 0; i < 400; i++) {
      const [n, rate, skill] = [2 + below(30), below(101), below(101)];
      const human = Float64Array.from({ length: n }, () => Number(below(100) < rate));
      const judge = human.map((label) => (below(100) < skill ? label : below(2)));
      const unlabelled = Float64Array.from({ length: below(60) }, () => Number(below(100) < rate));
      const result = check({ sample: { human, judge, unlabelled }, clusters: null, strata: null });
      for (const one of result.estimates) {
        if ('refused' in one) {
          assert.match(one.refused, /^(?:it needs|it is for|these labels)/);
          continue;
        }
        const [low, high] = one.ci95;
        assert.ok(low <= one.estimate && one.estimate <= high, `${one.method}: ${one.estimate} in ${low} to ${high}`);
      }
      const { estimate, ci95 } = result.errorShift;
      assert.ok(ci95[0] <= estimate && estimate <= ci95[1]);
    }
  });

  it('does not shrink to a point where all agree', () => {
    const all = check(counted(30, 0, 0, 0, 50, 0));
    for (const method of ['naive', 'real-only', 'post-stratified', 'ppi', 'ppi++'] as const) {
      const { ci95 } = estimate(all, method);
      assert.ok(ci95[1] - ci95[0] > 0.04, `${method}: ${ci95}`);
    }
    assert.match(refusal(all, 'judge-corrected'), /needs 10 human passes and as many fails, and has 30 and 0/);
    assert.deepEqual([all.specificity, all.kappa, all.correlation], [null, null, null]);
    assert.equal(all.sensitivity, 1);
  });

  it('does not take ten verdicts that are all the same for certain', () => {
    const { ci95, estimate: rate } = estimate(check(counted(45, 6, 6, 43, 0, 10)), 'ppi');
    assert.equal(rate, 0);
    assert.ok(ci95[0] < -0.05 && ci95[1] > 0.15, String(ci95));
  });

  it('refuses to correct for a judge that tosses a coin', () => {
    assert.match(refusal(check(counted(20, 20, 20, 20, 50, 50)), 'judge-corrected'), /better than chance/);
    assert.match(refusal(check(counted(15, 25, 25, 15, 50, 50)), 'judge-corrected'), /better than chance/);
  });

  it('is the labels alone where every row has one', () => {
    const all = check(counted(30, 8, 4, 20, 0, 0));
    for (const method of ['ppi', 'ppi++', 'judge-corrected'] as const) {
      assert.match(refusal(all, method), /it needs rows without a human label/);
    }
    near(estimate(all, 'post-stratified').estimate, estimate(all, 'real-only').estimate);
  });

  it('does not trust scores that hardly ever differ, nor few labels to weigh the judge by', () => {
    const scores = (count: number) => Float64Array.from({ length: count }, (_, i) => 1 + (i % 5));
    const same = { human: scores(60), judge: scores(60), unlabelled: scores(100) };
    const all = check({ sample: same, clusters: null, strata: null }, 0.5);
    assert.deepEqual([all.verdict, all.obstacle, all.equivalence.p], ['inconclusive', 'few-distinct-rows', 1]);
    assert.match(refusal(all, 'ppi'), /off by the same in nearly all labelled rows: 0 differ/);
    const flat = { ...same, unlabelled: numbers(3, 3, 3, 3, 3, 3) };
    const one = check({ sample: flat, clusters: null, strata: null }, 1);
    assert.match(refusal(one, 'ppi'), /says the same of nearly all unlabelled rows: 0 differ, and it needs 5/);
    const judge = scores(12).map((score, i) => score + ((i * 7) % 11) / 10);
    const few = check(
      { sample: { human: scores(12), judge, unlabelled: scores(50) }, clusters: null, strata: null },
      1,
    );
    assert.match(refusal(few, 'ppi++'), /needs 20 labels to weigh the judge by, and there are 12/);
    assert.equal(estimate(few, 'ppi').lambda, 1);
  });

  it('takes an error that is always the same for what few rows can show', () => {
    const sample = { human: numbers(1, 2, 3), judge: numbers(1.1, 2.1, 3.1), unlabelled: numbers(1, 2) };
    const result = check({ sample, clusters: null, strata: null }, 0.05);
    assert.deepEqual([result.verdict, result.obstacle], ['inconclusive', 'no-spread']);
  });

  it('averages clusters first, and sets rows of partly labelled ones aside', () => {
    const sample = { human: numbers(1, 0, 1, 1), judge: numbers(1, 1, 1, 1), unlabelled: numbers(1, 0, 1, 0, 1) };
    const clusters = { labelled: [1, 1, 2, 3], unlabelled: [1, 4, 4, 5, 6] };
    const { units, human, estimand, confusion, estimates } = check({ sample, clusters, strata: null }, 0.1);
    assert.deepEqual(units.sample.human, numbers(0.5, 1, 1));
    assert.deepEqual(units.sample.unlabelled, numbers(0.5, 0, 1));
    assert.deepEqual([units.setAside, human.n, estimand], [1, 3, 'mean']);
    assert.deepEqual(confusion, { tp: 3, fp: 1, fn: 0, tn: 0 });
    const naive = estimates.find(({ method }) => method === 'naive')! as JudgeNumbers;
    near(naive.estimate, (1 + 1 + 1 + 0.5 + 0 + 1) / 6);
  });

  it('merges strata with few labels, and weighs the rest by their rows', () => {
    const rows = counted(30, 6, 6, 18, 100, 60);
    const strata = {
      labelled: Array.from({ length: 60 }, (_, i) => (i % 30 === 0 ? 2 : i % 2)),
      unlabelled: Array.from({ length: 160 }, (_, i) => i % 3),
      names: ['a', 'b', 'c'],
    };
    const result = estimate(check({ ...rows, strata }), 'stratified-ppi');
    assert.equal(result.strata!.length, 2);
    assert.deepEqual(result.strata!.map(({ names }) => names.length).sort(), [1, 2]);
    near(
      result.strata!.reduce((sum, { weight }) => sum + weight, 0),
      1,
    );
    near(
      result.strata!.reduce((sum, { weight, estimate }) => sum + weight * estimate, 0),
      result.estimate,
    );
    const one = { labelled: new Array(60).fill(0), unlabelled: new Array(160).fill(0), names: ['a'] };
    assert.match(refusal(check({ ...rows, strata: one }), 'stratified-ppi'), /fewer than two strata have 10/);
  });

  it('does not take the shares of strata for known', () => {
    const rows = counted(50, 0, 0, 50, 50, 50);
    const halves = (count: number) => Array.from({ length: count }, (_, i) => (i < count / 2 ? 0 : 1));
    const strata = { labelled: halves(100), unlabelled: halves(100), names: ['pass', 'fail'] };
    const { ci95 } = estimate(check({ ...rows, strata }), 'stratified-ppi');
    // The strata differ in all, so that the rate varies as their shares of the 200 rows do.
    assert.ok(ci95[0] < 0.5 - 1.96 * Math.sqrt(0.2 / 200) && ci95[1] > 0.5 + 1.96 * Math.sqrt(0.2 / 200), String(ci95));
  });

  it('needs more labels for more precision', () => {
    const rows = counted(60, 6, 6, 28, 500, 300);
    const labels = [0.1, 0.07, 0.05, 0.04].map((halfWidth) => check(rows, 0.1, halfWidth).extraLabels!);
    assert.deepEqual(
      [...labels].sort((a, b) => a - b),
      labels,
    );
    assert.equal(check(rows, 0.1, 0.01).extraLabels, Number.POSITIVE_INFINITY);
    assert.equal(check(rows, 0.1).extraLabels, null);
  });
});
