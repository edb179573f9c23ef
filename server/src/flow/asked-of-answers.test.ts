import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** What is asked in few words of what a model answered, and who is asked it. */

const HEAD = `import OpenAI from 'openai';
import { execFileSync } from 'node:child_process';
const client = new OpenAI();
const ask = async (model: string, input: string) => (await client.responses.create({ model, input })).output_text;
const answer = (question: string) => ask('mistral-large-latest', question);
const questions = load();
`;
const LOOP = (reply: string, counted = 'reply') => `let passed = 0;
for (const question of questions) {
  const said = await answer(question);
  const reply = ${reply};
  if (${counted}) passed++;
}
console.log(passed / questions.length);
`;
const rulesIn = async (code: string): Promise<string[]> => {
  const found = await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts');
  return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
};
/** A text with places for what is asked and answered. */
const filled = (text: string) => text.replace(/<(\w+)>/g, '$${$1}');
const asking = (prompt: string) => LOOP(`(await ask('gpt-4o', \`${filled(prompt)}\`)).startsWith('yes')`);

describe('what is asked of an answer', () => {
  for (const prompt of [
    'Is this joke funny? Reply yes or no.\\n\\n<said>',
    'Dialog: <question>\\nNext turn: <said>\\nEmpathy of the next turn, 1-7, digit only:',
    'Annotate translation errors (MQM).\\nSource: <question>\\nTarget: <said>',
    'PASS when a nurse could read this aloud as it is, else FAIL.\\n\\n<said>',
    'A chatbot wrote: <said>\\nReturn {"usable": boolean, "why": string}.',
    'Compare the summary with the meeting.\\n<question>\\n<said>',
    'For each demand decide whether it is met.\\n<said>',
  ])
    it(`is a judgement: ${prompt.slice(0, 40)}`, async () =>
      assert.deepEqual(await rulesIn(asking(prompt)), ['uncalibrated-judge']));

  const spoken = (system: string, user: string) =>
    LOOP(`(await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'system', content: '${system}' }, { role: 'user', content: ${user} }],
  })).choices[0].message.content.startsWith('met')`);
  it('is a judgement, with the form of the reply in another message', async () =>
    assert.deepEqual(
      await rulesIn(spoken('Audit chats. Answer only "met" or "missed".', filled('`Goal: x\\n\\n<said>`'))),
      ['uncalibrated-judge'],
    ));
  it('is none where that message asks for a text', async () =>
    assert.deepEqual(await rulesIn(spoken('Answer in two sentences.', filled('`Goal: x\\n\\n<said>`'))), []));
  it('is none where the conversation only goes on', async () =>
    assert.deepEqual(await rulesIn(spoken('Book a table. Ask and accept only "yes" or "no".', 'said')), []));

  it('is none where no model answered it', async () =>
    assert.deepEqual(await rulesIn(asking('Is this joke funny? Reply yes or no.\\n\\n<question>')), []));
  it('is none where it is only changed', async () =>
    assert.deepEqual(await rulesIn(asking('Translate into English: <said>')), []));
});

const CLI = (program: string, options = '') =>
  `const run = (prompt: string) => execFileSync('${program}', ['-p', prompt${options}], { encoding: 'utf8' });
let passed = 0;
for (const question of questions) {
  const said = run(question);
  if (run(\`You are a strict judge. Is the answer correct? \${said}\`).includes('yes')) passed++;
}
console.log(passed / questions.length);
`;

describe('a program that is started', () => {
  it('answers and judges with one model', async () =>
    assert.deepEqual(await rulesIn(CLI('claude')), ['self-judging', 'uncalibrated-judge']));
  it('is not known by every name', async () =>
    assert.deepEqual(await rulesIn(CLI('opencode')), ['uncalibrated-judge']));
});

const JUDGED = filled('You are a strict judge. Is the answer correct? <said>');

