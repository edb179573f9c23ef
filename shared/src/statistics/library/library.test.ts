import assert from 'node:assert/strict';
import { assertGolden, goldenColumns, goldenSamples } from '../../../../test/golden/golden.ts';
import * as library from '../index.ts';

const {
  agrestiCaffo,
  agrestiCoull,
  benjaminiHochberg,
  benjaminiYekutieli,
  checkJudge,
  checkTasks,
  chiSquareTest,
  clopperPearson,
  compareSamples,
  equivalenceTest,
  holm,
  importanceWeighted,
  judgeCorrected,
  meanInterval,
  miettinenNurminen,
  newcombe,
  permutationTest,
  postStratified,
  ppiMean,
  rateEquivalence,
  stratifiedPpi,
  weightedMean,
  wilson,
} = library;

/** Rows as somebody has them: plain arrays. */
function judged(name: string, human = 'human', judge = 'judge'): library.Judged {
  const [labels, scores] = goldenColumns(name, [human, judge]) as [readonly string[], readonly string[]];
  const pick = (values: readonly string[], labelled: boolean) =>
    values.filter((_, i) => (labels[i] !== '') === labelled).map(Number);
  return { human: pick(labels, true), judge: pick(scores, true), unlabelled: pick(scores, false) };
}

function plain([real, synthetic]: readonly [Float64Array, Float64Array]): readonly [number[], number[]] {
  return [[...real], [...synthetic]];
}

function accepted<Result extends object>(result: Result | library.Refused): Result {
  assert.ok(!('refused' in result), JSON.stringify(result));
  return result;
}

const binary = judged('judge_binary.csv');
const scores = judged('judge_score.csv');
const [real, synthetic] = plain(goldenSamples('unpaired_score.csv', 'score'));

