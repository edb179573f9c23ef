import { randomHalves } from '../../shared/src/statistics/index.ts';
import type { Case } from './typescript-cases.ts';

/** The best of several settings of a judge, told with its number: chosen on one half of the labelled rows, told for the other. */

interface Row {
  readonly judgeScore: number;
  readonly humanLabel: boolean;
}

const rows: readonly Row[] = Array.from({ length: 60 }, (_, i) => {
  const judgeScore = ((i * 37) % 100) / 100;
  return { judgeScore, humanLabel: judgeScore + (((i * 53) % 40) - 20) / 50 > 0.5 };
});
const GRID = [0.3, 0.4, 0.5, 0.6, 0.7] as const;

const agreement = (part: readonly Row[], threshold: number) =>
  part.filter((row) => row.judgeScore >= threshold === row.humanLabel).length / part.length;
const [dev, test] = randomHalves(rows);
/** The first of the best, as a loop with `>` keeps it. */
const BEST = GRID.reduce<number>((a, b) => (agreement(dev, b) > agreement(dev, a) ? b : a), GRID[0]);
const NUMBER = agreement(test, BEST);

const prompts = { plain: 'Say yes or no.', strict: 'You are a strict grader. Say yes or no.' };
/** The model answers by the text of the answer alone: what differs is how often it is asked. */
const asked = Array.from({ length: 40 }, (_, i) => ({
  answer: `answer: ${i % 3 === 0 ? 'yes' : 'no'}`,
  humanLabel: i % 4 === 0 ? 'yes' : 'no',
}));
const share = (part: typeof asked) =>
  part.filter(({ answer, humanLabel }) => answer === `answer: ${humanLabel}`).length / part.length;

const HEAD = `import { readFileSync } from 'node:fs';

interface Row {
  judgeScore: number;
  humanLabel: boolean;
}

const rows: Row[] = JSON.parse(readFileSync('labelled.json', 'utf8'));
`;
const JUDGE = `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';

const client = new OpenAI();
const prompts = ['${prompts.plain}', '${prompts.strict}'];

interface Row {
  answer: string;
  humanLabel: string;
}

async function judge(prompt: string, answer: string): Promise<string> {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`Is it correct? \${prompt}\\n\${answer}\` });
  return reply.output_text.trim();
}

`;
const HELPER = `const agreement = (threshold: number) =>
  rows.filter((row) => row.judgeScore >= threshold === row.humanLabel).length / rows.length;
`;
const GRID_TEXT = `[${GRID.join(', ')}]`;

const of = (
  name: string,
  code: string,
  numbers: Case['numbers'] = [BEST, NUMBER],
  options: Partial<Case> = {},
): Case => ({
  name: `best of several: ${name}`,
  rule: 'circular-calibration',
  code: HEAD + code,
  files: { 'labelled.json': rows },
  numbers,
  ...options,
});

