import assert from 'node:assert/strict';
import { guessJudgeColumns } from './guess-judge-columns.ts';
import type { ColumnKind, ColumnPreview } from './preview.ts';

const column = (name: string, kind: ColumnKind = 'binary', hasGaps = false): ColumnPreview => ({
  ...{ name, kind, isId: false, isRun: false, hasGaps, holds: '', values: null, text: null },
});

function guess(
  columns: readonly ColumnPreview[],
  given: { human?: string; judge?: string } = {},
  others: string[] = [],
) {
  const { human, judge } = guessJudgeColumns([columns], given, others);
  return `${human} / ${judge}`;
}

describe('guessing the columns of human labels and of a judge', () => {
  it('goes by their names', () => {
    assert.equal(guess([column('id', 'number'), column('human'), column('judge')]), 'human / judge');
    assert.equal(
      guess([column('gpt4_verdict'), column('annotatorLabel'), column('length', 'number')]),
      'annotatorLabel / gpt4_verdict',
    );
    assert.equal(guess([column('gold'), column('llm_pass'), column('text', 'text')]), 'gold / llm_pass');
  });

  it('prefers the plainest names, and those on one scale', () => {
    const scales = [column('human', 'number'), column('judge', 'number'), column('human_pass'), column('judge_pass')];
    assert.equal(guess(scales), 'human / judge');
    assert.equal(guess(scales, { human: 'human_pass' }), 'human_pass / judge_pass');
    assert.equal(guess(scales, { judge: 'judge' }), 'human / judge');
  });

  it('goes by what they hold where no name tells', () => {
    assert.equal(guess([column('label', 'binary', true), column('score', 'binary')]), 'label / score');
    assert.equal(guess([column('a', 'binary', true), column('b'), column('c')], {}, ['c']), 'a / b');
    const labelled = [column('x'), column('y')];
    assert.deepEqual(guessJudgeColumns([labelled, [column('y')]], {}, []), { human: 'x', judge: 'y' });
  });

  it('takes a column without any label among its first rows', () => {
    assert.equal(guess([column('human', 'empty', true), column('judge', 'number')]), 'human / judge');
  });

  it('refuses when two fit equally, and when none does', () => {
    assert.throws(
      () => guess([column('human'), column('judge_a'), column('judge_b')]),
      /"human" could hold the human labels; several columns could hold the judge's scores: "judge_a", "judge_b"\. Say which/,
    );
    assert.throws(
      () => guess([column('annotator_1'), column('annotator_2'), column('judge')]),
      /several columns could hold the human labels/,
    );
    assert.throws(() => guess([column('a'), column('b')]), /no column seems to hold the human labels/);
    assert.throws(() => guess([column('human_id'), column('judge')]), /no column seems to hold the human labels/);
  });
});
