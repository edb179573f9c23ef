import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several answers to each task that functions and objects of the code's own keep, count and describe. */

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const solves = async ({ prompt, answer }) => (await ask(prompt)).includes(answer);
const RUNS = 5;
`;
const ERROR = `function stderr(xs) {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  const variance = xs.reduce((a, x) => a + (x - mean) ** 2, 0) / (xs.length - 1);
  return Math.sqrt(variance / xs.length);
}
`;
const TALLY = `class Tally {
  hits = 0;
  n = 0;
  note(ok) {
    this.n++;
    if (ok) this.hits++;
  }
  error() {
    const rate = this.hits / this.n;
    return 1.96 * Math.sqrt((rate * (1 - rate)) / this.n);
  }
}
`;
const BY_KEY = `class Tallies {
  of = {};
  note(key, ok) {
    this.of[key] ??= { hits: 0, n: 0 };
    this.of[key].n++;
    if (ok) this.of[key].hits++;
  }
  errors() {
    return Object.values(this.of).map(({ hits, n }) => {
      const rate = hits / n;
      return Math.sqrt((rate * (1 - rate)) / n);
    });
  }
}
const tallies = new Tallies();
`;

type Modules = Readonly<Record<string, string>>;
const main = (code: string, modules: Modules = {}): Modules => ({ 'eval.ts': `${HEAD}${code}\n`, ...modules });

const FOUND: Readonly<Record<string, Modules>> = {
  'an object counts': main(`${TALLY}const tally = new Tally();
for (const task of tasks) for (let run = 0; run < RUNS; run++) tally.note(await solves(task));
console.log(tally.error());`),
  'an object of another module counts': main(
    `import { Tally } from './tally';
const tally = new Tally();
for (const task of tasks) for (let run = 0; run < RUNS; run++) tally.note(await solves(task));
console.log(tally.error());`,
    { 'tally.ts': `export ${TALLY}` },
  ),
  'an object in an object counts': main(`${TALLY}class Suite {
  tally = new Tally();
  constructor(options = { trials: 3 }) {
    this.options = options;
  }
  async run() {
    for (const task of tasks)
      for (let trial = 0; trial < this.options.trials; trial++) this.tally.note(await solves(task));
    return this.tally;
  }
}
new Suite().run().then((tally) => console.log(tally.error()));`),
  'an object counts by model': main(`${BY_KEY}for (const model of models)
  for (const task of tasks) for (let run = 0; run < RUNS; run++) tallies.note(model, await solves(task));
console.log(tallies.errors());`),
  'a function counts into what it is given': main(`const tally = { hits: 0, n: 0 };
function note(into, ok) {
  into.n++;
  if (ok) into.hits++;
}
for (const task of tasks) for (let run = 0; run < RUNS; run++) note(tally, await solves(task));
const rate = tally.hits / tally.n;
console.log(Math.sqrt((rate * (1 - rate)) / tally.n));`),
  'a function lists': main(`${ERROR}const scores = [];
const note = (ok) => scores.push(ok ? 1 : 0);
for (const task of tasks) for (let run = 0; run < RUNS; run++) note(await solves(task));
console.log(stderr(scores));`),
  'a function for one task lists': main(`${ERROR}const scores = [];
async function solve(task) {
  for (let run = 0; run < RUNS; run++) scores.push(Number(await ask(task.prompt)));
}
for (const task of tasks) await solve(task);
console.log(stderr(scores));`),
  'a function of another module describes a column of': main(
    `import { stderr } from './describe';
const rows = [];
for (const task of tasks) for (let run = 0; run < RUNS; run++) rows.push({ score: Number(await ask(task.prompt)) });
console.log(stderr(rows.map((row) => row.score)));`,
    { 'describe.ts': `export ${ERROR}` },
  ),
  'no more is known of': main(`${ERROR}const scores = [];
for (const task of tasks) for (let run = 0; run < RUNS; run++) scores.push((await solves(task)) ? 1 : 0);
console.log(stderr(scores));`),
  'are asked for until there are enough of': main(`${ERROR}const scores = [];
for (const item of items) {
  const own = [];
  while (own.length < SAMPLES) {
    const score = Number(await ask(item.prompt));
    if (!Number.isNaN(score)) own.push(score);
  }
  scores.push(...own);
}
console.log(stderr(scores));`),
  'are drawn from the model of': main(`${ERROR}const scores = [];
for (const task of tasks) for (let i = 0; i < DRAWS; i++) scores.push(Number(await ask(task.prompt)));
console.log(stderr(scores));`),
};

const SILENT: Readonly<Record<string, Modules>> = {
  'one answer each, counted by an object': main(`${TALLY}const tally = new Tally();
for (const task of tasks) tally.note(await solves(task));
console.log(tally.error());`),
  'an object for each task': main(`${TALLY}for (const task of tasks) {
  const tally = new Tally();
  for (let run = 0; run < RUNS; run++) tally.note(await solves(task));
  console.log(tally.error());
}`),
  'whether most are right, by two objects of a class': main(`${TALLY}const tally = new Tally();
for (const task of tasks) {
  const own = new Tally();
  for (let run = 0; run < RUNS; run++) own.note(await solves(task));
  tally.note(own.hits > 2);
}
console.log(tally.error());`),
  'an object that counts by task': main(`${BY_KEY}for (const task of tasks)
  for (let run = 0; run < RUNS; run++) tallies.note(task.id, await solves(task));
console.log(tallies.errors());`),
  'a function for one task that gives its share': main(`${ERROR}const shares = [];
async function solve(task) {
  const own = [];
  for (let run = 0; run < RUNS; run++) own.push((await solves(task)) ? 1 : 0);
  shares.push(own.reduce((a, b) => a + b, 0) / own.length);
}
for (const task of tasks) await solve(task);
console.log(stderr(shares));`),
  'the means of as many as there are to be': main(`${ERROR}const means = [];
for (const item of items) {
  const own = [];
  while (own.length < SAMPLES) own.push(Number(await ask(item.prompt)));
  means.push(own.reduce((a, b) => a + b, 0) / own.length);
}
console.log(stderr(means));`),
  'draws from the answers': main(`const scores = [];
for (const task of tasks) scores.push(Number(await ask(task.prompt)));
const means = [];
for (let draw = 0; draw < DRAWS; draw++) {
  const drawn = scores.map(() => scores[Math.floor(Math.random() * scores.length)]);
  means.push(drawn.reduce((a, b) => a + b, 0) / drawn.length);
}
means.sort((a, b) => a - b);
console.log(means[25], means[975]);`),
};

describe('TypeScript: several answers to each task, with helpers', () => {
  const isFound = async (files: Modules): Promise<boolean> =>
    (await new TestWorkspace(files).findings('eval.ts')).some((finding) => finding.startsWith('dependent-generations'));
  for (const [name, files] of Object.entries(FOUND))
    it(`are no rows: ${name} them`, async () => assert.equal(await isFound(files), true));
  for (const [name, files] of Object.entries(SILENT))
    it(`are fine as ${name}`, async () => assert.equal(await isFound(files), false));
});
