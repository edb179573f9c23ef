import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import OpenAI from 'openai';
import PQueue from 'p-queue';
import { ChatOpenAI } from '@langchain/openai';
import { ChatPromptTemplate } from '@langchain/core/prompts';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const grade = (output, { answer }) => output.includes(answer);
const RUNS = 5;
const results = [];
`;

/** Ways to ask each case several times, with every answer in `results`. */
const SEVERAL: Readonly<Record<string, string>> = {
  'a loop in a loop': `for (const task of tasks) {
  for (let trial = 0; trial < config.trials; trial++) {
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  }
}`,
  'turns around the cases': `for (let run = 1; run <= RUNS; run++)
  for (const task of tasks) results.push({ run, pass: grade(await ask(task.prompt), task) });`,
  'a function for one turn': `async function turn(task, i) {
  return { id: task.id, i, pass: grade(await ask(task.prompt), task) };
}
for (const task of tasks) for (let i = 0; i < RUNS; i++) results.push(await turn(task, i));`,
  'requests side by side': `for (const task of tasks) {
  const outputs = await Promise.all(Array.from({ length: RUNS }, () => ask(task.prompt)));
  for (const output of outputs) results.push({ id: task.id, pass: grade(output, task) });
}`,
  'a list for each case, put together': `const lists = await Promise.all(tasks.map(async (task) => {
  const own = [];
  for (let run = 0; run < RUNS; run++) own.push({ pass: grade(await ask(task.prompt), task) });
  return own;
}));
results.push(...lists.flat());`,
  'a list in each case, put together': `const cases = [];
for (const task of tasks) {
  const trials = [];
  for (let run = 0; run < RUNS; run++) trials.push({ pass: grade(await ask(task.prompt), task) });
  cases.push({ id: task.id, trials });
}
results.push(...cases.flatMap(({ trials }) => trials));`,
  'turns that a budget ends': `outer: for (const task of tasks)
  for (let run = 0; run < RUNS; run++) {
    if (spent >= BUDGET) break outer;
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  }`,
  'a list of what to ask, asked side by side': `const limit = pLimit(4);
const jobs = [];
for (let i = 0; i < tasks.length; i++) {
  for (let run = 0; run < RUNS; run++) jobs.push({ caseIndex: i, run });
}
const settled = await Promise.allSettled(jobs.map((job) => limit(async () => {
  const task = tasks[job.caseIndex];
  return { id: task.id, pass: grade(await ask(task.prompt), task) };
})));
for (let i = 0; i < settled.length; i++) {
  const one = settled[i];
  if (one.status === 'fulfilled') results.push(one.value);
}`,
  'a list of what to ask, made by flatMap': `const jobs = tasks.flatMap((task) => Array.from({ length: RUNS }, (_, run) => ({ task, run })));
await Promise.all(jobs.map(async ({ task }) => {
  results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
}));`,
  'requests for each case in a queue': `const queue = new PQueue({ concurrency: 4 });
await Promise.all(tasks.flatMap((task) =>
  Array.from({ length: RUNS }, () => queue.add(async () => {
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  })),
));`,
  'promises that are kept': `const pending = [];
for (const task of tasks)
  for (let run = 0; run < RUNS; run++) pending.push(ask(task.prompt).then((text) => ({ id: task.id, pass: grade(text, task) })));
results.push(...(await Promise.all(pending)));`,
  'workers that share a queue': `const queue = [];
for (const task of tasks) for (let run = 0; run < RUNS; run++) queue.push({ task, run });
async function worker() {
  while (queue.length > 0) {
    const { task } = queue.shift();
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  }
}
await Promise.all([worker(), worker()]);`,
  'runs of each case, put together again': `const own = [];
for (const task of tasks)
  for (let run = 0; run < RUNS; run++) own.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
const groups = tasks.map((task) => ({ task, own: own.filter((one) => one.id === task.id && !one.error) }));
results.push(...groups.flatMap((group) => group.own));`,
  'runs of a file, put together by case': `const runs = readFileSync('gpt-4o.jsonl', 'utf8').split('\\n').map((line) => JSON.parse(line));
const groups = tasks.map((task) => ({ task, runs: runs.filter((run) => run.taskId === task.id) }));
results.push(...groups.flatMap((group) => group.runs));`,
  'a system that answers': `for (let trial = 0; trial < config.trials; trial++)
  for (const task of tasks) {
    const { answer } = await system.answer(task);
    results.push({ id: task.id, pass: answer === task.answer });
  }`,
  'entries of a file': `for (const kata of JSON.parse(readFileSync('katas.json', 'utf8')))
  for (let i = 0; i < RUNS; i++) results.push({ pass: grade(await ask(kata.text), kata) });`,
  'files of a folder': `const bugs = readdirSync('bugs');
