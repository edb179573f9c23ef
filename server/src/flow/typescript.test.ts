// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';
import { itFindsMarked } from './test-marked.ts';

/** In front of every example: a judge, and what is judged. */
const JUDGE = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
const client = new OpenAI();
async function judge(answer: string): Promise<number> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`Rate the answer from 1 to 5: \${answer}\` }],
  });
  return Number(reply.choices[0].message.content);
}
const rows = JSON.parse(readFileSync('answers.json', 'utf8'));
`;

const judged = (cases: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(cases).map(([name, code]) => [name, JUDGE + code]));

describe('TypeScript: numbers of a judge', () => {
  itFindsMarked(
    judged({
      'a rate, and beside it what it is made of': `
const scores = await Promise.all(rows.map((row) => judge(row.answer)));
const passed = scores.filter((score) => score > 3).length;
const rate = passed / rows.length;  // uncalibrated-judge
console.log(\`\${(rate * 100).toFixed(1)} % (\${passed}/\${rows.length})\`);
`,
      'a sum in a loop': `
let total = 0;
for (const row of rows) total += await judge(row.answer);
console.log(total / rows.length);  // uncalibrated-judge
`,
      'a counting loop': `
let total = 0;
for (let i = 0; i < rows.length; i++) {
  const score = await judge(rows[i].answer);
  total += score;
}
const mean = total / rows.length;  // uncalibrated-judge
`,
      'promises that are awaited together, and reduced': `
const scores = await Promise.all(rows.map((row) => judge(row.answer)));
const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;  // uncalibrated-judge
`,
      'a count in a callback': `
let passed = 0;
rows.forEach(async (row) => {
  const score = await judge(row.answer);
  if (score >= 4) passed += 1;
});
console.log('pass rate', passed / rows.length);  // uncalibrated-judge
`,
      'records that are filtered': `
const results = [];
for (const row of rows) results.push({ id: row.id, score: await judge(row.answer) });
const passRate = results.filter((result) => result.score >= 4).length / results.length;  // uncalibrated-judge
`,
      'records that are spread': `
const results = await Promise.all(rows.map(async (row) => ({ ...row, verdict: (await judge(row.answer)) > 3 })));
const good = results.filter(({ verdict }) => verdict);
console.log(good.length / results.length);  // uncalibrated-judge
`,
      'a helper that takes the mean': `
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length;  // uncalibrated-judge
const scores: number[] = [];
for (const row of rows) scores.push(await judge(row.answer));
console.log(mean(scores).toFixed(2));
`,
      'by group': `
const byModel: Record<string, number[]> = {};
for (const row of rows) (byModel[row.model] ??= []).push(await judge(row.answer));
for (const [model, scores] of Object.entries(byModel))
  console.log(model, scores.reduce((a, b) => a + b) / scores.length);  // uncalibrated-judge
`,
      'a map of lists': `
const byModel = new Map<string, number[]>();
for (const row of rows) {
  const list = byModel.get(row.model) ?? [];
  list.push(await judge(row.answer));
  byModel.set(row.model, list);
}
for (const [model, scores] of byModel) {
  console.log(model, scores.reduce((a, b) => a + b, 0) / scores.length);  // uncalibrated-judge
}
`,
      'an object that keeps results': `
class Evaluator {
  private results: { score: number }[] = [];
  async run() {
    for (const row of rows) this.results.push({ score: await judge(row.answer) });
  }
  get mean(): number {
    return this.results.reduce((sum, { score }) => sum + score, 0) / this.results.length;  // uncalibrated-judge
  }
}
`,
      'in the callback of a framework for tests': `
import { describe, expect, it } from 'vitest';
describe('answers', () => {
  it('are good', async () => {
    const scores = await Promise.all(rows.map((row) => judge(row.answer)));
    const mean = scores.reduce((a, b) => a + b, 0) / scores.length;  // uncalibrated-judge
    expect(mean).toBeGreaterThan(4);
  });
});
`,
      'what is handed to a function that is not here': `
import pLimit from 'p-limit';
const limit = pLimit(4);
const scores = await Promise.all(rows.map((row) => limit(() => judge(row.answer))));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);  // uncalibrated-judge
`,
      'settled promises': `
const settled = await Promise.allSettled(rows.map((row) => judge(row.answer)));
const scores = settled.filter((one) => one.status === 'fulfilled').map((one) => one.value);
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);  // uncalibrated-judge
`,
      'a verdict looked for in the answer': `
async function isCorrect(answer: string) {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [
      { role: 'system', content: 'You are an impartial judge. Answer with CORRECT or INCORRECT.' },
      { role: 'user', content: answer },
    ],
  });
  return reply.choices[0]?.message?.content?.trim().toUpperCase().startsWith('CORRECT') ?? false;
}
let correct = 0;
for (const row of rows) if (await isCorrect(row.answer)) correct++;
console.log(\`accuracy: \${(correct / rows.length) * 100}%\`);  // uncalibrated-judge
`,
      'an answer as JSON, taken apart': `
async function grade(answer: string) {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Grade the answer. Return {"score": 1-5, "reason": ""}\\n' + answer }],
  });
  const { score, reason } = JSON.parse(reply.choices[0].message.content ?? '{}');
  return { score, reason };
}
const graded = [];
for (const row of rows) {
  const { score } = await grade(row.answer);
  graded.push(score);
}
console.log(graded.reduce((a, b) => a + b, 0) / graded.length);  // uncalibrated-judge
`,
      'a record that is written where the answer cannot be read': `
async function grade(answer: string) {
  if (!answer) return { pass: false, score: 0 };
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Grade the answer. Return {"pass": true, "score": 1-5}\\n' + answer }],
  });
  const read = JSON.parse(reply.choices[0].message.content ?? '{}');
  return { length: answer.length, ...read };
}
const graded = [];
for (const row of rows) graded.push(await grade(row.answer));
console.log(graded.reduce((sum, { score }) => sum + score, 0) / graded.length);  // uncalibrated-judge
`,
      'a flag that the verdict takes back': `
const results = [];
for (const row of rows) {
  let pass = row.answer.includes(row.expected);
  const verdict = { ok: (await judge(row.answer)) > 3 };
  if (!verdict.ok) pass = false;
  results.push({ pass });
}
console.log(results.filter((result) => result.pass).length / results.length);  // uncalibrated-judge
`,
      'one of several lists, by a number that is not known': `
const table: number[][] = [];
for (const row of rows) table.push([await judge(row.answer), await judge(row.other)]);
const means = MODELS.map((model, i) => {
  const scores = table.map((entry) => entry[i]);
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;  // uncalibrated-judge
});
`,
      'a total that stands for itself': `
const scores = [];
for (const row of rows) scores.push({ value: await judge(row.answer) });
console.log({
  n: scores.length,
  totalScore: scores.reduce((sum, { value }) => sum + value, 0),  // uncalibrated-judge
});
`,
      'who won how often': `
const won = await Promise.all(rows.map(async (row) => ((await judge(row.answer)) > 3 ? 'A' : 'B')));
const wins = (side: string) => won.filter((winner) => winner === side).length;
console.log(\`A \${wins('A')} : \${wins('B')} B\`);  // uncalibrated-judge
`,
      'a judge of which only the class is named': `
import { LlmJudge, judgeTemplate } from './elsewhere';
const llm = new LlmJudge(client);
const scores = [];
for (const row of rows) scores.push(await llm.judge(judgeTemplate(row)));
console.log(scores.reduce((sum, { score }) => sum + score, 0) / scores.length);  // uncalibrated-judge
`,
    }),
    'main.ts',
  );
});

