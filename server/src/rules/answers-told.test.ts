import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Whose answers are judged where the judge sees what was made of them, or reads them from a file. */

const OPENAI = `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (model: string, input: string): Promise<string> =>
  (await client.responses.create({ model, input })).output_text;
`;
const rulesIn = async (files: Readonly<Record<string, string>>): Promise<string[]> => {
  const found = await new TestWorkspace(files).findings('eval.ts');
  return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
};

const ofClaims = (text: string) => `${OPENAI}
async function listClaims(text: string): Promise<string[]> {
  const out = await ask('gpt-4.1', \`List the claims, one a line:\\n\${text}\`);
  return out.split('\\n');
}
const verify = (claim: string) => ask('gpt-4.1', \`Verify the claim: \${claim}. Reply supported or refuted.\`);
let supported = 0;
let all = 0;
for (const row of rows)
  for (const claim of await listClaims(${text})) {
    all++;
    if ((await verify(claim)) === 'supported') supported++;
  }
console.log(supported / rows.length);
`;

const ofPlan = (judge: string) => `${OPENAI}
let sum = 0;
for (const row of rows) {
  const plan = await ask('gpt-4.1', \`Write a training plan for \${row.goal}\`);
  sum += Number(await ask('${judge}', \`Rate the plan from 1 to 5: \${plan}\`));
}
console.log(sum / rows.length);
`;

const ofFile = (judge: string) => ({
  'settings.ts': `export const settings = {
  judge: '${judge}',
  answers: 'out/answers.json',
};
`,
  'answer.ts': `import fs from 'fs-extra';
import { settings } from './settings.ts';
${OPENAI}
const answers = [];
for (const question of questions) answers.push({ question, answer: await ask('gpt-4o-mini', question) });
await fs.outputJson(settings.answers, answers, { spaces: 2 });
`,
  'eval.ts': `import fs from 'fs-extra';
import { settings } from './settings.ts';
${OPENAI}
const rows = await fs.readJson(settings.answers);
let sum = 0;
for (const row of rows) sum += Number(await ask(settings.judge, \`Rate the answer from 1 to 5: \${row.answer}\`));
console.log(sum / rows.length);
`,
});

const KIN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the claims of an answer': { 'eval.ts': ofClaims("await ask('gpt-4o-mini', row.question)") },
  'a plan, and nothing else': { 'eval.ts': ofPlan('gpt-4o') },
  'answers of a file that settings name': ofFile('gpt-4o'),
};
const OTHERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the claims of a text that no model wrote': { 'eval.ts': ofClaims('row.article') },
  'the claims of another family': { 'eval.ts': ofClaims("await ask('mistral-large-latest', row.question)") },
  'a plan by another family': { 'eval.ts': ofPlan('claude-opus-4-1') },
  'answers of a file by another family': ofFile('claude-opus-4-1'),
};

describe('what a judge is shown', () => {
  for (const [name, files] of Object.entries(KIN))
    it(`is of its family: ${name}`, async () =>
      assert.deepEqual(await rulesIn(files), ['self-judging', 'uncalibrated-judge']));
  for (const [name, files] of Object.entries(OTHERS))
    it(`is not its own: ${name}`, async () => assert.deepEqual(await rulesIn(files), ['uncalibrated-judge']));
});