for (const bug of bugs)
  for (let i = 0; i < RUNS; i++) results.push({ pass: grade(await ask(readFileSync(bug, 'utf8')), bug) });`,
  'attempts that are all made': `for (const task of tasks)
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      results.push({ pass: grade(await ask(task.prompt), task) });
    } catch {
      results.push({ pass: false });
    }
  }`,
  'as many attempts as an option says': `for (const task of tasks)
  for (let i = 0; i < options.tries; i++) results.push({ pass: grade(await ask(task.prompt), task) });`,
  'choices that a function reads out': `const answersTo = async ({ prompt }) => {
  const reply = await client.chat.completions.create({ model: 'gpt-4o', n: 10, messages: [{ role: 'user', content: prompt }] });
  return reply.choices.map((choice) => choice.message.content);
};
for (const task of tasks)
  for (const output of await answersTo(task)) results.push({ id: task.id, pass: grade(output, task) });`,
  'a batch of the same': `const chain = ChatPromptTemplate.fromMessages([['human', '{prompt}']]).pipe(new ChatOpenAI({ model: 'gpt-4o' }));
for (const { prompt, answer } of tasks) {
  const outputs = await chain.batch(Array.from({ length: RUNS }, () => ({ prompt })));
  for (const output of outputs) results.push({ pass: output.includes(answer) });
}`,
  'attempts side by side': `for (const task of tasks) {
  const outputs = await Promise.all(Array.from({ length: ATTEMPTS }, () => ask(task.prompt)));
  for (const output of outputs) results.push({ id: task.id, pass: grade(output, task) });
}`,
};

/** Rows that are not several to a case. */
const ONE: Readonly<Record<string, string>> = {
  'one answer each': 'for (const task of tasks) results.push({ pass: grade(await ask(task.prompt), task) });',
  'several models': `for (const model of models)
  for (const task of tasks) results.push({ model, pass: grade(await ask(task.prompt), task) });`,
  'the runs of one case': `const own = [];
for (const task of tasks)
  for (let run = 0; run < RUNS; run++) own.push({ caseId: task.id, pass: grade(await ask(task.prompt), task) });
results.push(...own.filter((one) => one.caseId === wanted));`,
  'one run of several': `const own = [];
for (const task of tasks)
  for (let run = 0; run < RUNS; run++) own.push({ run, pass: grade(await ask(task.prompt), task) });
results.push(...own.filter((one) => one.run === 0));`,
  'tries until one works': `for (const task of tasks)
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      results.push({ pass: grade(await ask(task.prompt), task) });
      break;
    } catch {}
  }`,
  'attempts until one is right': `for (const task of tasks) {
  const solve = async () => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (grade(await ask(task.prompt), task)) return true;
    }
    return false;
  };
  results.push({ pass: await solve() });
}`,
  'attempts of which the last counts': `for (const task of tasks)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const pass = grade(await ask(task.prompt), task);
    if (!pass && attempt < ATTEMPTS - 1) continue;
    results.push({ pass });
    break;
  }`,
  'answers to one prompt under settings of a file': `for (const style of JSON.parse(readFileSync('styles.json', 'utf8')))
  for (let i = 0; i < RUNS; i++) results.push({ pass: grade(await ask(style.text + PROMPT), style) });`,
  'a batch of all cases': `const chain = ChatPromptTemplate.fromMessages([['human', '{prompt}']]).pipe(new ChatOpenAI({ model: 'gpt-4o' }));
const outputs = await chain.batch(tasks.map(({ prompt }) => ({ prompt })));
outputs.forEach((output, i) => results.push({ pass: output.includes(tasks[i].answer) }));`,
  'the best of several answers': `for (const task of tasks) {
  const outputs = await Promise.all(Array.from({ length: RUNS }, () => ask(task.prompt)));
  const lengths = outputs.map((output) => output.length);
  results.push({ id: task.id, pass: grade(outputs[lengths.indexOf(Math.max(...lengths))], task) });
}`,
  'a list of jobs, one for each model': `const jobs = [];
for (const task of tasks) for (const model of models) jobs.push({ task, model });
await Promise.all(jobs.map(async ({ task }) => {
  results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
}));`,
  'jobs that are cut into batches': `const size = 5;
for (let i = 0; i < tasks.length; i += size)
  await Promise.all(tasks.slice(i, i + size).map(async (task) => {
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  }));`,
  'workers that share the cases': `const queue = [...tasks];
await Promise.all(Array.from({ length: 4 }, async () => {
  while (queue.length > 0) {
    const task = queue.shift();
    results.push({ id: task.id, pass: grade(await ask(task.prompt), task) });
  }
}));`,
  'the share of each case': `for (const task of tasks) {
  const passes = [];
  for (let run = 0; run < RUNS; run++) passes.push(grade(await ask(task.prompt), task) ? 1 : 0);
  results.push({ id: task.id, pass: passes.reduce((a, b) => a + b, 0) / passes.length > 0.5 });
}`,
};

/** Ways to give an interval. */
const INTERVALS: Readonly<Record<string, string>> = {
  'the error of a rate': `const rate = results.filter((r) => r.pass).length / results.length;