describe('the library gives the golden numbers of plain arrays:', () => {
  const [ours, theirs] = [
    { successes: 41, n: 60 },
    { successes: 246, n: 300 },
  ] as const;

  it('intervals of rates', () => {
    for (const [name, of] of [
      ['wilson', wilson],
      ['beta', clopperPearson],
      ['agresti_coull', agrestiCoull],
    ] as const) {
      assert.equal(of(41, 60).estimate, 41 / 60);
      assertGolden(`prop_ci_${name}`, of(41, 60).ci);
    }
    assertGolden('prop_diff_newcomb', newcombe(ours, theirs).ci);
    assertGolden('prop_diff_agresti-caffo', agrestiCaffo(ours, theirs).ci);
    for (const of of [newcombe, agrestiCaffo, miettinenNurminen]) {
      assert.equal(of(ours, theirs).estimate, 246 / 300 - 41 / 60);
    }
  });

  it('rateEquivalence', () => {
    for (const [method, of] of Object.entries({
      newcombe,
      'agresti-caffo': agrestiCaffo,
      'miettinen-nurminen': miettinenNurminen,
    })) {
      for (const alpha of [0.05, 0.2]) {
        const { ci } = of(ours, theirs, { alpha: 2 * alpha });
        const margin = Math.max(...ci.map(Math.abs));
        const options = { method: method as 'newcombe', alpha };
        assert.deepEqual(rateEquivalence(ours, theirs, 0.1, options).ci, ci);
        assert.ok(rateEquivalence(ours, theirs, margin + 1e-6, options).p < alpha, method);
        assert.ok(rateEquivalence(ours, theirs, margin - 1e-6, options).p > alpha, method);
      }
    }
    const arrays = [ours, theirs].map(({ successes, n }) => Array.from({ length: n }, (_, i) => Number(i < successes)));
    const { equivalence, shift } = equivalenceTest(arrays[0]!, arrays[1]!, 0.2);
    const { p, ci, estimate } = rateEquivalence(ours, theirs, 0.2);
    assert.deepEqual([p, ci, estimate], [equivalence.p, shift.ci90, shift.estimate]);
  });

  it('chiSquareTest', () => {
    const of = ({ statistic: chi2, p, df }: library.ChiSquare) => ({ chi2, p, df });
    assertGolden('chi2_2x2_pearson', of(chiSquareTest([41, 19], [246, 54])));
    assertGolden('chi2_2x2_yates', of(chiSquareTest([41, 19], [246, 54], { yates: true })));
    const ratings = chiSquareTest([3, 15, 27, 22, 13], Uint32Array.of(5, 18, 69, 103, 45));
    assertGolden('chi2_2x5', { ...of(ratings), cramers_v: ratings.cramersV });
  });

  it('postStratified, judgeCorrected and ppiMean', () => {
    const { estimate, ci, emptyStratum } = postStratified(binary);
    assertGolden('poststrat_mover', { est: estimate, ci95: ci });
    assert.equal(emptyStratum, null);
    const corrected = accepted(judgeCorrected(binary));
    assertGolden('rogan_gladen', { theta: corrected.estimate });
    for (const [name, rows] of [
      ['rec_ppi_mean_binary', binary],
      ['rec_ppi_mean_score', scores],
    ] as const) {
      const { estimate, ci, lambda } = accepted(ppiMean(rows));
      assertGolden(name, { est: estimate, ci95: ci, lam: lambda });
    }
    assertGolden('ppi_mean_score_ppi', { est: accepted(ppiMean(scores, { lambda: 1 })).estimate });
  });

  it('equivalenceTest and compareSamples', () => {
    const { equivalence, verdict } = equivalenceTest(real, synthetic, 0.05);
    assertGolden('tost_welch_0.05', { p: equivalence.p });
    assert.equal(verdict, 'inconclusive');
    assertGolden('tost_welch_0.15', { p: equivalenceTest(real, synthetic, 0.15).equivalence.p });
    const { omnibus, shift } = compareSamples(real, synthetic, { margin: 0.05 });
    assertGolden('ks_2samp_exact', { D: omnibus.ks.statistic, p: omnibus.ks.p });
    assertGolden('energy_distance', omnibus.energy.statistic);
    assert.deepEqual(shift, equivalenceTest(real, synthetic, 0.05).shift);
  });

  it('permutationTest', () => {
    const [a, b] = plain(goldenSamples('small_perm.csv', 'score'));
    const energy = permutationTest(a, b, { statistic: 'energy' });
    const ks = permutationTest(a, b, { statistic: 'ks' });
    assert.deepEqual([energy.exact, energy.permutations], [true, 6435]);
    assertGolden('perm_exact', { energy: energy.statistic, p_energy: energy.p, ks: ks.statistic, p_ks: ks.p });
    const mean = permutationTest(a, b);
    assertGolden('perm_exact', { absmeandiff: Math.abs(mean.statistic) });
    assert.ok(mean.p > 0.15 && mean.p < 0.25, `studentised: ${mean.p}`);
  });

  it('importanceWeighted and adjusted p-values', () => {
    const [x, origin, y] = goldenColumns('covshift.csv', ['x', 'origin', 'y']) as [string[], string[], string[]];
    const of = (values: readonly string[], side: string) => values.filter((_, i) => origin[i] === side);
    const [ours, theirs] = ['real', 'synthetic'].map((side) => of(y, side).map(Number));
    const topics = { real: of(x, 'real'), synthetic: of(x, 'synthetic') };
    const { estimate, effectiveSampleSize } = accepted(importanceWeighted(ours!, theirs!, [topics]));
    assertGolden('importance_weighted', { hajek: estimate, ess: effectiveSampleSize });
    const p = [0.001, 0.012, 0.03, 0.04, 0.2];
    assertGolden('multitest', { holm: holm(p), fdr_bh: benjaminiHochberg(p), fdr_by: benjaminiYekutieli(p) });
  });

  it('checkTasks', () => {
    const [task, origin, value] = goldenColumns('tasks.csv', ['task', 'origin', 'value']) as [
      string[],
      string[],
      string[],
    ];
    const of = (name: string, side: string) =>
      value.filter((_, i) => task[i] === name && origin[i] === side).map(Number);
    const names = [...new Set(task)];
    const [current] = names.filter((name) => of(name, 'real').length === 0);
    const past = names
      .filter((name) => name !== current)
      .map((name) => ({ real: of(name, 'real'), synthetic: of(name, 'synthetic') }));
    const options = { alpha: 0.1, gapInterval: 'wald' } as const;
    const { interval, tasks } = checkTasks(past, { synthetic: of(current!, 'synthetic') }, options);
    assertGolden('texch_alg1_a0.1', { ci: interval, T: tasks });
  });
});

