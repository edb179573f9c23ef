import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { goldenFile } from '../../../test/golden/golden.ts';
import { betaTail } from './beta-tail.ts';
import { chiSquareTail } from './chi-square-tail.ts';
import { fTail } from './f-tail.ts';
import { normalTail } from './normal-tail.ts';
import { studentTail } from './student-tail.ts';

/** Arguments, and the tail to 20 digits as `test/golden/tails.py` computed it. */
type Reference = readonly [...number[], string];

const references: Readonly<Record<string, readonly Reference[]>> = JSON.parse(
  readFileSync(goldenFile('tails.json'), 'utf8'),
);

const TAILS: Readonly<Record<string, (...arguments_: number[]) => number>> = {
  normal: normalTail,
  student: studentTail,
  chiSquare: chiSquareTail,
  fisher: fTail,
  beta: betaTail,
};

describe('upper tails agree with high precision to 1e-10, down to 1e-300', () => {
  for (const [name, tail] of Object.entries(TAILS)) {
    it(name, () => {
      const wrong: string[] = [];
      for (const row of references[name]!) {
        const expected = Number(row.at(-1));
        const arguments_ = row.slice(0, -1) as number[];
        const error = Math.abs(tail(...arguments_) / expected - 1);
        if (!(error < 1e-10)) {
          wrong.push(`(${arguments_.join(', ')}): ${tail(...arguments_)} instead of ${expected}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
  }
});
