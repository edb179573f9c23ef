import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several answers to each task that one script writes to a file, line by line, and another one reads. */

const COLLECT = `import OpenAI from 'openai';
import { appendFileSync, createWriteStream, readFileSync } from 'node:fs';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const tasks = JSON.parse(readFileSync('tasks.json', 'utf8'));
const FILE = 'answers.jsonl';
const RUNS = 5;
`;
const READ = `import { readFileSync } from 'node:fs';
const rows = readFileSync('answers.jsonl', 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
`;
const RATE = `const rate = rows.filter((row) => row.right).length / rows.length;
console.log(rate, 1.96 * Math.sqrt((rate * (1 - rate)) / rows.length));
`;
const EACH_RUN = `for (const { id, prompt, answer } of tasks)
  for (let i = 0; i < RUNS; i++) {
    const right = (await ask(prompt)).includes(answer);
    WRITE;
  }
`;
const APPEND = EACH_RUN.replace('WRITE', "appendFileSync(FILE, JSON.stringify({ id, i, right }) + '\\n')");

interface Case {
  readonly collect: string;
  readonly report: string;
}

const FOUND: Readonly<Record<string, Case>> = {
  'to which lines are added': { collect: APPEND, report: RATE },
  'written as a stream': {
    collect: `const out = createWriteStream(FILE, { flags: 'a' });
${EACH_RUN.replace('WRITE', "out.write(JSON.stringify({ id, i, right }) + '\\n')")}out.end();
`,
    report: RATE,
  },
  'which a report also tells by task': {
    collect: APPEND,
    report: `${RATE}for (const id of new Set(rows.map((row) => row.id))) console.log(id, rows.filter((row) => row.id === id).length);\n`,
  },
};

const SILENT: Readonly<Record<string, Case>> = {
  'with one answer to each': {
    collect: `for (const { id, prompt, answer } of tasks)
  appendFileSync(FILE, JSON.stringify({ id, right: (await ask(prompt)).includes(answer) }) + '\\n');
`,
    report: RATE,
  },
  'for each run': {
    collect: EACH_RUN.replace(
      'WRITE',
      `appendFileSync(\`\${i}/answers.jsonl\`, JSON.stringify({ id, right }) + '\\n')`,
    ),
    report: RATE,
  },
  'with the share of each': {
    collect: `for (const { id, prompt, answer } of tasks) {
  let right = 0;
  for (let i = 0; i < RUNS; i++) if ((await ask(prompt)).includes(answer)) right++;
  appendFileSync(FILE, JSON.stringify({ id, right: right > 0 }) + '\\n');
}
`,
    report: RATE,
  },
  'of which one run is taken': {
    collect: APPEND,
    report: RATE.replaceAll('rows', 'rows.filter((row) => row.run === 0)'),
  },
  'of which the means of tasks are taken': {
    collect: APPEND,
    report: `const means = Object.values(Object.groupBy(rows, (row) => row.id)).map((own) => own.filter((row) => row.right).length / own.length);
const mean = means.reduce((a, b) => a + b, 0) / means.length;
console.log(mean, Math.sqrt(means.reduce((a, x) => a + (x - mean) ** 2, 0) / (means.length - 1)) / Math.sqrt(means.length));
`,
  },
};

describe('TypeScript: several answers to each task in a file', () => {
  const isFound = async ({ collect, report }: Case): Promise<boolean> =>
    (
      await new TestWorkspace({ 'collect.ts': `${COLLECT}${collect}`, 'report.ts': `${READ}${report}` }).findings(
        'report.ts',
      )
    ).some((finding) => finding.startsWith('dependent-generations'));
  for (const [name, code] of Object.entries(FOUND))
    it(`are no rows: a file ${name}`, async () => assert.equal(await isFound(code), true));
  for (const [name, code] of Object.entries(SILENT))
    it(`are not in a file ${name}`, async () => assert.equal(await isFound(code), false));
});
