import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';
import { assertMarked } from './test-follows.ts';

/** What is no judge's label in TypeScript; a number that is made of one in lines marked `// !`. */

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
const client = new OpenAI();
const ask = async (input: string) => (await client.responses.create({ model: 'gpt-4.1', input })).output_text;
const judge = async (said: string) => JSON.parse(await ask(\`You are a strict judge. Rate the answer: \${said}\`));
`;

const CASES: Readonly<Record<string, string>> = {
  'what a prompt forbids': `
const polarity = (said: string) => ask(\`Is the speaker asserting or denying it? You must not judge whether it is true: \${said}\`);
let denied = 0;
for (const row of rows) if ((await polarity(row.said)) === 'denies') denied++;
console.log(denied / rows.length);`,

  'how sure a judge is': `
const verdicts = [];
for (const row of rows) verdicts.push(await judge(row.said));
const confidences = verdicts.map((one) => one.confidence);
console.log(confidences.reduce((sum, one) => sum + one, 0) / confidences.length);
console.log(verdicts.filter((one) => one.passed).length / verdicts.length); // !`,

  'what comes after a request that failed': `
interface Timed { score: number; latency_ms: number }
async function timed(said: string): Promise<Timed> {
  const began = Date.now();
  const reply = await fetch('https://openrouter.ai/api/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify({ model: 'x/y', messages: [{ role: 'user', content: 'You are a strict judge. Rate the answer: ' + said }] }),
  });
  if (!reply.ok) throw new Error('no answer');
  const data = await reply.json();
  return { score: Number(data.choices[0].message.content), latency_ms: Date.now() - began };
}
const runs: { reply: Timed | null }[] = [];
for (const row of rows) {
  try {
    runs.push({ reply: await timed(row.said) });
  } catch {
    runs.push({ reply: null });
  }
}
const answered = runs.filter((run) => run.reply);
console.log(answered.reduce((sum, run) => sum + (run.reply?.latency_ms ?? 0), 0) / Math.max(answered.length, 1));
console.log(answered.reduce((sum, run) => sum + (run.reply?.score ?? 0), 0) / answered.length); // !`,

  'whether there is a text': `
const told = [];
for (const row of rows) told.push(await judge(row.said));
const summaries = told.map((one) => one.summary);
console.log(\`\${summaries.filter((one) => one).length}/\${rows.length}\`);
const verdicts = told.map((one) => one.met);
console.log(\`\${verdicts.filter((one) => one).length}/\${rows.length}\`); // !`,

  'how long the lists are that it gives': `
const lists: Record<string, string[]> = {};
for (const row of rows) for (const kind of row.kinds) lists[kind] = (await judge(row.said)).list;
const all = Object.values(lists).reduce((sum, list) => sum + list.length, 0);
console.log(\`\${all} in all, \${all / rows.length} each\`);`,

  'a question that speaks of deciding': `
const tasks = [
  { question: 'How does the parser decide whether to fall back to the raw text?', fact: 'by length' },
  { question: 'Which file holds the rules?', fact: 'rules.ts' },
];
let right = 0;
for (const task of tasks) if ((await ask(task.question)).includes(task.fact)) right++;
console.log(right / tasks.length);`,

  'what a tool gives back': `
const tools = [{ name: 'test', description: 'Run the test suite. Returns pass/fail status and output.' }];
let calls = 0;
for (const row of rows) {
  const reply = await client.responses.create({ model: 'gpt-4.1', input: row.task, tools });
  if (reply.output[0].name === row.tool) calls++;
}
console.log(calls / rows.length);`,

  'judges that are held against the truth': `
const votes = [];
for (const row of rows) votes.push({ truth: row.truth, verdict: (await judge(row.said)).verdict });
let answered = 0;
let right = 0;
for (const vote of votes) {
  if (!vote || vote.verdict === 'error') continue;
  answered++;
  if (vote.verdict === vote.truth) right++;
}
console.log(right / answered);`,

  'what it is held against, by other words': `
const told = [];
for (const row of JSON.parse(readFileSync('rows.json', 'utf8'))) {
  const { label } = await judge(row.said);
  const groundTruth: 'relevant' | 'irrelevant' = row.relevant ? 'relevant' : 'irrelevant';
  const kept = row.kept ? 'relevant' : 'irrelevant';
  told.push({ label, correct: label === groundTruth, same: label === kept });
}
console.log(told.filter((one) => one.correct).length / told.length);
console.log(told.filter((one) => one.same).length / told.length);
console.log(told.filter((one) => one.label === 'relevant').length / told.length); // !`,

  'a choice of words by rules': `
const decided = rows.map((row) => {
  const verdict = row.failed ? 'out' : row.missing > 0 ? 'unknown' : 'in';
  return { verdict, isIn: verdict === 'in' };
});
console.log(decided.filter((row) => row.verdict === 'in').length / decided.length);`,
};

describe("it is no judge's label", () => {
  for (const [name, code] of Object.entries(CASES))
    it(name, async () => {
      const text = HEAD + code;
      assertMarked(text, await new TestWorkspace({ 'eval.ts': text }).findings('eval.ts'), '// !');
    });

  it('the claims of one answer that its source bears out', async () => {
    const share = (name: string) => `export function faithfulness(judgeVerdicts: readonly Verdict[]): number {
  let ${name} = 0;
  for (const verdict of judgeVerdicts) if (verdict.supported) ${name}++;
  return ${name} / judgeVerdicts.length;
}
`;
    const found = (name: string) => new TestWorkspace({ 'eval.ts': share(name) }).findings('eval.ts');
    assert.deepEqual(await found('supportedClaims'), []);
    assert.deepEqual(await found('good'), ['uncalibrated-judge:4']);
  });
});

describe("a judge's number that another module makes", () => {
  const GRADING = `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input: string) => (await client.responses.create({ model: 'gpt-4.1', input })).output_text;
export async function grade(key: string, questions: string[]) {
  let sum = 0;
  for (const question of questions)
    sum += Number(await ask(\`You are a strict judge. Rate the answer from 1 to 5: \${await ask(question)}\`));
  console.log(sum / questions.length);
}
`;
  it('is told there alone where a caller hands over nothing that it is made of', async () => {
    const main = "import { grade } from './grade';\nawait grade(process.argv[2], load());\n";
    const workspace = new TestWorkspace({ 'grade.ts': GRADING, 'main.ts': main });
    assert.deepEqual(await workspace.findings('grade.ts'), ['self-judging:7', 'uncalibrated-judge:8']);
    assert.deepEqual(await workspace.findings('main.ts'), []);
  });
});