describe('TypeScript: types', () => {
  itFindsMarked(
    {
      'of a parameter': `
// Reports what the LLM judge (gpt-4o) said.
export function summarize(results: readonly JudgeResult[]) {
  const latency = results.reduce((sum, { latencyMs }) => sum + latencyMs, 0) / results.length;
  return { latency, mean: results.reduce((sum, { score }) => sum + score, 0) / results.length };  // uncalibrated-judge
}
`,
      'of a variable, and of what it is taken for': `
// Reports what the LLM judge (gpt-4o) said.
const some: JudgeVerdict[] = JSON.parse(text);
const others = JSON.parse(text) as Array<LlmJudgeScore>;
console.log(some.filter(({ passed }) => passed).length / some.length);  // uncalibrated-judge
console.log(others.reduce((sum, { score }) => sum + score, 0) / others.length);  // uncalibrated-judge
`,
      'in a comment': `
// Reports what the LLM judge (gpt-4o) said.
/** @param {Judgment[]} items */
export function summarize(items) {
  return items.reduce((sum, { score }) => sum + score, 0) / items.length;  // uncalibrated-judge
}
`,
      'of what judges, and of other trades': `
// Asks the LLM judge (gpt-4o).
export const meanLength = (judges: JudgeConfig[]) => judges.reduce((sum, { weight }) => sum + weight, 0) / judges.length;
export const meanScore = (rows: GradedRow[]) => rows.reduce((sum, { score }) => sum + score, 0) / rows.length;
`,
    },
    'main.ts',
  );
});