console.log(1.96 * Math.sqrt((rate * (1 - rate)) / results.length));`,
  'the error of a mean': `function ci95(xs) {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  const sd = Math.sqrt(xs.reduce((a, x) => a + (x - mean) ** 2, 0) / (xs.length - 1));
  return [mean - 1.96 * (sd / Math.sqrt(xs.length)), mean + 1.96 * (sd / Math.sqrt(xs.length))];
}
console.log(ci95(results.map((r) => (r.pass ? 1 : 0))));`,
  'an interval of Wilson of its own': `function wilson(k, n) {
  const p = k / n;
  const centre = (p + 3.84 / (2 * n)) / (1 + 3.84 / n);
  return [centre - Math.sqrt((p * (1 - p)) / n), centre + Math.sqrt((p * (1 - p)) / n)];
}
console.log(wilson(results.filter((r) => r.pass).length, results.length));`,
  'draws of its own': `function bootstrapCI(xs) {
  const means = [];
  for (let b = 0; b < 1000; b++) {
    let sum = 0;
    for (let i = 0; i < xs.length; i++) sum += xs[Math.floor(Math.random() * xs.length)];
    means.push(sum / xs.length);
  }
  means.sort((a, b) => a - b);
  return [means[25], means[975]];
}
console.log(bootstrapCI(results.map((r) => (r.pass ? 1 : 0))));`,
  'draws by the way': `function aggregate(rows) {
  const n = rows.length;
  const hits = rows.map((r) => (r.pass ? 1 : 0));
  const accuracy = hits.reduce((a, b) => a + b, 0) / n;
  const rng = mulberry32(42);
  const sampled = new Array(2000);
  for (let i = 0; i < 2000; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += hits[Math.floor(rng() * n)];
    sampled[i] = sum / n;
  }
  sampled.sort((a, b) => a - b);
  return { accuracy, low: sampled[Math.floor(0.025 * 2000)], high: sampled[Math.floor(0.975 * 2000)] };
}
console.log(aggregate(results));`,
  'draws, with limits by a function': `const hits = results.map((r) => (r.pass ? 1 : 0));
const average = (xs) => xs.reduce((a, b) => a + b, 0) / xs.length;
const percentile = (xs, p) => xs[Math.min(xs.length - 1, Math.floor(p * xs.length))];
const draws = [];
for (let b = 0; b < 1000; b++) {
  draws.push(average(Array.from({ length: hits.length }, () => hits[Math.floor(Math.random() * hits.length)])));
}
draws.sort((a, b) => a - b);
console.log(percentile(draws, 0.025), percentile(draws, 0.975));`,
  'a rank test of its own': `function mannWhitney(a, b) {
  const all = [...a.map((v) => ({ v, g: 0 })), ...b.map((v) => ({ v, g: 1 }))].sort((x, y) => x.v - y.v);
  let sum = 0;
  all.forEach(({ g }, i) => { if (g === 0) sum += i + 1; });
  const u = sum - (a.length * (a.length + 1)) / 2;
  return (u - (a.length * b.length) / 2) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
}
const of = (wanted) => results.filter((r) => r.pass === wanted).map((r) => r.ms);
console.log(mannWhitney(of(true), of(false)));`,
  'a test of two rates of its own': `const countOf = (rows) => ({ k: rows.filter((r) => r.pass).length, n: rows.length });
const [a, b] = [countOf(results.slice(0, half)), countOf(results.slice(half))];
const all = (a.k + b.k) / (a.n + b.n);
console.log((a.k / a.n - b.k / b.n) / Math.sqrt(all * (1 - all) * (1 / a.n + 1 / b.n)));`,
  'an interval of a module that is not here': `console.log(wilsonInterval(results.filter((r) => r.pass).length, results.length));`,
};

describe('TypeScript: several answers to each case', () => {
  const isFound = async (rows: string, interval: string): Promise<boolean> =>
    (await new TestWorkspace({ 'eval.ts': `${HEAD}${rows}\n${interval}\n` }).findings('eval.ts')).some((finding) =>
      finding.startsWith('dependent-generations'),
    );
  for (const [how, interval] of Object.entries(INTERVALS)) {
    for (const [name, rows] of Object.entries(SEVERAL))
      it(`from ${name} are no rows for ${how}`, async () => assert.equal(await isFound(rows, interval), true));
    for (const [name, rows] of Object.entries(ONE))
      it(`are not in ${name}: ${how}`, async () => assert.equal(await isFound(rows, interval), false));
  }
});
