import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
async function grade(model, answer) {
  const reply = await client.responses.create({ model, input: \`You are a judge. Rate the answer from 1 to 5: \${answer}\` });
  return Number(reply.output_text);
}
async function judge(answer) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`You are a judge. Score each dimension: \${answer}\` });
  try {
    return JSON.parse(reply.output_text);
  } catch {
    return { scores: { style: { score: 0 } }, issues: [] };
  }
}
const mean = (xs) => xs.reduce((sum, x) => sum + x, 0) / xs.length;
const all = [];
`;

const FOUND: Readonly<Record<string, string>> = {
  'that overrides what rules said of the same answer': `function check(task, answer) {
  let passed = answer.length > 3;
  if (task.kind === 'regex') passed = /42/.test(answer);
  return { passed };
}
let good = 0;
for (const task of tasks) {
  const reply = await client.responses.create({ model: 'gpt-4.1', input: task.text });
  const result = check(task, reply.output_text);
  if (task.kind === 'judge') result.passed = (await grade('claude-opus-4-1', reply.output_text)) >= 4;
  if (result.passed) good++;
}
console.log(good / tasks.length);`,
  'of a stream that a function puts together again': `async function said(answer) {
  const parts = [];
  for await (const chunk of ask(\`You are a strict grader. Say PASS or FAIL of this answer: \${answer}\`)) parts.push(chunk);
  return parts.join('');
}
console.log(mean(answers.map(async (answer) => (/PASS/.test(await said(answer)) ? 1 : 0))));`,
  'of a stream that a function adds up to one text': `async function said(answer) {
  let text = '';
  for await (const chunk of ask(\`You are a strict grader. Say PASS or FAIL of this answer: \${answer}\`)) text += chunk.content ?? '';
  return text;
}
console.log(mean(answers.map(async (answer) => (/PASS/.test(await said(answer)) ? 1 : 0))));`,
  'of functions of a namespace that call each other': `namespace Runner {
  const graded = async (answer) => await grade('gpt-4o', answer);
  async function once(answer) { return { score: await graded(answer) }; }
  export async function run() { for (const answer of answers) all.push((await once(answer)).score); }
}
await Runner.run();
console.log(mean(all));`,
  'of entries that nobody names, in a row with others': `const parse = async (answer) => {
  const input = \`You are a judge. Score each dimension, as JSON: \${answer}\`;
  return JSON.parse((await client.responses.create({ model: 'gpt-4o', input })).output_text);
};
for (const answer of answers) all.push({ answer, ...(await parse(answer)) });
for (const name of ['style', 'depth']) {
  const values = all.map((row) => row[name]);
  console.log(name, mean(values));
}`,
  'of a judge whose instructions are put together of lines': `const SYSTEM = ['You are a strict judge.', 'Rate the answer from 1 to 5.', HINT].join('\\n');
const ask = async (system, input) => (await client.responses.create({ model: 'gpt-4o', instructions: system, input })).output_text;
for (const answer of answers) all.push(Number(await ask(SYSTEM, answer)));
console.log(mean(all));`,
  'of a judge some of whose lines may be left out': `const lines = ['You are a strict judge.', HINT && 'Rate the answer from 1 to 5.'].filter(Boolean);
const ask = async (system, input) => (await client.responses.create({ model: 'gpt-4o', instructions: system, input })).output_text;
for (const answer of answers) all.push(Number(await ask(lines.join(' '), answer)));
console.log(mean(all));`,
  'of shares of statements, over answers': `for (const answer of answers) {
  const { statements } = await judge(answer);
  all.push(statements.filter((one) => one.supported).length / statements.length);
}
console.log(mean(all));`,
  'of an entry that nobody names, read as a property': `for (const answer of answers) all.push({ answer, ...(await judge(answer)) });
console.log(mean(all.map((row) => row.style)));`,
  'of an entry that nobody names, in a row of which nobody knows the rest': `const parse = async (answer) => {
  const input = \`You are a judge. Rate the answer, as JSON: \${answer}\`;
  return JSON.parse((await client.responses.create({ model: 'gpt-4o', input })).output_text);
};
for (const row of rows) all.push({ ...row, ...(await parse(row.answer)) });
console.log(all.reduce((sum, row) => sum + row.score, 0) / all.length);`,
  'of what is there in time': `const inTime = (ask) => Promise.race([ask(), new Promise((_, reject) => setTimeout(reject, 1000))]);
for (const answer of answers) all.push(await inTime(() => grade('gpt-4o', answer)));
console.log(mean(all));`,
  'of the first try that works': `for (const answer of answers) {
  let score = 0;
  for (let i = 0; i < 3; i++) {
    try {
      score = await grade('gpt-4o', answer);
      break;
    } catch {}
  }
  all.push(score);
}
console.log(mean(all));`,
  'of scores that several judges gave each answer': `for (const answer of answers)
  all.push(mean(await Promise.all(JUDGES.map((judge) => grade(judge, answer)))));
console.log(mean(all));`,
  'of all scores of all judges': `for (const answer of answers) for (const judge of JUDGES) all.push(await grade(judge, answer));
console.log(mean(all));`,
  'of what is in an answer, or in what stands in for it': `for (const answer of answers) {
  const { scores } = await judge(answer);
  all.push((scores[dimension] ?? { score: 0 }).score);
}
console.log(mean(all));`,
  'of what a wrapper asks that is handed the instructions': `const extractJson = async (request) =>
  (await fetch(process.env.GATEWAY, { method: 'POST', body: JSON.stringify(request) })).json();
for (const user of answers) {
  const { score } = await extractJson({ system: 'You are a strict grader. Rate the answer from 1 to 5.', user });
  all.push(score);
}
console.log(mean(all));`,
  'of whether a judge finds faults': `for (const answer of answers) {
  const verdict = await judge(answer);
  all.push(verdict.unsupportedClaims.length === 0 ? 1 : 0);
}
console.log(mean(all));`,
  'of what a function counts that verdicts call': `const seen = { good: 0, bad: 0 };
function note(name) { seen[name] += 1; }
for (const answer of answers) {
  if ((await grade('gpt-4o', answer)) >= 4) note('good');
  else note('bad');
}
console.log(seen.good / answers.length);`,
  'of totals by answer': `for (const answer of answers) {
  const { scores } = await judge(answer);
  all.push({ total: scores.reduce((sum, { points }) => sum + points, 0), max: 12 });
}
const total = all.reduce((sum, one) => sum + one.total, 0);
const max = all.reduce((sum, one) => sum + one.max, 0);
console.log(total / max);`,
  'of what a function makes of verdicts that is not here': `for (const answer of answers) {
  const verdict = majorityVerdict([await judge(answer), await judge(answer)]);
  all.push(verdict.pass ? 1 : 0);
}
console.log(mean(all));`,
};

const PRINTED: Readonly<Record<string, string>> = {
  'in columns': `console.log(\`\${pad('all', 8)}\${pad(seen.ours, 6)}\${pad(seen.theirs, 6)}\`);`,
  'one by one': `console.log(\`ours \${seen.ours}, theirs \${seen.theirs}\`);`,
};

describe('TypeScript: counts that verdicts chose', () => {
  for (const [name, code] of Object.entries(PRINTED))
    it(`are told where they are printed ${name}`, async () => {
      const counted = `const pad = (text, width) => String(text).padEnd(width);
const seen = { ours: 0, theirs: 0, tie: 0 };
for (const answer of answers) seen[(await judge(answer)).winner] += 1;
`;
      const found = await new TestWorkspace({ 'eval.ts': `${HEAD}${counted}${code}\n` }).findings('eval.ts');
      assert.deepEqual(
        found.map((finding) => finding.split(':')[0]),
        ['uncalibrated-judge'],
      );
    });
});

const SILENT: Readonly<Record<string, string>> = {
  'of what several judges say of one answer': `export const score = async (answer) =>
  mean(await Promise.all(JUDGES.map((judge) => grade(judge, answer))));`,
  'of what several judges say of one answer, one by one': `export async function score(answer) {
  let sum = 0;
  for (const judge of JUDGE_MODELS) sum += await grade(judge, answer);
  return sum / JUDGE_MODELS.length;
}`,
  'of the statements in one answer': `export async function support(answer) {
  const { statements } = await judge(answer);
  let supported = 0;
  for (const statement of statements) if (statement.supported) supported++;
  return supported / statements.length;
}`,
  'of the statements in one answer, chosen by what the judge said of each': `export async function support(answer) {
  const statements = (await judge(answer)).statements ?? [];
  const share = statements.filter((one) => one.supported).length / statements.length;
  return { statements, share };
}`,
  'of how often a model finds what is known to be there': `let caught = 0;
for (const answer of planted) if ((await grade('gpt-4o', answer)) < 3) caught++;
console.log({ recall: caught / planted.length });`,
  'of votes for one answer, which are held against each other': `const kinds = await Promise.all(Array.from({ length: 3 }, () => judge(draft)));
const passVotes = kinds.filter((kind) => kind.pass).length;
const failVotes = kinds.filter((kind) => !kind.pass).length;
if (passVotes >= failVotes) publish(draft);`,
  'of votes for one answer, of which most decide': `const verdicts = await Promise.all(MODELS.map((model) => grade(model, draft)));
const yes = verdicts.filter((verdict) => verdict === 1).length;
const decided = yes > verdicts.length / 2 ? 1 : 0;
publish(draft, { decided, why: \`\${yes}/\${verdicts.length} yes\` });`,
  'of what a function counts that is called for each answer': `const seen = { asked: 0, long: 0 };
function note(name) { seen[name] += 1; }
for (const answer of answers) {
  const score = await grade('gpt-4o', answer);
  if (answer.length > 400) note('long');
  else note('asked');
  publish(answer, score);
}
console.log(seen.long / answers.length);`,
  'of which batch it is': `for (let i = 0; i < answers.length; i += SIZE) {
  const verdict = await judge(answers[i]);
  if (!verdict) continue;
  console.log(\`batch \${Math.floor(i / SIZE) + 1}\`);
}`,
  'of what a setting says of the judge': `const steps = await load();
const skipped = config.judge.policy === 'none';
for (const step of steps) if (skipped) step.state = 'left';
console.log(\`\${steps.filter((step) => step.state === 'done').length}/\${steps.length} passed\`);`,
  'of rows beside what a program is told of its judge': `const load = (config) => ({ cases: config.cases, judge: config.judge });
const settings = load(given);
const runs = settings.cases.map((one) => ({ passed: one.passed, judge: settings.judge }));
console.log(mean(runs.map((one) => one.passed)), mean(runs.map((one) => one.judge)));`,
  'of turns beside the settings of a judge': `const judge = { model: 'gpt-4o', temperature: 0 };
const saved = { ...read(), judge };
const found = audit({ ...saved, turns: answers });
function audit(run) {
  const rows = run.turns.map((turn) => ({ open: turn.open, run }));
  return rows.filter((row) => row.open).length / rows.length;
}`,
  'of how far a judge is from what people said': `export function compare(reviews) {
  const humanNorm = [];
  const judgeNorm = [];
  for (const review of reviews) {
    humanNorm.push(review.overall / 5);
    judgeNorm.push(review.judgeScore);
  }
  return mean(humanNorm.map((given, i) => Math.abs(given - judgeNorm[i])));
}`,
  'of several judges, who grade one answer together': `interface JudgeResult { id: string; score: number; reason: string }
export function combined(judges: JudgeResult[]) {
  const together = judges.length > 0 ? judges.reduce((sum, one) => sum + one.score, 0) / judges.length : 5;
  return together - 0.4 * judges.filter((one) => one.score < 4).length;
}`,
  'of rules beside a judge, where React remembers both': `import { useMemo } from 'react';
const rolled = (rows) => {
  const by = { first: { n: 0, exact: 0, judge: null } };
  for (const row of rows) {
    by.first.n += 1;
    by.first.exact += row.exact;
    if (row.judge) by.first.judge = (by.first.judge ?? 0) + row.judge.score;
  }
  return [by];
};
const found = useMemo(() => (rows ? rolled(rows) : []), [rows]);
console.log(found.map((by) => by.first.exact / by.first.n));`,
  'of how far a text was read': `for (const answer of answers) {
  const text = await judge(answer);
  let at = 0;
  while (at < text.length && text[at] === ' ') at++;
}`,
  'of labels that are there to be held against people': `export function shift({ human, judge }) {
  return { shift: mean(judge.map((label, i) => label - human[i])), judged: mean(judge) };
}
const { human, judge: judged } = JSON.parse(text);
console.log(mean(judged));`,
  'of the names that labels are kept under': `const judged = new Map();
for (const answer of answers) judged.set(answer.length, { label: await grade('gpt-4o', answer) });
console.log(mean([...judged.keys()]));`,
  'of tasks, one of which sounds like what a judge is asked': `const TASKS = [
  { text: 'Find the repository with the most stars.', expected: 'a' },
  { text: 'Determine whether the claim is TRUE or FALSE: the answer is 42.', expected: 'TRUE' },
  { text: 'Write a program that prints all primes up to 100.', expected: '97' },
  { text: 'Which of the two files is larger?', expected: 'b' },
];
for (const task of TASKS) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: task.text });
  all.push(reply.output_text.includes(task.expected) ? 1 : 0);
}
console.log(mean(all));`,
  'of grades that people type in, beside the failures of who answered': `async function interview(question) {
  const result = await client.responses.create({ model: 'gpt-4o', input: question });
  if (result.timedOut || !result.success) return { grade: 0, skipped: true };
  return { grade: Number(await prompt('Your grade?')), skipped: false };
}
for (const question of questions) all.push(await interview(question));
console.log(mean(all.filter((one) => !one.skipped).map((one) => one.grade)));`,
  'of how long the judge took': `const judgePromises = answers.map(time);
console.log(mean(await Promise.all(judgePromises)));`,
};

describe('TypeScript: evaluators that are added one by one', () => {
  const EVALUATED = `import { evaluate } from 'langsmith/evaluation';
const exact = (run, example) => ({ key: 'exact', score: run.outputs.text === example.outputs.text ? 1 : 0 });
const short = (run) => ({ key: 'short', score: run.outputs.text.length < 80 ? 1 : 0 });
const graded = async (run) => ({ key: 'graded', score: await grade('gpt-4o', run.outputs.text) });
const evaluators = [exact];
`;
  for (const [added, isFound] of [
    ['evaluators.push(short);', false],
    ['evaluators.push(graded);', true],
    ['if (process.env.JUDGE) evaluators.push(short, graded);', true],
  ] as const)
    it(`${isFound ? 'are' : 'are not'} a judge: ${added}`, async () => {
      const code = `${HEAD}${EVALUATED}${added}\nawait evaluate(target, { data: 'answers', evaluators });\n`;
      const found = await new TestWorkspace({ 'eval.ts': code }).findings('eval.ts');
      assert.equal(found.length > 0, isFound, String(found));
    });
});

describe('TypeScript: scorers that are made of a list of what each does', () => {
  const LISTED = `import { createScorer, evalite } from 'evalite';
const short = { name: 'short', of: 'all', run: async (text) => ({ score: text.length < 80 ? 1 : 0 }) };
const graded = { name: 'graded', of: 'all', run: async (text) => ({ score: await grade('gpt-4o', text) }) };
const wrap = (one) => createScorer({ name: one.name, scorer: async ({ output }) => ({ score: (await one.run(output)).score }) });
`;
  for (const [scorers, isFound] of [
    ['[short].map(wrap)', false],
    ['[short, graded].map(wrap)', true],
    ["[short, graded].filter((one) => one.of === 'all').map((one) => wrap(one))", true],
  ] as const)
    it(`${isFound ? 'are' : 'are no'} judges: ${scorers}`, async () => {
      const code = `${HEAD}${LISTED}evalite('answers', { data, task, scorers: ${scorers} });\n`;
      const found = await new TestWorkspace({ 'eval.ts': code }).findings('eval.ts');
      assert.equal(found.length > 0, isFound, String(found));
    });
});

describe('TypeScript: a mean', () => {
  for (const [cases, isFound] of [
    [FOUND, true],
    [SILENT, false],
  ] as const)
    for (const [name, code] of Object.entries(cases))
      it(`${name} is ${isFound ? '' : 'not '}one of a judge's labels`, async () => {
        const found = await new TestWorkspace({ 'eval.ts': `${HEAD}${code}\n` }).findings('eval.ts');
        assert.equal(
          found.some((finding) => finding.startsWith('uncalibrated-judge')),
          isFound,
          String(found),
        );
      });
});

describe('TypeScript: a share of what a judge found in one answer', () => {
  const code = `${HEAD}export const relevance = async (answer) => {
  const found = [];
  for (let i = 0; i < 3; i++) found.push(await grade('gpt-4o', answer));
  return found.filter((score) => score > 3).length / found.length;
};
`;
  it('is no number of answers where a scorer works it out', async () => {
    assert.deepEqual(
      await new TestWorkspace({ 'src/scorers/relevance.ts': code }).findings('src/scorers/relevance.ts'),
      [],
    );
    assert.equal((await new TestWorkspace({ 'src/relevance.ts': code }).findings('src/relevance.ts')).length, 1);
  });
});