describe('TypeScript: words that rules use, too', () => {
  itFindsMarked(
    {
      'a grader, and what it found': `
// Runs an agent with a language model, and the tests that it has to pass.
export function score(graderResults: { passed: boolean; verdict: string }[]) {
  const ok = graderResults.filter(({ verdict }) => verdict === 'ok').length / graderResults.length;
  return graderResults.filter(({ passed }) => passed).length / graderResults.length + ok;
}
`,
      'a verdict, where a judge is spoken of': `
// Reports what the judge said: the LLM judge gives a verdict, and the judge's verdicts are counted.
export const passRate = (rows: { verdict: string }[]) =>
  rows.filter(({ verdict }) => verdict === 'pass').length / rows.length;  // uncalibrated-judge
`,
      'a judge that is studied, as the file says': `
/** Validates the judge against what people said. */
export const passRate = (rows: { judge_label: string }[]) =>
  rows.filter((row) => row.judge_label === 'pass').length / rows.length;
`,
    },
    'main.ts',
  );
});

describe('TypeScript: no numbers of a judge', () => {
  itFindsMarked(
    judged({
      'what one answer is graded by': `
const dimensionResults: Record<string, number> = {};
for (const dimension of DIMENSIONS) dimensionResults[dimension] = await judge(dimension + rows[0].answer);
const values = Object.values(dimensionResults);
console.log(values.reduce((sum, value) => sum + value, 0) / values.length);
`,
      'criteria that one answer meets': `
const checked = await Promise.all(CRITERIA.map(async (criterion) => ({ met: await judge(criterion + rows[0].answer) })));
const metCriteria = checked.filter((criterion) => criterion.met > 3).length;
console.log(metCriteria / CRITERIA.length);
`,
      'how far it came, as the text says': `
let passed = 0;
for (const row of rows) if (await judge(row.answer)) passed++;
console.log(\`\${passed}/\${rows.length} cases are scored\`);
`,
      'how far it came, in a list of what is done': `
let scored = 0;
for (const row of rows) if (await judge(row.answer)) scored++;
console.log(\`\${scored}/\${rows.length} rows are scored\`);
`,
      'whether there was a verdict at all': `
let failed = 0;
for (const row of rows) {
  const verdict = JSON.parse(await ask(row.answer));
  let broken = false;
  if (!verdict) broken = true;
  if (broken) failed += 1;
}
console.log(failed / rows.length);
`,
      'totals as it goes on': `
let passed = 0;
for (const row of rows) {
  if ((await judge(row.answer)) > 3) passed += 1;
  console.log({ passed });
}
`,
      'a mean inside of a correlation': `
export function spearman(judged: number[], graders: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return judged.reduce((sum, value, i) => sum + (value - mean(judged)) * (graders[i] - mean(graders)), 0);
}
`,
      'several judges of one answer': `
export async function consensus(answer: string) {
  const scores = await Promise.all(JUDGES.map(() => judge(answer)));
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}
`,
      'what the judge costs': `
const spent = (await Promise.all(rows.map((row) => judge(row.answer)))).reduce((sum, usd) => sum + usd, 0);
console.log(spent / rows.length);
`,
      'a name that any object has, and one of them from a judge': `
const record = { output: await judge(rows[0].answer) };
export const meanLength = (files) => files.reduce((sum, { output }) => sum + output, 0) / files.length;
`,
      'a mean that is taken from each score': `
function stdev(scores: number[]): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / scores.length);
}
console.log(stdev(await Promise.all(rows.map((row) => judge(row.answer)))));
`,
      'judges that ask nobody, picked by name': `
const JUDGES = { words: (text: string) => text.split(' ').length, lines: (text: string) => text.split('\\n').length };
let total = 0;
for (const row of rows) {
  const judge = JUDGES[row.metric];
  total += judge(row.answer);
}
console.log(total / rows.length);
`,
      'exact matches': `
const results = rows.map((row) => ({ ...row, passed: row.answer === row.expected }));
console.log(results.filter((result) => result.passed).length / results.length);
`,
      'how long it took': `
const times: number[] = [];
for (const row of rows) {
  const began = Date.now();
  await judge(row.answer);
  times.push(Date.now() - began);
}
console.log(times.reduce((a, b) => a + b, 0) / times.length);
`,
      'a single score': `
const score = await judge(rows[0].answer);
console.log(score / 5);
`,
      'one score of weighted criteria': `
async function overall(answer: string) {
  const [tone, style] = [await judge(answer), await judge(answer)];
  const weightedSum = tone * 2 + style;
  const totalWeight = 3;
  return weightedSum / totalWeight;
}
`,
      'agreement with people': `
let agreed = 0;
for (const row of rows) if ((await judge(row.answer)) === row.humanScore) agreed++;
console.log(agreed / rows.length);
`,
    }),
    'main.ts',
  );
});

