import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const JUDGE = `import OpenAI from 'openai';
const client = new OpenAI();
export async function judge(answer) {
  const prompt = \`Grade the answer from 1 to 5: \${answer}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input: prompt });
  return JSON.parse(reply.output_text);
}
`;

/** Ways from a judge's answer to a mean in `run.ts`. */
const WAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'through a function that folds over names': {
    'overall.ts': `const AXES = ['clarity', 'depth'];
export const overall = (verdict) => AXES.reduce((sum, axis) => sum + verdict[axis], 0) / AXES.length;
`,
    'run.ts': `import { judge } from './judge.ts';
import { overall } from './overall.ts';
const scores = [];
for (const row of rows) scores.push(overall(await judge(row.answer)));
const fold = (xs) => xs.reduce((a, b) => a + b, 0);
console.log(fold(rows.map((row) => row.tokens)));
console.log(fold(scores) / scores.length);
`,
  },
  'through a count that starts without it': {
    'run.ts': `import { judge } from './judge.ts';
let passed = 0;
for (const row of rows) {
  const verdict = await judge(row.answer);
  if (verdict.pass) passed += 1;
}
console.log(passed / rows.length);
`,
  },
  'through a list that holds others first': {
    'run.ts': `import { judge } from './judge.ts';
const results = rows.filter((row) => row.skipped).map((row) => ({ id: row.id, score: 0 }));
for (const row of rows) results.push({ id: row.id, score: (await judge(row.answer)).score });
const mean = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
console.log(mean(rows.map((row) => row.seconds)), mean(results.map((one) => one.score)));
`,
  },
};

describe('the trace of a number', () => {
  for (const [name, files] of Object.entries(WAYS))
    it(`begins where the judge was asked: ${name}`, async () => {
      const { findings } = await new TestWorkspace({ 'judge.ts': JUDGE, ...files }).analyse('run.ts');
      const told = findings.filter(({ rule }) => rule === 'uncalibrated-judge');
      assert.notEqual(told.length, 0);
      for (const { trace, message } of told) {
        assert.ok(trace[0]!.place.document.endsWith('/judge.ts'), JSON.stringify(trace.map((step) => step.message)));
        assert.match(message, /\(a language model is asked to judge\)/);
      }
    });
});
