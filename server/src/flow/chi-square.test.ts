import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const grade = (output, { answer }) => output.includes(answer);
const counts = { yes: 0, no: 0 };
`;
const TEST = `const expected = (counts.yes + counts.no) / 2;
let chi2 = 0;
for (const observed of [counts.yes, counts.no]) chi2 += SQUARE / expected;
console.log(chi2);
`;
const RUNS = `for (const task of tasks)
  for (let run = 0; run < RUNS; run++) counts[grade(await ask(task.prompt), task) ? 'yes' : 'no']++;
`;
const ONE = `for (const task of tasks) counts[grade(await ask(task.prompt), task) ? 'yes' : 'no']++;
`;
const MOST = `for (const task of tasks) {
  let right = 0;
  for (let run = 0; run < RUNS; run++) if (grade(await ask(task.prompt), task)) right++;
  counts[right > 2 ? 'yes' : 'no']++;
}
`;
const SQUARES = [
  '(observed - expected) ** 2',
  'Math.pow(observed - expected, 2)',
  '((observed - expected) * (observed - expected))',
];

describe('a chi-square test by hand', () => {
  const isFound = async (rows: string, square: string): Promise<boolean> =>
    (await new TestWorkspace({ 'eval.ts': HEAD + rows + TEST.replace('SQUARE', square) }).findings('eval.ts')).some(
      (finding) => finding.startsWith('dependent-generations'),
    );
  for (const square of SQUARES) {
    it(`takes runs of a task for rows: ${square}`, async () => assert.equal(await isFound(RUNS, square), true));
    it(`is fine of one run of each: ${square}`, async () => assert.equal(await isFound(ONE, square), false));
    it(`is fine of whether most are right: ${square}`, async () => assert.equal(await isFound(MOST, square), false));
  }
});