/** In front of every example: a pool whose rows say where they come from. */
const POOL = `import { readFileSync } from 'node:fs';
const rowsOf = (file: string) => JSON.parse(readFileSync(file, 'utf8'));
const real = rowsOf('human.json').map((row) => ({ ...row, source: 'real' }));
const synthetic = rowsOf('synthetic.json').map((row) => ({ ...row, source: 'synthetic' }));
const pool = [...real, ...synthetic];
`;

describe('TypeScript: rows told apart', () => {
  const cases = {
    'by a filter': `
const rows = pool.filter((row) => row.source === 'real' && row.score > 0);
console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);
`,
    'by a filter that lets others through': `
const rows = pool.filter((row) => row.source === 'real' || row.score > 0);
console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);  // naive-pooling
`,
    'by what lodash rejects': `
import { reject } from 'lodash';
const rows = reject(pool, (row) => row.source === 'synthetic');
console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);
`,
    'by a flag in camel case': `
const rows = pool.filter((row) => !row.isSynthetic);
console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);
`,
    'in a loop that skips the others': `
let sum = 0;
let n = 0;
for (const row of pool) {
  if (row.source !== 'real') continue;
  sum += row.score;
  n++;
}
console.log(sum / n);
`,
    'in a loop that goes on with both': `
let sum = 0;
for (const row of pool) {
  if (row.source === 'synthetic') console.log(row.id);
  else console.log('real');
  sum += row.score;
}
console.log(sum / pool.length);  // naive-pooling
`,
  };
  itFindsMarked(Object.fromEntries(Object.entries(cases).map(([name, code]) => [name, POOL + code])), 'main.ts');
});

describe('TypeScript: rows that people labelled', () => {
  const rows = `import { readFileSync } from 'node:fs';
import { mean } from 'simple-statistics';
const rows = JSON.parse(readFileSync('verdicts.json', 'utf8'));
`;
  itFindsMarked(
    {
      'in one way tell how good the judge is': `${rows}
const good = rows.filter((row) => row.humanLabel === 1);
console.log(mean(good.map((row) => row.judgeLabel)));
`,
      'at all do not': `${rows}
const rest = rows.filter((row) => row.humanLabel === null);
console.log(mean(rest.map((row) => row.judgeLabel)));  // uncalibrated-judge
`,
    },
    'main.ts',
  );
});

