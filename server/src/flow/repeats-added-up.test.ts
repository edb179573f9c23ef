import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several answers to each task that are counted by task first, and what is then made of the counts. */

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const attempt = async ({ prompt, answer }) => (await ask(prompt)).includes(answer);
function wilson(k, n) {
  const p = k / n;
  const half = Math.sqrt((p * (1 - p)) / n + 0.96 / (n * n));
  return [(p - half) / (1 + 3.84 / n), (p + half) / (1 + 3.84 / n)];
}
const stderr = (xs) => {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  return Math.sqrt(xs.reduce((a, x) => a + (x - mean) ** 2, 0) / (xs.length - 1)) / Math.sqrt(xs.length);
};
const RUNS = 5;
const triesOf = (task) => Promise.all(Array.from({ length: RUNS }, () => attempt(task)));
`;
const COUNTED = `const results = await Promise.all(tasks.map(async (task) => {
  const tries = await triesOf(task);
  return { id: task.id, passes: tries.filter(Boolean).length, tries: tries.length };
}));
`;

const FOUND: Readonly<Record<string, string>> = {
  'counts that a loop adds up': `let passed = 0;
let total = 0;
for (const task of tasks) {
  const tries = await triesOf(task);
  passed += tries.filter(Boolean).length;
  total += tries.length;
}
console.log(wilson(passed, total));`,
  'counts that are listed and added up': `${COUNTED}const k = results.reduce((sum, r) => sum + r.passes, 0);
const n = results.reduce((sum, r) => sum + r.tries, 0);
console.log(wilson(k, n));`,
  'counts that are added up together': `${COUNTED}const sum = results.reduce((s, r) => ({ k: s.k + r.passes, n: s.n + r.tries }), { k: 0, n: 0 });
console.log(wilson(sum.k, sum.n));`,
  'counts that another loop adds up': `${COUNTED}let k = 0;
let n = 0;
for (const r of results) {
  k += r.passes;
  n += r.tries;
}
const rate = k / n;
console.log(rate, 1.96 * Math.sqrt((rate * (1 - rate)) / n));`,
  'counts that go up with each turn': `const byTask = {};
for (const task of tasks) {
  const own = { ok: 0, runs: 0 };
  for (let run = 0; run < RUNS; run++) {
    if (await attempt(task)) own.ok++;
    own.runs++;
  }
  byTask[task.id] = own;
}
const sum = Object.values(byTask).reduce((s, r) => ({ ok: s.ok + r.ok, runs: s.runs + r.runs }), { ok: 0, runs: 0 });
console.log(wilson(sum.ok, sum.runs));`,
};

const SILENT: Readonly<Record<string, string>> = {
  'whether any of the answers is right': `${COUNTED}const solved = results.filter((r) => r.passes > 0).length;
console.log(wilson(solved, results.length));`,
  'whether any is right, counted by a loop': `let solved = 0;
let n = 0;
for (const task of tasks) {
  const passes = (await triesOf(task)).filter(Boolean).length;
  if (passes > 0) solved += 1;
  n += 1;
}
console.log(wilson(solved, n));`,
  'whether any is right, added up': `let solved = 0;
for (const task of tasks) {
  const passes = (await triesOf(task)).filter(Boolean).length;
  solved += passes ? 1 : 0;
}
console.log(wilson(solved, tasks.length));`,
  'whether most are right': `${COUNTED}const right = results.reduce((sum, r) => sum + (r.passes > RUNS / 2 ? 1 : 0), 0);
console.log(wilson(right, results.length));`,
  'the share of each': `${COUNTED}console.log(stderr(results.map((r) => r.passes / r.tries)));`,
  'shares that a loop adds up': `let sum = 0;
let squares = 0;
for (const task of tasks) {
  const tries = await triesOf(task);
  const share = tries.filter(Boolean).length / tries.length;
  sum += share;
  squares += share * share;
}
const mean = sum / tasks.length;
console.log(mean, Math.sqrt(squares / tasks.length - mean * mean) / Math.sqrt(tasks.length));`,
  'the count of each': `${COUNTED}console.log(stderr(results.map((r) => r.passes)));`,
  'the count of each, gone up with each turn': `const counts = [];
for (const task of tasks) {
  let ok = 0;
  for (let run = 0; run < RUNS; run++) if (await attempt(task)) ok++;
  counts.push(ok / RUNS);
}
console.log(stderr(counts));`,
  'the tries of one task': `const tries = await triesOf(tasks[0]);
console.log(wilson(tries.filter(Boolean).length, tries.length));`,
  'each task by itself': `${COUNTED}for (const r of results) console.log(r.id, wilson(r.passes, r.tries));`,
  'a rate without an interval': `${COUNTED}console.log(results.reduce((sum, r) => sum + r.passes, 0) / (RUNS * tasks.length));`,
};

describe('TypeScript: answers counted by task', () => {
  const isFound = async (code: string): Promise<boolean> =>
    (await new TestWorkspace({ 'eval.ts': `${HEAD}${code}\n` }).findings('eval.ts')).some((finding) =>
      finding.startsWith('dependent-generations'),
    );
  for (const [name, code] of Object.entries(FOUND))
    it(`are no rows: ${name}`, async () => assert.equal(await isFound(code), true));
  for (const [name, code] of Object.entries(SILENT))
    it(`are fine as ${name}`, async () => assert.equal(await isFound(code), false));
});
