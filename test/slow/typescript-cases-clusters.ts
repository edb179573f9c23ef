import type { Case } from './typescript-cases.ts';

/** Several answers to each prompt: standard errors and intervals, in the ways that people write them. */

const SCORES = [
  [4, 3, 5],
  [1, 2, 1],
  [3, 3, 2],
  [5, 4, 5],
];
const right = SCORES.map((xs) => xs.filter((x) => x > 2).length / xs.length);
const mean = (xs: readonly number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const centre = mean(right);
const ERROR = Math.sqrt(right.reduce((sum, x) => sum + (x - centre) ** 2, 0) / (right.length - 1) / right.length);
/** Student's with three degrees of freedom. */
const HALF = 3.182446305284263 * ERROR;

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const prompts: { id: string; text: string }[] = JSON.parse(readFileSync('prompts.json', 'utf8'));

async function ask(input: string): Promise<number> {
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return Number(reply.output_text);
}
`;
const BY_RATE = `const p = scores.reduce((a, b) => a + b, 0) / scores.length;
const se = Math.sqrt((p * (1 - p)) / scores.length);
console.log(p, se);
`;
const asked = (name: string, code: string, numbers: Case['numbers'] = [null, ERROR], title?: RegExp): Case => ({
  name: `several answers: ${name}`,
  rule: 'dependent-generations',
  code: HEAD + code,
  files: { 'prompts.json': SCORES.map((xs, i) => ({ id: `p${i}`, text: `answer: ${xs.join('/')}` })) },
  numbers,
  ...(title ? { title } : {}),
});
const COLLECTED = `const scores: number[] = [];
for (const prompt of prompts) {
  for (let trial = 0; trial < 3; trial++) {
    if ((await ask(prompt.text)) > 2) scores.push(1);
    else scores.push(0);
  }
}
`;
const ROWS = `const results: { prompt: string; correct: boolean }[] = [];
for (const { text } of prompts) {
  for (let trial = 0; trial < 3; trial++) results.push({ prompt: text, correct: (await ask(text)) > 2 });
}
`;

export const clusterCases: readonly Case[] = [
  asked('a rate of what is listed in two places', COLLECTED + BY_RATE),
  asked(
    'replies that are awaited at once',
    `const scores: number[] = [];
for (const prompt of prompts) {
  const replies = await Promise.all(Array.from({ length: 3 }, () => ask(prompt.text)));
  for (const reply of replies) scores.push(reply > 2 ? 1 : 0);
}
${BY_RATE}`,
  ),
  asked(
    'all that is asked, in one list',
    `const scores = await Promise.all(
  prompts.flatMap(({ text }) => Array.from({ length: 3 }, async () => ((await ask(text)) > 2 ? 1 : 0) as number)),
);
${BY_RATE}`,
  ),
  asked(
    'lists of answers, put together',
    `const nested = await Promise.all(prompts.map(({ text }) => Promise.all(Array.from({ length: 3 }, () => ask(text)))));
const scores: number[] = nested.flat().map((score) => (score > 2 ? 1 : 0));
${BY_RATE}`,
  ),
  asked(
    'a standard deviation by hand',
    `const scores: number[] = [];
for (const { id, text } of prompts) for (let i = 0; i < 3; i++) scores.push((await ask(text)) > 2 ? 1 : 0);
const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
const sd = Math.sqrt(scores.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (scores.length - 1));
const half = (1.96 * sd) / Math.sqrt(scores.length);
console.log(mean, half);
`,
    [null, 1.96 * ERROR],
  ),
  asked(
    'rows that know their prompt',
    `${ROWS}const n = results.length;
const rate = results.filter((row) => row.correct).length / n;
console.log(rate, Math.sqrt((rate * (1 - rate)) / n));
`,
  ),
  asked(
    'a function for the interval',
    `function summary(xs: readonly number[]) {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  const sd = Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (xs.length - 1));
  const se = sd / Math.sqrt(xs.length);
  return { mean, lower: mean - 1.96 * se, upper: mean + 1.96 * se };
}
${COLLECTED}const { mean, lower, upper } = summary(scores);
console.log(mean, lower, upper);
`,
    [null, centre - HALF, centre + HALF],
  ),
  asked(
    'an interval of counts',
    `function wilson(k: number, n: number): [number, number] {
  const p = k / n;
  const centre = (p + 3.84 / (2 * n)) / (1 + 3.84 / n);
  const half = (1.96 * Math.sqrt((p * (1 - p)) / n + 0.96 / (n * n))) / (1 + 3.84 / n);
  return [centre - half, centre + half];
}
${ROWS}const [lower, upper] = wilson(results.filter(({ correct }) => correct).length, results.length);
console.log(lower, upper);
`,
    [centre - HALF, centre + HALF],
  ),
  asked(
    'answers that are only counted',
    `let passed = 0;
let total = 0;
for (const prompt of prompts) {
  for (let trial = 0; trial < 3; trial++) {
    if ((await ask(prompt.text)) > 2) passed++;
    total++;
  }
}
const p = passed / total;
console.log(p, Math.sqrt((p * (1 - p)) / total));
`,
  ),
];
