import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';
import { assertMarked } from './test-follows.ts';

/** Ways that a verdict goes in TypeScript before a number is made of it; numbers in lines marked `// !`, and no others. */

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
const client = new OpenAI();
const ask = async (input: string, model: string) => (await client.responses.create({ model, input })).output_text;
const judge = async (said: string) =>
  JSON.parse(await ask(\`You are a strict judge. Does the answer meet the criterion? \${said}\`, 'claude-sonnet-4-5'));
const cases = JSON.parse(readFileSync('cases.json', 'utf8'));
`;

const CASES: Readonly<Record<string, string>> = {
  'lists that are filled by position': `
const found = [];
const others: Verdict[] = new Array(cases.length);
const asked = await Promise.all(cases.map(async (one, index) => ({ index, at: one.at, verdict: await judge(one.said) })));
for (const each of asked) {
  found[each.at] = each.verdict;
  others[each.index] = each.verdict;
}
console.log(found.filter((one) => one.met).length / found.length); // !
console.log(others.filter((one) => one.met).length / others.length); // !`,

  'the points of what was met, not its costs': `
const rows = [];
for (const one of cases) rows.push({ points: one.points, usd: one.usd, met: (await judge(one.said)).met });
const met = rows.filter((row) => row.met);
console.log(met.reduce((sum, row) => sum + row.points, 0) / rows.length); // !
console.log(met.reduce((sum, row) => sum + row.usd, 0) / rows.length);`,

  'a judge that is asked where one is there': `
function isThere(): boolean {
  try {
    const providers = status();
    return providers.some((one) => one.enabled);
  } catch {
    return false;
  }
}
let passed = 0;
for (const one of cases) {
  if (!isThere()) continue;
  if ((await judge(one.said)).met) passed++;
}
console.log(passed / cases.length); // !`,

  'where flags of the command line decide nothing yet': `
function parsed() {
  const options = { dir: './out' };
  for (const argument of process.argv.slice(2))
    switch (argument) {
      case '--all':
        options.all = true;
        break;
      case '--report':
        options.report = true;
        break;
      case '--help':
        process.exit(0);
    }
  return options;
}
async function main() {
  const options = parsed();
  if (options.report) return console.log('as it was');
  const rows = [];
  for (const one of cases) rows.push(await judge(one.said));
  console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length); // !
}
main();`,

  'a mean that is told in one line with a list': `
const rows: Row[] = [];
for (const one of cases) rows.push({ kind: one.kind, quality: await judge(one.said) });
const mean = (numbers: number[]) => numbers.reduce((sum, one) => sum + one, 0) / numbers.length; // !
const kinds = rows.map((row) => row.kind);
console.log(kinds.map((kind) => kind.padEnd(9)) + mean(rows.map((row) => row.quality.score)));`,

  'what is told of each failure': `
async function check(one): Promise<string | null> {
  const verdict = await judge(one.said);
  if (!verdict.met) return \`\${one.id}: \${verdict.reason}\`;
  return null;
}
const failures: string[] = [];
for (const one of cases) {
  const failure = await check(one);
  if (failure) failures.push(failure);
}
console.log(\`\${cases.length - failures.length}/\${cases.length}\`); // !`,

  ratings: `
const ratings: Record<string, number> = {};
function updateElo(a: number, b: number, score: number, k = 32): [number, number] {
  const expected = 1 / (1 + 10 ** ((b - a) / 400));
  return [a + k * (score - expected), b - k * (score - expected)];
}
for (const one of cases) {
  const winner = (await judge(one.said)).winner;
  const score = winner === 'ours' ? 1 : winner === 'tie' ? 0.5 : 0;
  [ratings[one.a], ratings[one.b]] = updateElo(ratings[one.a] ?? 1500, ratings[one.b] ?? 1500, score); // !
  updateElo(1500, 1500, one.human);
}
console.log(ratings);`,

  'a share that is told with the verdict behind it': `
const rows = [];
for (const one of cases) rows.push(await judge(one.said));
const wrong = rows.filter((row) => row.label === 'ASSERTED').length;
console.log(\`\${wrong}/\${rows.length} judged ASSERTED\`); // !
console.log(\`\${wrong}/\${rows.length} judged so far\`);`,

  'a request of one that is handed over': `
class Grader {
  constructor(private fetchImpl: typeof fetch) {}
  async grade(said: string) {
    const body = JSON.stringify({ model: 'gpt-4.1', messages: [{ role: 'user', content: \`You are a strict judge. \${said}\` }] });
    const response = await this.fetchImpl('https://api.openai.com/v1/chat/completions', { method: 'POST', body });
    return JSON.parse((await response.json()).choices[0].message.content);
  }
}
const grader = new Grader(fetch);
let met = 0;
for (const one of cases) if ((await grader.grade(one.said)).met) met++;
console.log(met / cases.length); // !`,

  'metrics that are handed a judge': `
export async function evaluate(samples: Sample[], metric: Metric, judge: Judge) {
  let sum = 0;
  for (const sample of samples) sum += (await metric.score(sample, judge)).value;
  return sum / samples.length; // !
}`,

  'places that are changed back, not what is held against an expected one': `
let ours = 0;
let agreed = 0;
for (const one of cases) {
  const swapped = Math.random() < 0.5;
  const { winner } = await judge(one.said);
  if ((winner === 'A') === swapped) ours++;
  if ((winner === 'A') === one.expected) agreed++;
}
console.log(ours / cases.length); // !
console.log(agreed / cases.length);`,

  'what the task of a framework keeps': `
import { Eval } from 'braintrust';
const kept = [];
Eval('pairs', {
  data: () => cases,
  task: async (input) => {
    const verdict = await judge(input);
    kept.push(verdict);
    return verdict;
  },
  scores: [({ output }) => ({ name: 'tokens', score: output.tokens })],
});
process.on('beforeExit', () => console.log(kept.filter((one) => one.met).length / kept.length)); // !`,
};

describe('a verdict in TypeScript', () => {
  for (const [name, code] of Object.entries(CASES))
    it(`is in ${name}`, async () => {
      const text = HEAD + code;
      const found = await new TestWorkspace({ 'eval.ts': text }).findings('eval.ts');
      const told = found.filter((each) => each.startsWith('uncalibrated-judge'));
      assertMarked(text, told, '// !');
    });

  it('is of the answer that a function around handed on', async () => {
    const code = `
const scored = async (raw: string, names: string[]) => {
  const parsed = JSON.parse(raw);
  return names.map((name) => Number(parsed[name]));
};
const graded = async (said: string, names: string[]) =>
  scored(await ask(\`You are a strict judge. Rate the answer by each name: \${said}\`, 'gpt-4.1-mini'), names);
let sum = 0;
for (const one of cases) sum += (await graded(await ask(one.question, 'gpt-4.1'), ['tone']))[0];
console.log(sum / cases.length);`;
    const found = await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts');
    assert.ok(found.some((each) => each.startsWith('self-judging')));
  });

  it('is of a program that is started in another module', async () => {
    const run = (name: string, prompt: string) => `import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
const start = promisify(execFile);
export async function ${name}(said: string) {
  const { stdout } = await start('claude', ['--print', '--model', 'claude-haiku-4-5', \`${prompt}\${said}\`]);
  return stdout.trim();
}`;
    const files = {
      'judge.ts': run('judge', 'You are a strict judge. Rate the answer from 0 to 10: '),
      'answer.ts': run('answer', ''),
      'report.ts': `export const report = (rows: Row[]) =>
  console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);`,
      'main.ts': `import { judge } from './judge';
import { answer } from './answer';
import { report } from './report';
const rows = [];
for (const question of load()) rows.push({ score: JSON.parse(await judge(await answer(question))).score });
report(rows);`,
    };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('report.ts'), ['uncalibrated-judge:2']);
    assert.deepEqual(await workspace.findings('main.ts'), ['self-judging:5', 'uncalibrated-judge:6']);
  });

  it('is counted in one module, whatever another one that it reads files of works out', async () => {
    const files = {
      'judge.ts': `${HEAD}export { judge, cases };`,
      'score.ts': `import { writeFileSync } from 'node:fs';
import { cases, judge } from './judge';
const rows = await Promise.all(cases.map(async (one) => ({ said: one.said, score: (await judge(one.said)).score })));
writeFileSync('scored.json', JSON.stringify(rows));
console.log(rows.reduce((sum, row) => sum + row.score, 0) / rows.length);`,
      'pairs.ts': `import { readFileSync } from 'node:fs';
import { judge } from './judge';
const scored = JSON.parse(readFileSync('scored.json', 'utf8'));
const found = await Promise.all(scored.map(async (row) => ({ winner: (await judge(row.said)).winner })));
const wins = (label: string) => found.filter((one) => one.winner === label).length;
console.log(\`A \${wins('A')} : \${wins('B')} B\`);`,
    };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('score.ts'), ['uncalibrated-judge:5']);
    assert.deepEqual(await workspace.findings('pairs.ts'), ['uncalibrated-judge:6']);
  });
});
