import assert from 'node:assert/strict';
import { postStratified } from '../../shared/src/statistics/index.ts';
import { golden, goldenColumns } from '../golden/golden.ts';
import { byFileCases } from './typescript-cases-by-file.ts';
import { choiceCases } from './typescript-cases-choices.ts';
import { clusterCases } from './typescript-cases-clusters.ts';
import { frameworkCases } from './typescript-cases-frameworks.ts';
import { gapCases } from './typescript-cases-gaps.ts';
import { helperCases } from './typescript-cases-helpers.ts';
import { orderLoopCases } from './typescript-cases-order-loops.ts';
import { orderCases } from './typescript-cases-orders.ts';
import { poolStepCases } from './typescript-cases-pools.ts';
import { weightCases } from './typescript-cases-weights.ts';

/** What runs under Node before and after a repair. The code is strict TypeScript and prints one number a line. */
export interface Case {
  readonly name: string;
  readonly rule: string;
  readonly code: string;
  /** Files that it reads: texts as they are, other things as JSON. */
  readonly files: Readonly<Record<string, unknown>>;
  /** The numbers that it prints when it is repaired; null for one that stays. */
  readonly numbers: readonly (number | null)[];
  /** Of the repair to make; the first by default. */
  readonly title?: RegExp;
  readonly extension?: 'ts' | 'mjs' | 'cjs';
}

type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Rows of golden data, with empty cells as null. */
export function rowsOf(file: string, columns: readonly string[], as: readonly string[] = columns): readonly Row[] {
  const values = goldenColumns(file, [...columns]) as readonly (readonly string[])[];
  const cell = (text: string) => (text === '' ? null : Number.isNaN(Number(text)) ? text : Number(text));
  return values[0]!.map((_, i) => Object.fromEntries(as.map((name, j) => [name, cell(values[j]![i]!)])));
}

const { expected } = golden.cases.poststrat_mover!;
const POST_STRATIFIED: number = expected.est;
const PPI_SCORE: number = golden.cases.rec_ppi_mean_score!.expected.est;
const [LOW, HIGH]: [number, number] = golden.cases.rec_ppi_mean_score!.expected.ci95;

const binary = rowsOf('judge_binary.csv', ['id', 'human', 'judge'], ['id', 'humanLabel', 'judgeLabel']);
const scored = rowsOf('judge_score.csv', ['id', 'human', 'judge'], ['id', 'humanScore', 'judgeScore']);

const LABELS = `import { readFileSync } from 'node:fs';

interface Row { id: number; humanLabel: 0 | 1 | null; judgeLabel: 0 | 1 }
// verdicts of an LLM judge
const rows: Row[] = JSON.parse(readFileSync('verdicts.json', 'utf8'));
console.log(rows.filter((row) => row.humanLabel === 1).length);
`;
const SCORES = `import { readFileSync } from 'node:fs';

interface Row {
  id: number;
  humanScore: number | null;
  judgeScore: number;
}

// scores of an LLM judge
const rows: Row[] = JSON.parse(readFileSync('scores.json', 'utf8'));
console.log(rows.filter((row) => (row.humanScore ?? -99) > 0).length);
`;

const rate = (name: string, line: string): Case => ({
  name,
  rule: 'uncalibrated-judge',
  code: LABELS + line,
  files: { 'verdicts.json': binary },
  numbers: [null, POST_STRATIFIED],
});
const score = (name: string, line: string): Case => ({
  name,
  rule: 'uncalibrated-judge',
  code: SCORES + line,
  files: { 'scores.json': scored },
  numbers: [null, PPI_SCORE],
});