describe('TypeScript: modules', () => {
  const judgeModule = JUDGE.replace('async function judge', 'export async function judge');

  it('are followed by their path, with the ending of what is built', async () => {
    const workspace = new TestWorkspace({
      'lib/judge.ts': judgeModule,
      'lib/index.ts': `export * from './judge.js';\nexport { judge as grade } from './judge';\n`,
      'main.ts': `import { grade } from './lib';
const scores = await Promise.all(rows.map((row) => grade(row)));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
    });
    assert.deepEqual(await workspace.findings('main.ts'), ['uncalibrated-judge:3']);
  });

  it('are followed by the paths of the compiler', async () => {
    const workspace = new TestWorkspace({
      'tsconfig.base.json': `{ /* shared */ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }`,
      'tsconfig.json': `{ "extends": "./tsconfig.base.json" }`,
      'src/lib/judge.ts': judgeModule,
      'src/app/main.ts': `import * as judges from '@/lib/judge';
const scores = await Promise.all(rows.map((row) => judges.judge(row)));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
    });
    assert.deepEqual(await workspace.findings('src/app/main.ts'), ['uncalibrated-judge:3']);
  });

  it('of CommonJS give what they export', async () => {
    const workspace = new TestWorkspace({
      'judge.js': `${JUDGE}module.exports = { judge };`.replace(': string): Promise<number>', ')'),
      'main.cjs': `const { judge } = require('./judge');
const judges = require('./judge');
(async () => {
  const scores = await Promise.all(rows.map((row) => judge(row)));
  console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
  const others = await Promise.all(rows.map((row) => judges.judge(row)));
  console.log(others.reduce((a, b) => a + b, 0) / others.length);
})();
`,
    });
    assert.deepEqual(await workspace.findingsAndRepeats('main.cjs'), ['uncalibrated-judge:5', 'uncalibrated-judge:7']);
  });

  it('hand over data in files, also from Python', async () => {
    const workspace = new TestWorkspace({
      'generate.py': `import json
from openai import OpenAI
client = OpenAI()
def judge(answer):
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": f"Rate the answer from 1 to 5: {answer}"}])
    return int(reply.choices[0].message.content)
rows = [{"score": judge(answer)} for answer in answers]
json.dump(rows, open("out/graded.json", "w"))
`,
      'report.ts': `import fs from 'node:fs';
import path from 'node:path';
const rows = JSON.parse(fs.readFileSync(path.join(process.cwd(), 'out', 'graded.json'), 'utf8'));
const mean = rows.reduce((sum, row) => sum + row.score, 0) / rows.length;
`,
      'import.ts': `import rows from './out/graded.json';
const mean = rows.reduce((sum, row) => sum + row.score, 0) / rows.length;
`,
    });
    assert.deepEqual(await workspace.findings('report.ts'), ['uncalibrated-judge:4']);
    assert.deepEqual(await workspace.findings('import.ts'), ['uncalibrated-judge:2']);
  });
});

/** Answers and judges them with the models that are named in front of it. */
const ASKS_TWO = `
async function ask(model: string, prompt: string): Promise<string> {
  const reply = await client.chat.completions.create({ model, messages: [{ role: 'user', content: prompt }] });
  return reply.choices[0].message.content ?? '';
}
const scores: number[] = [];
for (const row of JSON.parse(readFileSync('rows.json', 'utf8'))) {
  const answer = await ask(MODEL, row.question);
  scores.push(Number(await ask(JUDGE_MODEL, 'You are a strict grader. Rate the answer from 1 to 5: ' + answer)));
}
console.log(scores.reduce((sum, score) => sum + score, 0) / scores.length);
`;