describe('the library', () => {
  it('takes typed arrays, and leaves what it is given as it is', () => {
    const rows = {
      human: Uint8Array.from(binary.human),
      judge: Float32Array.from(binary.judge),
      unlabelled: Float64Array.from(binary.unlabelled),
    };
    assert.deepEqual(postStratified(rows), postStratified(binary));
    const before = JSON.stringify([real, synthetic]);
    compareSamples(real, synthetic, { margin: 0.1 });
    permutationTest(real, synthetic);
    assert.equal(JSON.stringify([real, synthetic]), before);
  });

  it('gives intervals at the level that is asked for', () => {
    const width = ({ ci }: library.Estimate) => ci[1] - ci[0];
    const all = [0.01, 0.05, 0.2].map((alpha) =>
      [
        wilson(7, 10, { alpha }),
        newcombe({ successes: 3, n: 9 }, { successes: 8, n: 9 }, { alpha }),
        clopperPearson(7, 10, { alpha }),
        agrestiCoull(7, 10, { alpha }),
        agrestiCaffo({ successes: 3, n: 9 }, { successes: 8, n: 9 }, { alpha }),
        miettinenNurminen({ successes: 3, n: 9 }, { successes: 8, n: 9 }, { alpha }),
        rateEquivalence({ successes: 3, n: 9 }, { successes: 8, n: 9 }, 0.1, { alpha }),
        meanInterval(real, { alpha }),
        postStratified(binary, { alpha }),
        accepted(judgeCorrected(binary, { alpha })),
        accepted(ppiMean(scores, { alpha })),
        accepted(weightedMean(real, real, { alpha })),
      ].map(width),
    );
    for (const i of all[0]!.keys()) {
      assert.ok(all[0]![i]! > all[1]![i]! && all[1]![i]! > all[2]![i]!, `${i}`);
    }
  });

  it('counts clusters once, whatever their ids are', () => {
    const values = [1, 2, 3, 5, 5, 8];
    const clusters = ['a', 'a', 'b', 'b', 'c', 'c'];
    const means = meanInterval([1.5, 4, 6.5]);
    assert.deepEqual(meanInterval(values, { clusters }), means);
    assert.deepEqual(meanInterval(values, { clusters: [7, 7, 9, 9, -1, -1] }), means);
    const twice = (all: ArrayLike<number>) => Array.from(all).flatMap((value) => [value, value]);
    const ids = (all: ArrayLike<number>, side: string) => twice(Object.keys(all).map(Number)).map((i) => `${side}${i}`);
    const rows = { human: twice(scores.human), judge: twice(scores.judge), unlabelled: twice(scores.unlabelled) };
    const groups = { labelled: ids(scores.human, 'l'), unlabelled: ids(scores.unlabelled, 'u') };
    assert.deepEqual(ppiMean(rows, { clusters: groups }), ppiMean(scores));
    const sides = { real: ids(real, 'r'), synthetic: ids(synthetic, 's') };
    const doubled = equivalenceTest(twice(real), twice(synthetic), 0.05, { clusters: sides });
    assert.deepEqual(doubled.shift, equivalenceTest(real, synthetic, 0.05).shift);
    assert.equal(
      permutationTest(twice(real), twice(synthetic), { clusters: sides }).p,
      permutationTest(real, synthetic).p,
    );
  });

  it('compares the prompts of both sides by their differences', () => {
    const prompts = real.map((_, i) => i);
    const near = real.map((value, i) => value + 0.01 + (i % 3) / 1000);
    const clusters = { real: prompts, synthetic: prompts };
    const { shift } = equivalenceTest(real, near, 0.05, { clusters });
    assert.equal(shift.method, 'paired-t');
    assert.ok(permutationTest(real, near).p > 0.5);
    assert.ok(permutationTest(real, near, { clusters }).p < 0.001);
  });

  it('adjusts strata and prints what the check of a judge prints', () => {
    const strata = {
      labelled: Array.from(scores.human, (_, i) => (i % 2 ? 'odd' : 'even')),
      unlabelled: Array.from(scores.unlabelled, (_, i) => (i % 2 ? 'odd' : 'even')),
    };
    const result = accepted(stratifiedPpi(scores, strata));
    assert.deepEqual(result.strata.map(({ names }) => names.join()).sort(), ['even', 'odd']);
    const { estimates, labelled, unlabelled, clusters, ...check } = checkJudge(scores, { strata, margin: 0.1 });
    assert.deepEqual([labelled, unlabelled, clusters], [scores.human.length, scores.unlabelled.length, null]);
    const same = estimates.find(({ method }) => method === 'stratified-ppi')!;
    assert.ok(!('refused' in same) && same.estimate === result.estimate);
    assert.doesNotThrow(() => structuredClone(check)); // plain: no function in it
    assert.doesNotThrow(() => structuredClone(compareSamples(real, synthetic)));
  });

  it('refuses where an interval would not hold what it says', () => {
    const refusals = [
      ppiMean({ human: [1, 2, 3], judge: [1, 2, 4], unlabelled: [1, 2, 3, 4] }),
      judgeCorrected({ human: [1, 0, 1], judge: [1, 0, 0], unlabelled: [1, 0] }),
      weightedMean(
        real,
        real.map((_, i) => Number(i < 5)),
      ),
      importanceWeighted(real, synthetic, [{ real: real.map(() => 'new'), synthetic: synthetic.map(() => 'old') }]),
    ];
    for (const refusal of refusals) {
      assert.ok('refused' in refusal && refusal.refused.length > 20, JSON.stringify(refusal));
    }
  });

  const rows = { human: [1, 0, 1], judge: [1, 0, 0], unlabelled: [1, 0] };
  const wrong: readonly (readonly [() => unknown, RegExp])[] = [
    [() => wilson(5, 4), /successes is 5 and n is 4; expected no more successes than rows/],
    [() => wilson(0, 0), /n is 0; expected a whole number, at least 1/],
    [() => wilson(1.5, 4), /successes is 1.5; expected a whole number/],
    [() => wilson(1, 4, { alpha: 5 }), /alpha is 5; expected a number between 0 and 1, such as 0.05/],
    [() => wilson(1, 4, { alpha: '0.1' as never }), /alpha is "0.1"/],
    [() => newcombe({ successes: 3, n: 2 }, { successes: 1, n: 2 }), /first.successes is 3 and first.n is 2/],
    [() => clopperPearson(0, 0), /n is 0; expected a whole number, at least 1/],
    [() => agrestiCoull(-1, 4), /successes is -1; expected a whole number, at least 0/],
    [() => agrestiCaffo({ successes: 1, n: 2 }, { successes: 0, n: 0 }), /second.n is 0; expected a whole number/],
    [() => miettinenNurminen({ successes: 3, n: 2 }, { successes: 1, n: 2 }), /first.successes is 3 and first.n is 2/],
    [
      () => rateEquivalence({ successes: 1, n: 2 }, { successes: 1, n: 2 }, 0),
      /margin is 0; expected a number above 0: the largest difference/,
    ],
    [
      () => rateEquivalence({ successes: 1, n: 2 }, { successes: 1, n: 2 }, 0.1, { alpha: 0.5 }),
      /alpha is 0.5; expected less than 0.5/,
    ],
    [
      () => rateEquivalence({ successes: 1, n: 2 }, { successes: 1, n: 2 }, 0.1, { method: 'wald' as never }),
      /method is "wald"; expected "newcombe", "agresti-caffo", "miettinen-nurminen"/,
    ],
    [() => chiSquareTest([1, 2], [3]), /second has length 1; expected 2, one count for each category, like first/],
    [() => chiSquareTest([1.5, 2], [3, 4]), /first\[0\] is 1.5; expected a whole number, at least 0/],
    [() => chiSquareTest('12' as never, [3, 4]), /first is "12"; expected an array of counts/],
    [() => chiSquareTest([0, 0], [3, 4]), /all rows are of one category, or of one sample/],
    [() => chiSquareTest([], []), /all rows are of one category, or of one sample/],
    [() => chiSquareTest([1, 2, 3], [3, 4, 5], { yates: true }), /there are 3 categories; expected 2/],
    [() => benjaminiHochberg([0.5, -1]), /p\[1\] is -1; expected p-values, from 0 to 1/],
    [() => meanInterval([]), /values is empty; expected at least 1 number/],
    [() => meanInterval([3]), /there is one value, which shows no spread/],
    [() => meanInterval([1, Number.NaN]), /values\[1\] is NaN; expected a finite number: leave out/],
    [() => meanInterval('12' as never), /values is "12"; expected an array of numbers/],
    [() => meanInterval(['1', '2'] as never), /values\[0\] is "1"; expected a number/],
    [() => meanInterval([1, 2], { clusters: [1] }), /clusters has length 1; expected 2, one id for each row/],
    [() => meanInterval([1, 2], { clusters: [1, null] as never }), /clusters\[1\] is null; expected an id/],
    [() => postStratified({ ...rows, judge: [1, 0] }), /judge has length 2; expected 3, like human/],
    [() => postStratified({ ...rows, human: [1, 0.5, 1] }), /human\[1\] is 0.5; expected 0 or 1: .*ppiMean/],
    [() => postStratified({ ...rows, human: [true, false, true] as never }), /human\[0\] is true.*write 1 for true/],
    [() => postStratified({ human: [1], judge: [1], unlabelled: [] }), /human has length 1; expected at least 2/],
    [() => ppiMean(rows, { lambda: 2 }), /lambda is 2; expected a number from 0 to 1/],
    [() => ppiMean(rows, { clusters: { labelled: [1, 1, 1], unlabelled: [2, 3] } }), /all labelled rows are of one/],
    [() => checkJudge(rows, { margin: 0 }), /margin is 0; expected a number above 0/],
    [() => checkJudge(rows, { halfWidth: -1 }), /halfWidth is -1/],
    [() => equivalenceTest([1, 2], [1, 2], undefined as never), /margin is undefined; expected a number above 0/],
    [() => compareSamples([1], [1, 2]), /real has length 1; expected at least 2/],
    [() => compareSamples([2, 2, 2], [1, 2]), /no placeholder for the margin: give one/],
    [() => compareSamples([1, 2], [1, 2], { estimand: 'median' as never }), /estimand is "median"; expected "mean"/],
    [() => compareSamples([1, 2], [1, 2], { estimand: 'quantile:2' }), /estimand is "quantile:2"/],
    [() => compareSamples([1, 2], [1, 2], { estimand: 'quantile:0.5' }), /too few for an interval of the 0.5 quantile/],
    [() => compareSamples([1, 2], [1, 2], { estimand: 'proportion' }), /needs zeros and ones, and 2 is neither/],
    [() => compareSamples([1, 2], [1, 2], { seed: 0.5 }), /seed is 0.5; expected a whole number/],
    [() => compareSamples([1, 2], [1, 2], { covariates: [] }), /covariates is empty/],
    [() => compareSamples([1e-200, 2e-200], [1, 2]), /real differ by less than 1e-140/],
    [() => permutationTest([1, 2], [1, 2], { statistic: 'median' as never }), /statistic is "median"; expected "mean"/],
    [
      () => permutationTest([1, 2], [1, 2], { repetitions: 5 }),
      /repetitions is 5; expected a whole number, at least 99/,
    ],
    [() => weightedMean([1, 2], [1, -1]), /weights\[1\] is -1; expected 0 or more/],
    [() => weightedMean([1, 2], [0, 0]), /all weights are 0/],
    [() => holm([0.5, 1.2]), /p\[1\] is 1.2; expected p-values, from 0 to 1/],
    [() => checkTasks([], { synthetic: [1, 0] }), /there are no past tasks/],
    [() => checkTasks([{ real: [], synthetic: [1] }], { synthetic: [1, 0] }), /past\[0\].real is empty/],
    [
      () => checkTasks([{ real: [2], synthetic: [1, 3] }], { synthetic: [1, 5] }),
      /past\[0\].real has length 1; expected at least 2/,
    ],
  ];
  for (const [call, message] of wrong) {
    it(`says what is wrong in ${String(call).replace('() => ', '')}`, () => {
      assert.throws(call, (error: Error) => {
        assert.ok(error instanceof RangeError || error instanceof TypeError, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
