import assert from 'node:assert/strict';
import { assertGolden, goldenColumns } from '../../../../test/golden/golden.ts';
import {
  correctedMean,
  correctedRate,
  judgeCorrected,
  judgedRows,
  labelledVerdicts,
  ppiMean,
  unlessRefused,
} from '../index.ts';

function rows(file: string) {
  const [human, judge] = goldenColumns(file, ['human', 'judge']) as [readonly string[], readonly string[]];
  return judgedRows(
    human.map((label) => (label === '' ? null : Number(label))),
    judge.map(Number),
  );
}
const sumOf = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
const binary = rows('judge_binary.csv');
const scores = rows('judge_score.csv');
const count = { successes: sumOf(binary.unlabelled), n: binary.unlabelled.length };

describe('numbers that are corrected by labelled verdicts', () => {
  it('are those of judgeCorrected for a rate', () => {
    const { estimate, ci, successes } = unlessRefused(correctedRate(count, binary));
    assertGolden('rogan_gladen', { theta: estimate, ci95_lee: ci });
    assert.ok(Math.abs(successes - estimate * count.n) < 1e-9);
    assert.deepEqual(ci, unlessRefused(judgeCorrected(binary)).ci);
  });

  it('are those of ppiMean at its full weight for a mean', () => {
    const { length: n } = scores.unlabelled;
    const mean = sumOf(scores.unlabelled) / n;
    const sd = Math.sqrt(sumOf(Array.from(scores.unlabelled, (value) => (value - mean) ** 2)) / (n - 1));
    const { estimate, ci } = unlessRefused(correctedMean({ mean, n, sd }, scores));
    assertGolden('ppi_mean_score_ppi', { est: estimate });
    const whole = unlessRefused(ppiMean(scores, { lambda: 1 }));
    for (const i of [0, 1] as const) assert.ok(Math.abs(ci[i] - whole.ci[i]) < 1e-12);
    const guessed = unlessRefused(correctedMean({ mean, n }, scores));
    assert.equal(guessed.estimate, estimate);
    assert.ok(Math.abs(guessed.ci[1] - guessed.ci[0] - (ci[1] - ci[0])) < 0.3 * (ci[1] - ci[0]));
  });

  it('stay rates', () => {
    const { human, judge } = binary;
    for (const successes of [0, 7]) {
      const all = unlessRefused(correctedRate({ successes, n: 7 }, { human, judge }));
      assert.equal(all.estimate, successes / 7);
      assert.equal(all.successes, successes);
      assert.ok(all.ci[0] >= 0 && all.ci[1] <= 1 && all.ci[0] < all.ci[1]);
    }
  });

  it('get wider intervals at a higher level', () => {
    const width = ({ ci }: { ci: readonly [number, number] }) => ci[1] - ci[0];
    for (const of of [
      (alpha: number) => unlessRefused(correctedRate(count, binary, { alpha })),
      (alpha: number) => unlessRefused(correctedMean({ mean: 3, n: 50 }, scores, { alpha })),
    ])
      assert.ok(width(of(0.01)) > width(of(0.2)));
  });

  it('are refused, or say what is wrong', () => {
    const few = { human: [1, 0, 1], judge: [1, 0, 0] };
    assert.match(
      (correctedRate({ successes: 3, n: 5 }, few) as { refused: string }).refused,
      /it needs 10 human passes/,
    );
    const off = { human: [1, 2, 3, 4], judge: [2, 3, 4, 5] };
    assert.match((correctedMean({ mean: 3, n: 5 }, off) as { refused: string }).refused, /off by the same/);
    assert.throws(() => correctedRate({ successes: 2.5, n: 5 }, binary), /successes is 2.5; expected a whole number/);
    assert.throws(() => correctedRate({ successes: 0, n: 0 }, binary), /n is 0/);
    assert.throws(
      () => correctedRate({ successes: 2, n: 5 }, off),
      /human\[1\] is 2; expected 0 or 1: .*correctedMean/,
    );
    assert.throws(() => correctedMean({ mean: Number.NaN, n: 5 }, scores), /mean is NaN/);
    assert.throws(() => correctedMean({ mean: 3, n: 1 }, scores), /n is 1; expected a whole number, at least 2/);
    assert.throws(() => correctedMean({ mean: 3, n: 9, sd: -1 }, scores), /sd is -1/);
  });
});

describe('a file of labelled verdicts', () => {
  it('is read by its columns, without what nobody labelled', () => {
    assert.deepEqual(labelledVerdicts('\uFEFFHuman, Judge ,answer\r\nyes,1,"a, ""b"""\r\n,0,c\r\n0.5,4,d\r\n'), {
      human: [1, 0.5],
      judge: [1, 4],
    });
  });

  it('says what to do where it is not there, or is not filled in', () => {
    const how = /Draw 100 to 200 rows at random .*"judge" .*"human"/;
    for (const [sheet, problem] of [
      [null, /^RangeError: labels\.csv is missing\./],
      ['', /^RangeError: labels\.csv has no columns "judge" and "human"\./],
      ['id,human\n1,1\n', /^RangeError: labels\.csv has no columns/],
      ['judge,human\n1,\n0,\n', /^RangeError: no row of labels\.csv is labelled yet\./],
    ] as const)
      for (const pattern of [problem, how]) assert.throws(() => labelledVerdicts(sheet, 'labels.csv'), pattern);
  });

  it('names the line that cannot be read', () => {
    assert.throws(() => labelledVerdicts('judge,human\n1,1\n1,fine\n'), /line 3 of the sheet has "fine" in "human"/);
    assert.throws(() => labelledVerdicts('judge,human\nA,1\n', 'a.csv'), /line 2 of a\.csv has "A" in "judge"/);
    assert.throws(() => labelledVerdicts('judge,human\n,1\n', 'a.csv'), /line 2 of a\.csv has nothing in "judge"/);
  });
});