describe('TypeScript: the model that judges itself', () => {
  const judgesItself = async (models: string): Promise<boolean> => {
    const code = `import OpenAI from 'openai';\nimport { readFileSync } from 'node:fs';\nconst client = new OpenAI();\n${models}${ASKS_TWO}`;
    const found = await new TestWorkspace({ 'eval.ts': code }).findings('eval.ts');
    return found.some((finding) => finding.startsWith('self-judging'));
  };
  const MODELS: Readonly<Record<string, readonly [models: string, itself: boolean]>> = {
    'another one if nobody names it': [
      `const MODEL = process.env.MODEL ?? 'gpt-4o';\nconst JUDGE_MODEL = process.env.JUDGE || process.env.GRADER || MODEL;`,
      true,
    ],
    'a setting that is read twice': [`const MODEL = process.env.MODEL;\nconst JUDGE_MODEL = process.env.MODEL!;`, true],
    'a setting, and another that falls back to it': [
      `const MODEL = process.env.MODEL;\nconst JUDGE_MODEL = process.env.JUDGE_MODEL ?? MODEL;`,
      true,
    ],
    'what is named where the program is called': [
      `const [a, b] = process.argv;\nconst MODEL = a ? a : 'gpt-4o';\nconst JUDGE_MODEL = b ? b : 'gpt-4o';`,
      true,
    ],
    'one variable for both, whatever is in it': [
      `const config = load();\nconst MODEL = config.model;\nconst JUDGE_MODEL = config.model;`,
      true,
    ],
    'an argument, and another that falls back to it': [
      `const { values: args } = parseArgs();\nconst MODEL = args.model ?? 'mine';\nconst JUDGE_MODEL = args['judge-model'] ?? args.model ?? 'mine';`,
      true,
    ],
    'two variables': [
      `const config = load();\nconst MODEL = config.model;\nconst JUDGE_MODEL = config.judgeModel;`,
      false,
    ],
    'the same name in two objects': [
      `const a = load();\nconst b = load();\nconst MODEL = a.model;\nconst JUDGE_MODEL = b.model;`,
      false,
    ],
    'the two that a function is given': [
      `const answering = (options) => options.model;\nconst MODEL = answering(load());\nconst JUDGE_MODEL = answering(other());`,
      false,
    ],
    'a default of the function that is asked with a setting': [
      `const withDefault = (model = 'gpt-4o') => model;\nconst MODEL = withDefault(process.env.MODEL);\nconst JUDGE_MODEL = withDefault(process.env.JUDGE_MODEL);`,
      true,
    ],
    'one of those that an object lists': [
      `const MODELS = { small: 'gpt-4o-mini', large: 'gpt-4o' };\nconst MODEL = MODELS[process.argv[2]];\nconst JUDGE_MODEL = 'gpt-4.1';`,
      true,
    ],
    'one of several families that an object lists': [
      `const MODELS = { ours: 'qwen3-32b', theirs: 'gpt-4o' };\nconst MODEL = MODELS[process.argv[2]];\nconst JUDGE_MODEL = 'gpt-4.1';`,
      false,
    ],
    'a sister of it where the command line asks for one': [
      `let MODEL = 'gpt-4o-mini';\nif (process.argv[2]) MODEL = 'gpt-4o';\nconst JUDGE_MODEL = 'gpt-4.1';`,
      true,
    ],
    'a default behind an option that may be set': [
      `const options: { model?: string } = {};\nif (process.argv[2]) options.model = 'gpt-4o';\nconst MODEL = options.model ?? 'gpt-4o-mini';\nconst JUDGE_MODEL = 'gpt-4.1';`,
      true,
    ],
    'what a function sets if somebody names one': [
      `let MODEL = 'gpt-4o';\nconst setModel = (model: string) => { MODEL = model; };\nif (process.env.MODEL) setModel(process.env.MODEL);\nconst JUDGE_MODEL = 'gpt-4o';`,
      true,
    ],
    'two settings': [`const MODEL = process.env.MODEL;\nconst JUDGE_MODEL = process.env.JUDGE_MODEL;`, false],
    'a family each': [
      `const MODEL = 'gpt-4o';\nconst JUDGE_MODEL = process.env.JUDGE_MODEL ?? 'claude-sonnet-4';`,
      false,
    ],
  };
  for (const [name, [models, itself]] of Object.entries(MODELS))
    it(name, async () => assert.equal(await judgesItself(models), itself));

  for (const [judge, itself] of [
    ['gpt-4o', true],
    ['claude-sonnet-4', false],
  ] as const)
    it(`is told by who is asked at all, where the answers are lost sight of: ${judge}`, async () => {
      const found = await new TestWorkspace({
        'eval.ts': `import OpenAI from 'openai';
const client = new OpenAI();
const asked = (model: string, content: string) => client.chat.completions.create({ model, messages: [{ role: 'user', content }] });
for (const question of questions) await store(await asked('gpt-4o', question));
for (const { answer } of await load()) await store(await asked('${judge}', \`Rate the answer from 1 to 5: \${answer}\`));
const rows = await load();
console.log(rows.reduce((sum, { judgeScore }) => sum + judgeScore, 0) / rows.length);
`,
      }).findings('eval.ts');
      assert.equal(
        found.some((finding) => finding.startsWith('self-judging')),
        itself,
      );
    });

  it('is told by the default of a request, in the modules of the judge and of the answers', async () => {
    const found = await new TestWorkspace({
      'llm.ts': `import OpenAI from 'openai';
const client = new OpenAI();
export async function ask({ system, user, model = 'gpt-4o' }: { system: string; user: string; model?: string }) {
  const messages = [{ role: 'system', content: system }, { role: 'user', content: user }];
  return (await client.chat.completions.create({ model, messages })).choices[0].message.content ?? '';
}
`,
      'judge.ts': `import { ask } from './llm';
export const judge = async (question: string, answer: string) =>
  Number(await ask({ system: 'You are a strict judge. Score the answer from 1 to 5.', user: question + answer }));
`,
      'eval.ts': `import { readFileSync } from 'node:fs';
import { judge } from './judge';
import { ask } from './llm';
const scores: number[] = [];
for (const question of JSON.parse(readFileSync('questions.json', 'utf8')))
  scores.push(await judge(question.text, await ask({ system: 'Answer briefly.', user: question.text })));
console.log(scores.reduce((sum, score) => sum + score, 0) / scores.length);
`,
    }).findings('eval.ts');
    assert.ok(
      found.some((finding) => finding.startsWith('self-judging')),
      String(found),
    );
  });

  it('is told by what a client is made of', async () => {
    const found = await new TestWorkspace({
      'models.ts': `import { createOpenAI } from '@ai-sdk/openai';
export function getModel(name: string) {
  const [provider, ...rest] = name.split(':');
  return createOpenAI({ name: provider })(rest.join(':'));
}
`,
      'eval.ts': `import { generateText } from 'ai';
import { getModel } from './models';
const MODEL = process.env.MODEL ?? 'openai:gpt-4o';
const ask = (model: ReturnType<typeof getModel>) => async (prompt: string) => (await generateText({ model, prompt })).text;
const answer = ask(getModel(MODEL));
const judge = ask(getModel(process.env.JUDGE_MODEL ?? MODEL));
const scores = [];
for (const question of questions)
  scores.push(Number(await judge('You are a strict grader. Rate the answer from 1 to 5: ' + (await answer(question)))));
console.log(scores.reduce((sum, score) => sum + score, 0) / scores.length);
`,
    }).findings('eval.ts');
    assert.ok(
      found.some((finding) => finding.startsWith('self-judging')),
      String(found),
    );
  });
});

