import assert from 'node:assert/strict';
import { golden, notCompared } from '../../../test/golden/golden.ts';
// Their tests are run before the one below, and once, however many files are run.
import './golden.test.ts';
import './golden-compare.test.ts';
import './golden-judge.test.ts';
import './golden-rates.test.ts';
import './golden-tasks.test.ts';

/** What is in the golden numbers and no number of ours. */
const EXEMPT: Readonly<Record<string, string>> = {
  'texch_infinite.ci': 'a text, whose two infinite bounds the test of too few tasks asserts',
};

describe('all golden numbers', () => {
  it('are asserted by a test', () => {
    assert.equal(Object.keys(golden.cases).length, 71);
    assert.deepEqual(notCompared(), Object.keys(EXEMPT));
  });
});