const judgeCases: readonly Case[] = [
  rate('what passes of all', 'console.log(rows.filter((row) => row.judgeLabel === 1).length / rows.length);\n'),
  rate(
    'in two steps',
    'const passed = rows.filter(({ judgeLabel }) => judgeLabel === 1);\nconsole.log(passed.length / rows.length);\n',
  ),
  rate(
    'a count in a loop',
    'let passed = 0;\nfor (const row of rows) if (row.judgeLabel === 1) passed++;\nconsole.log(passed / rows.length);\n',
  ),
  rate(
    'one or zero, added up',
    'console.log(rows.reduce((n, row) => n + (row.judgeLabel === 1 ? 1 : 0), 0) / rows.length);\n',
  ),
  rate('a mean of labels', 'console.log(rows.reduce((sum, { judgeLabel }) => sum + judgeLabel, 0) / rows.length);\n'),
  score(
    'a mean of a column',
    'console.log(rows.map((row) => row.judgeScore).reduce((a, b) => a + b, 0) / rows.length);\n',
  ),
  score(
    'a mean of what has a name',
    'const scores = rows.map((row) => row.judgeScore);\nconsole.log(scores.reduce((a, b) => a + b, 0) / scores.length);\n',
  ),
  {
    ...score(
      'an own function for means',
      'const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;\nconsole.log(mean(rows.map((row) => row.judgeScore)));\nconsole.log(mean([1, 2, 3]));\n',
    ),
    numbers: [null, PPI_SCORE, null],
  },
  score(
    'a sum in a loop',
    'let sum = 0;\nfor (const row of rows) sum += row.judgeScore;\nconst average = sum / rows.length;\nconsole.log(average);\n',
  ),
  {
    ...score(
      'a standard error of the same scores by hand',
      `const scores = rows.map((row) => row.judgeScore);
const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
const sd = Math.sqrt(scores.map((s) => (s - mean) ** 2).reduce((a, b) => a + b, 0) / (scores.length - 1));
console.log(mean, (1.96 * sd) / Math.sqrt(scores.length));
`,
    ),
    numbers: [null, PPI_SCORE, (1.96 * (HIGH - LOW)) / 3.92],
  },
  {
    ...rate('words, on which people have a say, too', ''),
    code: `import { readFileSync } from 'node:fs';

type Verdict = { id: number; judgeLabel: 'pass' | 'fail'; humanLabel?: 'pass' | 'fail' };
// verdicts of an LLM judge
const rows: Verdict[] = JSON.parse(readFileSync('verdicts.json', 'utf8'));
console.log(rows.length);
console.log(Number((rows.filter((row) => row.judgeLabel === 'pass').length / rows.length).toFixed(9)));
`,
    files: {
      'verdicts.json': binary.map(({ id, judgeLabel, humanLabel }) => ({
        id,
        judgeLabel: judgeLabel ? 'pass' : 'fail',
        ...(humanLabel === null ? {} : { humanLabel: humanLabel ? 'pass' : 'fail' }),
      })),
    },
  },
  {
    ...score('a judge that is handed to map by its name', ''),
    code: `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

interface Row {
  humanScore: number | null;
  answer: string;
}

const client = new OpenAI();

async function judge({ answer }: Row): Promise<number> {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`Rate the answer from 1 to 5: \${answer}\` });
  return Number(reply.output_text.split(':').at(-1));
}

const rows: Row[] = JSON.parse(readFileSync('answers.json', 'utf8'));
console.log(rows.length);
const scores = await Promise.all(rows.map(judge));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
    files: {
      'answers.json': scored.map(({ humanScore, judgeScore }) => ({
        humanScore: humanScore!,
        answer: String(judgeScore),
      })),
    },
  },
  {
    ...score('modules of CommonJS', ''),
    extension: 'cjs',
    code: "const fs = require('node:fs')\n// scores of an LLM judge\nconst rows = JSON.parse(fs.readFileSync('scores.json', 'utf8'))\nconsole.log(rows.filter((row) => row.humanScore > 0).length)\nconsole.log(rows.reduce((sum, row) => sum + row.judgeScore, 0) / rows.length)\n",
  },
  {
    ...score('a judge that is asked', ''),
    code: `import OpenAI from "openai";
import { readFileSync } from "node:fs";

const client = new OpenAI();

async function judge(text: string): Promise<number> {
  const input = \`Rate the answer from 1 to 5.\\nAnswer: \${text}\`;
  const reply = await client.responses.create({ model: "gpt-4o", input });
  return Number(reply.output_text);
}

interface Row {
  humanScore: number | null;
  answer: string;
}

const rows: Row[] = JSON.parse(readFileSync("answers.json", "utf8"));
console.log(rows.filter((row) => row.humanScore !== null && row.humanScore > 0).length);
const scores = await Promise.all(rows.map((row) => judge(row.answer)));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
const later: number[] = [];
for (const row of rows) later.push(await judge(row.answer));
console.log(later.reduce((a, b) => a + b, 0) / later.length);
`,
    files: {
      'answers.json': scored.map(({ humanScore, judgeScore }) => ({
        humanScore: humanScore!,
        answer: String(judgeScore),
      })),
    },
    numbers: [null, PPI_SCORE, PPI_SCORE],
  },
];

const shifted = rowsOf('covshift.csv', ['origin', 'x', 'y'], ['origin', 'topic', 'score']);
const sides = ['real', 'synthetic'].map((side) => shifted.filter(({ origin }) => origin === side));
const REAL_MEAN = sides[0]!.reduce((sum, { score: y }) => sum + Number(y), 0) / sides[0]!.length;

const POOL = `import { readFileSync } from 'node:fs';

interface Row {
  topic: string;
  score: number;
}

const real: Row[] = JSON.parse(readFileSync('human_rows.json', 'utf8'));
const synthetic: Row[] = JSON.parse(readFileSync('synthetic_rows.json', 'utf8'));
console.log(new Set(real.map((row) => row.topic)).size);
`;
const pool = (name: string, code: string, numbers: Case['numbers']): Case => ({
  name,
  rule: 'naive-pooling',
  code: POOL + code,
  files: { 'human_rows.json': sides[0], 'synthetic_rows.json': sides[1] },
  numbers: [null, ...numbers],
});
const MEAN = 'console.log(pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length);\n';

const poolCases: readonly Case[] = [
  pool('a mean of both', `const pooled = [...real, ...synthetic];\n${MEAN}`, [REAL_MEAN]),
  pool('rows put behind others', `const pooled = real.concat(synthetic);\n${MEAN}`, [REAL_MEAN]),
  pool(
    'an own function for means',
    'const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;\nconst scores = [...real, ...synthetic].map((row) => row.score);\nconsole.log(mean(scores));\n',
    [REAL_MEAN],
  ),
];

const prompts = scored.map(({ id, judgeScore }) => ({ id, text: `${judgeScore}|${Number(id) % 5}` }));
const OTHER_JUDGE = prompts.reduce((sum, { id }) => sum + (Number(id) % 5), 0) / prompts.length;

/** What the judge says of the answer that it sees first. */
const PAIRS = [
  ['A', 'B'],
  ['A', 'A'],
  ['B', 'B'],
  ['B', 'A'],
  ['A', 'A'],
].map(([ours, theirs]) => ({ ours, theirs }));

const PROMPT_SCORES = [
  [4, 3, 5],
  [1, 2, 1],
  [3, 3, 2],
  [5, 4, 5],
];
const promptMeans = PROMPT_SCORES.map((xs) => xs.filter((x) => x > 2).length / xs.length);
const centre = promptMeans.reduce((a, b) => a + b, 0) / promptMeans.length;
const STANDARD_ERROR = Math.sqrt(
  promptMeans.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (promptMeans.length - 1) / promptMeans.length,
);
const ANSWERS = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const prompts: { id: string; text: string }[] = JSON.parse(readFileSync('prompts.json', 'utf8'));
`;
const answers = {
  rule: 'dependent-generations',
  files: { 'prompts.json': PROMPT_SCORES.map((xs, i) => ({ id: `p${i}`, text: `answer: ${xs.join('/')}` })) },
};

const modelCases: readonly Case[] = [
  {
    name: 'one function asks for both',
    rule: 'self-judging',
    code: `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const MODEL = 'gpt-4o';

async function ask(prompt: string): Promise<string> {
  const reply = await client.responses.create({ model: MODEL, input: prompt });
  return reply.output_text;
}

const prompts: { text: string }[] = JSON.parse(readFileSync('prompts.json', 'utf8'));
let sum = 0;
for (const { text } of prompts) {
  const answer = await ask(text);
  sum += Number(await ask(\`Rate the answer from 1 to 5.\\nQuestion: \${text}\\nAnswer: \${answer}\`));
}
console.log(sum / prompts.length);
`,
    files: { 'prompts.json': prompts },
    title: /another family judge/,
    numbers: [OTHER_JUDGE],
  },
  {
    name: 'a judge of pairs, who takes the first answer at its word',
    rule: 'single-order-judging',
    code: `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function better(ours: string, theirs: string): Promise<boolean> {
  const input = \`Which answer is better? Say A or B.\\nFirst answer: \${ours}\\nSecond answer: \${theirs}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return reply.output_text.trim() === 'A';
}

const rows: { ours: string; theirs: string }[] = JSON.parse(readFileSync('pairs.json', 'utf8'));
let wins = 0;
for (const { ours, theirs } of rows) if (await better(ours, theirs)) wins++;
console.log(wins / rows.length);
`,
    files: { 'pairs.json': PAIRS },
    title: /both orders/,
    // a win, two ties, a loss, a tie
    numbers: [(1 + 0.5 + 0.5 + 0 + 0.5) / 5],
  },
  {
    ...answers,
    name: 'a standard error of all answers',
    code: `${ANSWERS}const right: number[] = [];
for (const { text } of prompts) {
  for (let i = 0; i < 3; i++) {
    const reply = await client.responses.create({ model: 'gpt-4o', input: text });
    right.push(Number(reply.output_text) > 2 ? 1 : 0);
  }
}
const rate = right.reduce((a, b) => a + b, 0) / right.length;
console.log(rate, Math.sqrt((rate * (1 - rate)) / right.length));
`,
    numbers: [null, STANDARD_ERROR],
  },
];

const otherCases: readonly Case[] = [
  {
    name: 'the judge is as often wrong as the labels say',
    rule: 'fixed-judge-error',
    code: `${LABELS}const [sensitivity, specificity] = [0.92, 0.81];
const observed = rows.filter((row) => row.judgeLabel === 1).length / rows.length;
const corrected = (observed + specificity - 1) / (sensitivity + specificity - 1);
console.log(corrected);
`,
    files: { 'verdicts.json': binary },
    numbers: [null, golden.cases.rogan_gladen!.expected.theta],
  },
  {
    name: 'parts that are cut out of the pool',
    rule: 'synthetic-in-test',
    code: `import { readFileSync, writeFileSync } from 'node:fs';

interface Row {
  score: number;
}

const real: Row[] = JSON.parse(readFileSync('human_rows.json', 'utf8'));
const synthetic: Row[] = JSON.parse(readFileSync('synthetic_rows.json', 'utf8'));
const pool = [...real, ...synthetic];
const cut = Math.floor(pool.length * 0.75);
const train = pool.slice(0, cut);
const test = pool.slice(cut);
writeFileSync('train.json', JSON.stringify(train));
writeFileSync('test.json', JSON.stringify(test));
console.log(real.length, train.length, test.length);
`,
    files: { 'human_rows.json': sides[0], 'synthetic_rows.json': sides[1] },
    numbers: [
      null,
      Math.floor(sides[0]!.length * 0.75) + sides[1]!.length,
      sides[0]!.length - Math.floor(sides[0]!.length * 0.75),
    ],
  },
];

export const cases: readonly Case[] = [
  ...judgeCases,
  ...byFileCases,
  ...frameworkCases,
  ...helperCases,
  ...poolCases,
  ...poolStepCases,
  ...gapCases,
  ...weightCases,
  ...choiceCases,
  ...clusterCases,
  ...orderCases,
  ...orderLoopCases,
  ...modelCases,
  ...otherCases,
];

const passes = Array.from({ length: 600 }, (_, i) => ({ id: i, answer: `text, "${i}"`, judgePass: (i * 7) % 10 < 7 }));

/** Rows that nobody has labelled: people pass every fifth row that the judge does not, and fail every seventh that it does. */
export const labelled = {
  code: `import { readFileSync } from 'node:fs';

interface Row { id: number; answer: string; judgePass: boolean }
// verdicts of an LLM judge
const rows: Row[] = JSON.parse(readFileSync('verdicts.json', 'utf8'));
console.log(rows.filter((row) => row.judgePass).length / rows.length);
`,
  files: { 'verdicts.json': passes },
  fill: (sheet: string): string =>
    sheet
      .trim()
      .split('\n')
      .map((line, i) => (i === 0 ? line : line + humanOf(Number(line.split(',')[0]))))
      .join('\r\n'),
  expected: (sheet: string): number => {
    const drawn = sheet
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
    assert.equal(new Set(drawn).size, 100);
    const one = (i: number) => Number(passes[i]!.judgePass);
    const rest = passes.map((_, i) => i).filter((i) => !drawn.includes(i));
    return postStratified({ human: drawn.map(humanOf), judge: drawn.map(one), unlabelled: rest.map(one) }).estimate;
  },
};

const humanOf = (i: number): number => (passes[i]!.judgePass ? Number(i % 7 !== 0) : Number(i % 5 === 0));