describe('TypeScript: outcomes that are listed one by one', () => {
  const JUDGE = `import OpenAI from 'openai';
const client = new OpenAI();
async function judge(answer) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`You are a judge. Is it faithful? \${answer}\` });
  return JSON.parse(reply.output_text);
}
const results = [];
for (const { answer, expected } of cases) {
  const failures = [];
  const verdict = await judge(answer);
  if (!answer) failures.push('empty');
`;
  const END = `
  results.push({ passed: failures.length === 0 });
}
console.log(results.filter((r) => r.passed).length / results.length);
`;
  const LISTS: Readonly<Record<string, readonly [added: string, isJudged: boolean]>> = {
    'are a verdict where one is among them': ["if (!verdict.faithful) failures.push('not faithful');", true],
    'are a verdict where they are added in other ways, too': [
      "if (!verdict.faithful) failures.push('not faithful');\nif (answer.length < 3) failures.push('short');",
      true,
    ],
    'are none where the judge has no part in them': ["if (answer !== expected) failures.push('wrong');", false],
  };
  for (const [name, [added, isJudged]] of Object.entries(LISTS))
    it(name, async () => {
      const found = await new TestWorkspace({ 'eval.ts': `${JUDGE}${added}${END}` }).findings('eval.ts');
      assert.equal(found.length > 0, isJudged, String(found));
    });
});