export const choiceCases: readonly Case[] = [
  of(
    'a loop that works it out, and keeps both',
    `let best = 0;
let kept = 0;
for (const threshold of ${GRID_TEXT}) {
  const same = rows.filter((row) => row.judgeScore >= threshold === row.humanLabel).length;
  const agreement = same / rows.length;
  if (agreement > best) {
    best = agreement;
    kept = threshold;
  }
}
console.log(kept);
console.log(best);
`,
  ),
  of(
    'a loop that counts, and keeps the setting, null at first',
    `let bestAccuracy = -1;
let bestThreshold: number | null = null;
for (const threshold of ${GRID_TEXT}) {
  let correct = 0;
  for (const row of rows) {
    if (row.judgeScore >= threshold === row.humanLabel) correct++;
  }
  const accuracy = correct / rows.length;
  if (accuracy > bestAccuracy) {
    bestAccuracy = accuracy;
    bestThreshold = threshold;
  }
}
console.log(bestThreshold);
console.log(bestAccuracy.toFixed(9));
`,
    [BEST, Number(NUMBER.toFixed(9))],
  ),
  of(
    'a function that gives the best',
    `interface Result {
  threshold: number;
  accuracy: number;
}

function calibrate(labelled: Row[], thresholds: number[]): Result {
  let best = { threshold: 0.5, accuracy: 0 };
  for (const threshold of thresholds) {
    const correct = labelled.filter((row) => row.judgeScore >= threshold === row.humanLabel).length;
    const accuracy = correct / labelled.length;
    if (accuracy > best.accuracy) best = { threshold, accuracy };
  }
  return best;
}

const { threshold, accuracy } = calibrate(rows, ${GRID_TEXT});
console.log(threshold);
console.log(accuracy);
`,
  ),
  of(
    'a function that gives the first of a sorted list',
    `function findBest(labelled: Row[], thresholds: number[]) {
  const results: { threshold: number; accuracy: number }[] = [];
  for (const threshold of thresholds) {
    const correct = labelled.filter((row) => row.judgeScore >= threshold === row.humanLabel).length;
    results.push({ threshold, accuracy: correct / labelled.length });
  }
  return results.sort((a, b) => b.accuracy - a.accuracy)[0];
}

const found = findBest(rows, ${GRID_TEXT});
console.log(found?.threshold);
console.log(found?.accuracy);
`,
  ),
  of(
    'a helper, a list and its first',
    `${HELPER}const thresholds = ${GRID_TEXT};
const tried = thresholds.map((threshold) => ({ threshold, agreement: agreement(threshold) }));
tried.sort((a, b) => b.agreement - a.agreement);
const best = tried[0]!;
console.log(best.threshold);
console.log(best.agreement);
console.log(agreement(0.5));
`,
    [BEST, NUMBER, null],
  ),
  of(
    'the first of a list, taken apart',
    `${HELPER}const tried = ${GRID_TEXT}.map((threshold) => ({ threshold, agreement: agreement(threshold) }));
const { threshold, agreement: highest } = tried.sort((a, b) => b.agreement - a.agreement)[0]!;
console.log(threshold);
console.log(highest);
`,
  ),
  of(
    'the largest number alone',
    `${HELPER}const cuts = ${GRID_TEXT};\nconsole.log(Math.max(...cuts.map(agreement)));\n`,
    [NUMBER],
  ),
  of(
    'the largest of numbers that are worked out on the spot',
    `const cuts = ${GRID_TEXT};
const best = Math.max(
  ...cuts.map((cut) => rows.filter((row) => row.judgeScore >= cut === row.humanLabel).length / rows.length),
);
console.log(best);
`,
    [NUMBER],
  ),
  of(
    'the setting alone is kept, and its number worked out again',
    `const thresholds = ${GRID_TEXT};
const accuracy = (threshold: number) => {
  let correct = 0;
  for (let i = 0; i < rows.length; i++) {
    if (rows[i]!.judgeScore >= threshold === rows[i]!.humanLabel) correct++;
  }
  return correct / rows.length;
};
let best = thresholds[0]!;
for (const threshold of thresholds) {
  if (accuracy(threshold) > accuracy(best)) best = threshold;
}
console.log(best);
console.log(accuracy(best));
`,
  ),
  of(
    'CommonJS without types or semicolons',
    `const fs = require('fs')

const rows = JSON.parse(fs.readFileSync('labelled.json', 'utf8'))

function accuracyAt(threshold) {
  let correct = 0
  rows.forEach((row) => {
    if ((row.judgeScore >= threshold) === row.humanLabel) correct += 1
  })
  return correct / rows.length
}

let best = { threshold: null, accuracy: -1 }
for (const threshold of ${GRID_TEXT}) {
  const accuracy = accuracyAt(threshold)
  if (accuracy > best.accuracy) best = { threshold, accuracy }
}
console.log(\`\${best.threshold} \${best.accuracy}\`)
`,
    undefined,
    { extension: 'cjs' },
  ),
  of(
    'prompts, one after the other',
    `async function main() {
  const labelled: Row[] = JSON.parse(readFileSync('labelled.json', 'utf8'));
  const results: { prompt: string; accuracy: number }[] = [];
  for (const prompt of prompts) {
    let correct = 0;
    for (const row of labelled) {
      const verdict = await judge(prompt, row.answer);
      if (verdict === row.humanLabel) correct++;
    }
    results.push({ prompt, accuracy: correct / labelled.length });
  }
  results.sort((a, b) => b.accuracy - a.accuracy);
  console.log(\`\${(results[0]!.accuracy * 100).toFixed(6)}\`);
}

main();
`,
    [Number((100 * share(randomHalves(asked)[1])).toFixed(6))],
    { files: { 'labelled.json': asked } },
  ),
  of(
    'prompts at once, by a function that gets the rows',
    `async function accuracyOf(prompt: string, labelled: Row[]): Promise<number> {
  let correct = 0;
  for (const row of labelled) if ((await judge(prompt, row.answer)) === row.humanLabel) correct++;
  return correct / labelled.length;
}

const rows: Row[] = JSON.parse(readFileSync('labelled.json', 'utf8'));
const results = await Promise.all(prompts.map(async (prompt) => ({ prompt, accuracy: await accuracyOf(prompt, rows) })));
const [best] = results.sort((a, b) => b.accuracy - a.accuracy);
console.log(best!.accuracy);
`,
    [share(randomHalves(asked)[1])],
    { files: { 'labelled.json': asked } },
  ),
].map((each) =>
  each.extension === 'cjs'
    ? { ...each, code: each.code.slice(HEAD.length) }
    : each.code.includes('prompts')
      ? { ...each, code: JUDGE + each.code.slice(HEAD.length) }
      : each,
);