describe('who is asked', () => {
  it('is what a program is told if nobody says otherwise', async () => {
    const code = `import yargs from 'yargs';
const argv = await yargs(process.argv).option('judge', { default: 'mistral-small-latest' }).strict().parse();
${LOOP(`await ask(argv.judge, \`${JUDGED}\`)`, "reply.startsWith('yes')")}`;
    assert.deepEqual(await rulesIn(code), ['self-judging', 'uncalibrated-judge']);
  });

  it('is the model that something is made around', async () => {
    const code = `import { generateText } from 'ai';
import { mistral } from '@ai-sdk/mistral';
import { cacheModel } from './gone';
const critic = cacheModel(mistral('mistral-small-latest'), storage);
const judged = async (said: string) => (await generateText({ model: critic, prompt: \`${JUDGED}\` })).text;
${LOOP('await judged(said)', "reply.startsWith('yes')")}`;
    assert.deepEqual(await rulesIn(code), ['self-judging', 'uncalibrated-judge']);
  });

  it("is a framework's own, where its scorer is handed over as it is", async () => {
    const code = `import { Eval } from 'braintrust';
import { Factuality, Levenshtein } from 'autoevals';
Eval('faq', { data: () => questions, task: (input) => ask('gpt-4o-mini', input), scores: [Factuality, Levenshtein] });
`;
    assert.deepEqual(await rulesIn(code), ['self-judging', 'uncalibrated-judge']);
  });

  it('is known where a judge that was made is called in a function', async () => {
    const code = `import { evaluate } from 'langsmith/evaluation';
import { createLLMAsJudge, CONCISENESS_PROMPT } from 'openevals';
const concise = createLLMAsJudge({ prompt: CONCISENESS_PROMPT, model: 'openai:o3-mini' });
const target = async ({ question }) => ({ text: await ask('gpt-4.1-mini', question) });
await evaluate(target, { data: 'faq', evaluators: [({ inputs, outputs }) => concise({ inputs, outputs: outputs.text })] });
`;
    assert.deepEqual(await rulesIn(code), ['self-judging', 'uncalibrated-judge']);
  });
});

describe('counts that lie in a table', () => {
  it('are changed through the name of what was just put there', async () => {
    const code = `const byKind: Record<string, { hit: number; n: number }> = {};
for (const question of questions) {
  const said = await answer(question.text);
  const cell = (byKind[question.kind] ??= { hit: 0, n: 0 });
  cell.n++;
  if ((await ask('gpt-4o', \`${JUDGED}\`)).startsWith('yes')) cell.hit++;
}
for (const [kind, cell] of Object.entries(byKind)) console.log(kind, cell.hit / cell.n);
`;
    assert.deepEqual(await rulesIn(code), ['uncalibrated-judge']);
  });
});

describe('how unsure a corrected number is', () => {
  it("is told by the judge's labels and by how far they are from people's", async () => {
    const code = `import { mean, sampleVariance } from 'simple-statistics';
const judge = async (row) => ((await ask('gpt-4o', \`You are a judge. Is the answer correct? \${row.text}\`)).startsWith('yes') ? 1 : 0);
const labelled = [], rest = [];
for (const row of load('labelled')) labelled.push({ human: row.human, judged: await judge(row) });
for (const row of load('rest')) rest.push(await judge(row));
const gaps = labelled.map((row) => row.human - row.judged);
const rate = mean(rest) + mean(gaps);
const se = Math.sqrt(sampleVariance(rest) / rest.length + sampleVariance(gaps) / gaps.length);
console.log(rate, se);
`;
    assert.deepEqual(await rulesIn(code), []);
  });
});

describe('rows that a model makes up', () => {
  for (const [name, filled] of Object.entries({
    'at once': 'real.push(...made);',
    'one by one': 'for (const row of made) real.push({ stars: row.stars });',
  }))
    it(`are pooled with real ones ${name}`, async () => {
      const code = `import { readFileSync } from 'node:fs';
const real = JSON.parse(readFileSync('reviews.json', 'utf8'));
const made = JSON.parse(await ask('gpt-4o', 'Generate 50 realistic customer reviews of a toaster, each with stars'));
${filled}
console.log(real.reduce((sum, row) => sum + row.stars, 0) / real.length);
`;
      assert.deepEqual(await rulesIn(code), ['naive-pooling']);
    });

  it('are pooled where each has something of a real one, too', async () => {
    const code = `import { readFileSync } from 'node:fs';
const real = JSON.parse(readFileSync('reviews.json', 'utf8'));
async function more(product: string, like) {
  const made = JSON.parse(await ask('gpt-4o', \`Write 20 more customer reviews in the style of: \${like.map((one) => one.text)}\`));
  return made.map((one) => ({ product, ...one }));
}
const rows = real.map((one) => ({ product: one.product, stars: Number(one.stars), text: one.text }));
for (const product of [...new Set(rows.map((one) => one.product))]) {
  const all = [...rows, ...(await more(product, rows))];
  console.log(all.reduce((sum, one) => sum + one.stars, 0) / all.length);
}
`;
    assert.deepEqual(await rulesIn(code), ['naive-pooling']);
  });

  it('are people that it plays, whatever each has of those who were asked', async () => {
    const code = `import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
const people = parse(readFileSync('wave3.csv'), { columns: true });
async function played(like) {
  const input = \`You are a person aged \${like.age} living in Graz. Answer the survey. How much do you trust them (1-7)?\`;
  return { age: like.age, trust: JSON.parse(await ask('gpt-4o', input)).trust };
}
for (let i = 0; i < 50; i++) people.push(await played(people[i]));
console.log(people.reduce((sum, one) => sum + one.trust, 0) / people.length);
`;
    assert.deepEqual(await rulesIn(code), ['naive-pooling']);
  });
});
