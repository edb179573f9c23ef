import assert from 'node:assert/strict';
import { assertGolden, goldenColumns } from '../../../../test/golden/golden.ts';
import { calibratedScorer } from '../index.ts';

const [human, judge] = goldenColumns('judge_binary.csv', ['human', 'judge']) as [readonly string[], readonly string[]];
const isLabelled = (_: string, i: number) => human[i] !== '';
const labels = { human: human.filter(isLabelled).map(Number), judge: judge.filter(isLabelled).map(Number) };

describe('a calibrated scorer', () => {
  it('gives scores of which the mean is the post-stratified rate', async () => {
    const scorer = calibratedScorer((verdict: string) => ({ name: 'judge', score: Number(verdict) }), labels);
    const graded = await Promise.all(judge.map((verdict) => scorer(verdict)));
    assertGolden('poststrat_mover', { est: graded.reduce((sum, { score }) => sum + score, 0) / graded.length });
    assert.equal(graded[0]!.name, 'judge');
  });

  it('gives what the regression says of scores, within what people gave', async () => {
    const of = calibratedScorer((score: number) => score, { human: [1, 2, 3, 5], judge: [2, 3, 4, 5] });
    assert.ok(Math.abs((await of(3)) - 2.1) < 1e-12);
    assert.equal(await of(9), 5);
    assert.equal(await of(-9), 1);
  });

  it('keeps the name, and what has no score', async () => {
    const named = async function grade(score: boolean | null) {
      return score;
    };
    const scorer = calibratedScorer(named, { human: [1, 0, 1, 0], judge: [1, 0, 1, 1] });
    assert.equal(scorer.name, 'grade');
    assert.equal(await scorer(null), null);
    assert.ok(Math.abs(Number(await scorer(true)) - 2 / 3) < 1e-12);
    const record = calibratedScorer(() => ({ score: null, error: 'no answer' }), { human: [1, 0], judge: [1, 0] });
    assert.deepEqual(await record(), { score: null, error: 'no answer' });
  });

  it('says what is wrong', async () => {
    const none = () => 1;
    assert.throws(
      () => calibratedScorer(none, { human: [1, 0], judge: [1, 1] }),
      /the judge says 1 of all labelled rows; label some/,
    );
    assert.throws(() => calibratedScorer(none, { human: [1, 0], judge: [1] }), /judge has length 1/);
    assert.throws(
      calibratedScorer(() => [1], { human: [1, 0], judge: [1, 0] }),
      /expected a number, or a record with a "score"/,
    );
    await assert.rejects(
      calibratedScorer(async () => 'good', { human: [1, 0], judge: [1, 0] })(),
      /a score is "good"; expected a finite number/,
    );
  });
});
