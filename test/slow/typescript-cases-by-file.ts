import { correctedMean, correctedRate, labelledVerdicts, unlessRefused } from '../../shared/src/statistics/index.ts';
import type { Case } from './typescript-cases.ts';

/** Numbers of a judge that are corrected by a file of its verdicts that people labelled, too. */

/** Of what people pass and fail, how much the judge passes and fails. */
const [SENSITIVITY, SPECIFICITY] = [40 / 45, 45 / 55];
const times = (n: number, line: string): string => `${line}\n`.repeat(n);
const VERDICTS = `judge,human\n${times(40, '1,1')}${times(5, '0,1')}${times(10, '1,0')}${times(45, '0,0')}`;
const rateOf = (passed: number, total: number): number =>
  (passed / total + SPECIFICITY - 1) / (SENSITIVITY + SPECIFICITY - 1);

const SCORED = Array.from({ length: 60 }, (_, i) => ({ judge: 1 + (i % 5), human: 1 + ((i * 7) % 5) * 0.5 }));
const SHIFT = SCORED.reduce((sum, { judge, human }) => sum + human - judge, 0) / SCORED.length;
const SCORES = `human,judge\n${SCORED.map(({ judge, human }) => `${human},${judge}\n`).join('')}`;

/** The judge says what stands in the answer. */
const answers = Array.from({ length: 40 }, (_, i) => ({
  text: `answer: ${i % 5 < 3 ? 'yes' : 'no'}`,
  hard: i % 2 === 0,
}));
const [PASSED, TOTAL] = [24, 40];

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function judge(text: string): Promise<boolean> {
  const input = \`You are a strict judge. Is this right, yes or no? \${text}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return reply.output_text === 'yes';
}

interface Answer {
  text: string;
  hard: boolean;
}

const answers: Answer[] = JSON.parse(readFileSync('answers.json', 'utf8'));
`;
const COUNT = `let passed = 0;
let total = 0;
for (const { text } of answers) {
  if (text === '') continue;
  total++;
  if (await judge(text)) passed++;
}
`;
const JAVASCRIPT = (text: string): string =>
  text
    .replace(/\(text: string\): Promise<boolean>/, '(text)')
    .replace(/interface[^}]*\}\n\n/, '')
    .replace(/: Answer\[\]/g, '');

const rate = (name: string, code: string, numbers: Case['numbers'] = [rateOf(PASSED, TOTAL)]): Case => ({
  name,
  rule: 'uncalibrated-judge',
  code: HEAD + code,
  files: { 'answers.json': answers, 'judge_labels.csv': VERDICTS },
  title: /judge_labels/,
  numbers,
});

/** People find the judge wrong more often on what is easy. */
const ON_EASY = `judge,human\n${times(30, '1,1')}${times(15, '0,1')}${times(20, '1,0')}${times(35, '0,0')}`;
const group = (hard: boolean): number => {
  const texts = answers.filter((answer) => answer.hard === hard).map(({ text }) => text);
  const successes = texts.filter((text) => text.endsWith('yes')).length;
  const labels = labelledVerdicts(hard ? VERDICTS : ON_EASY, '');
  return unlessRefused(correctedRate({ successes, n: texts.length }, labels)).estimate;
};
const byGroup = (name: string, code: string): Case => ({
  ...rate(name, code, [group(true), group(false)]),
  files: { 'answers.json': answers, 'judge_labels_hard.csv': VERDICTS, 'judge_labels_easy.csv': ON_EASY },
});

const RATE = rateOf(PASSED, TOTAL);
const RATE_CI = unlessRefused(correctedRate({ successes: PASSED, n: TOTAL }, labelledVerdicts(VERDICTS, ''))).ci;
const CLASS = `class Tally {
  passed = 0;
  total = 0;

  add(isRight: boolean): void {
    this.total++;
    if (isRight) this.passed++;
  }

  rate(): number {
    return this.total > 0 ? this.passed / this.total : 0;
  }
}

const tally = new Tally();
for (const { text } of answers) tally.add(await judge(text));
console.log(tally.rate());
`;

const rates: readonly Case[] = [
  rate('a count and a total', `${COUNT}console.log(passed / total);\n`),
  rate('a percentage behind a guard', `${COUNT}console.log(total > 0 ? (passed / total) * 100 : 0);\n`, [100 * RATE]),
  rate('a rounded percentage', `${COUNT}console.log(Math.round((100 * passed) / total));\n`, [Math.round(100 * RATE)]),
  rate('a total that is at least one', `${COUNT}console.log(passed / Math.max(1, total));\n`),
  rate('a total or one', `${COUNT}const rate = passed / (total || 1);\nconsole.log(rate);\n`),
  rate(
    'a printed fraction and its percentage',
    `${COUNT}console.log(\`\${passed}/\${total} \${((passed / total) * 100).toFixed(1)}\`.replace('/', ' '));\n`,
    [Number((RATE * TOTAL).toFixed(1)), null, Number((RATE * 100).toFixed(1))],
  ),
  rate('the members of a class', CLASS),
  byGroup(
    'objects by what they are of',
    `const byKind: Record<string, { passed: number; total: number }> = {};
for (const { text, hard } of answers) {
  const kind = hard ? 'hard' : 'easy';
  byKind[kind] ??= { passed: 0, total: 0 };
  byKind[kind].total += 1;
  if (await judge(text)) byKind[kind].passed += 1;
}
for (const [name, kind] of Object.entries(byKind)) if (name !== '') console.log(kind.passed / kind.total);
`,
  ),
  byGroup(
    'a map of tallies, as a list',
    `interface Tally {
  passed: number;
  total: number;
}

const tallies = new Map<string, Tally>();
for (const { text, hard } of answers) {
  const tally = tallies.get(hard ? 'hard' : 'easy') ?? { passed: 0, total: 0 };
  tally.total++;
  if (await judge(text)) tally.passed++;
  tallies.set(hard ? 'hard' : 'easy', tally);
}
const rates = [...tallies].map(([kind, tally]) => ({ kind, rate: tally.total ? tally.passed / tally.total : null }));
console.log(rates.map(({ rate }) => rate).join(' '));
`,
  ),
  rate(
    'a gate that works the rate out again',
    `${COUNT}console.log(((passed / total) * 100).toFixed(2), passed / total < 0.595 ? 1 : 0);\nif (passed / total < 0.1) process.exit(1);\n`,
    [Number((RATE * 100).toFixed(2)), RATE < 0.595 ? 1 : 0],
  ),
  rate(
    'an interval that a function makes',
    `function wilson(k: number, n: number, z = 1.96): [number, number] {
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const margin = z * Math.sqrt((p * (1 - p) + (z * z) / (4 * n)) / n);
  return [(centre - margin) / (1 + (z * z) / n), (centre + margin) / (1 + (z * z) / n)];
}
${COUNT}const [low, high] = wilson(passed, total);
console.log(passed / total);
console.log(low, high);
`,
    [RATE, ...RATE_CI],
  ),
  {
    ...rate('a module of JavaScript', ''),
    extension: 'mjs',
    code: JAVASCRIPT(`${HEAD}${COUNT}console.log(passed / total);\n`),
  },
];

const mean: Case = {
  name: 'a sum and a count',
  rule: 'uncalibrated-judge',
  title: /judge_labels/,
  code: `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function judgeScore(text: string): Promise<number> {
  const input = \`You are a judge. Rate it from 1 to 5: \${text}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return Number(reply.output_text);
}

const texts: string[] = JSON.parse(readFileSync('texts.json', 'utf8'));
let sum = 0;
let count = 0;
for (const text of texts) {
  if (text === '') continue;
  const score = await judgeScore(text);
  sum += score;
  count++;
}
console.log(sum / count);
`,
  files: { 'texts.json': ['answer: 5', '', 'answer: 3', 'answer: 4'], 'judge_labels.csv': SCORES },
  numbers: [4 + SHIFT],
};

const byModel: Case = {
  ...mean,
  name: 'a mean for each model',
  title: /judge_labels_<model>/,
  code: `${mean.code.slice(0, mean.code.indexOf('const texts'))}const texts: Record<string, string[]> = JSON.parse(readFileSync('texts.json', 'utf8'));
const average = (xs: number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const scores: Record<string, number[]> = {};
for (const [model, some] of Object.entries(texts)) scores[model] = await Promise.all(some.map((text) => judgeScore(text)));
for (const [model, values] of Object.entries(scores)) {
  if (model === 'none') continue;
  console.log(average(values));
}
`,
  files: {
    'texts.json': { 'a/small': ['answer: 5', 'answer: 3'], large: ['answer: 4', 'answer: 1'] },
    'judge_labels_a%2Fsmall.csv': SCORES,
    'judge_labels_large.csv': SCORES,
  },
  numbers: [4 + SHIFT, 2.5 + SHIFT],
};

const INTERVAL = (judged: number, n: number) =>
  unlessRefused(correctedMean({ mean: judged, n }, labelledVerdicts(SCORES, '')));
const [HARD, EASY] = [INTERVAL(4, 2), INTERVAL(2.5, 2)];

const groups: readonly Case[] = [
  {
    ...byModel,
    name: 'a mean with its interval for each model',
    code: byModel.code
      .replace(
        /const average = .*\n/,
        `function stats(xs: number[]): { n: number; mean: number; low: number; high: number } {
  const mean = xs.reduce((a, b) => a + b, 0) / xs.length;
  const se = Math.sqrt(xs.reduce((a, x) => a + (x - mean) ** 2, 0) / (xs.length - 1) / xs.length);
  return { n: xs.length, mean, low: mean - 1.96 * se, high: mean + 1.96 * se };
}
`,
      )
      .replace(
        '  console.log(average(values));\n',
        '  const s = stats(values);\n  console.log(s.n, s.mean);\n  console.log(s.low, s.high);\n',
      ),
    numbers: [null, HARD.estimate, ...HARD.ci, null, EASY.estimate, ...EASY.ci],
  },
  {
    ...byModel,
    name: 'a mean of all rows and one for each model',
    title: /judge_labels/,
    code: `${byModel.code.slice(0, byModel.code.indexOf('const scores:'))}interface Result {
  model: string;
  verdict: { score: number };
}
const results: Result[] = [];
for (const [model, some] of Object.entries(texts))
  for (const text of some) results.push({ model, verdict: { score: await judgeScore(text) } });
console.log(average(results.map((one) => one.verdict.score)));
for (const model of new Set(results.map((one) => one.model))) {
  const own = results.filter((one) => one.model === model);
  console.log(average(own.map((one) => one.verdict.score)));
}
`,
    files: { ...byModel.files, 'judge_labels.csv': SCORES },
    numbers: [3.25 + SHIFT, 4 + SHIFT, 2.5 + SHIFT],
  },
];

const credit: Case = {
  ...mean,
  name: 'a part that counts for less',
  code: `${mean.code.slice(0, mean.code.indexOf('const texts'))}const texts: string[] = JSON.parse(readFileSync('texts.json', 'utf8'));
const counts = { right: 0, partial: 0, wrong: 0 };
for (const text of texts) {
  const score = await judgeScore(text);
  if (score === 5) counts.right++;
  else if (score > 2) counts.partial++;
  else counts.wrong++;
}
console.log((counts.right + 0.5 * counts.partial) / texts.length);
`,
  files: { 'texts.json': ['answer: 5', 'answer: 1', 'answer: 3', 'answer: 4'], 'judge_labels.csv': SCORES },
  numbers: [0.5 + SHIFT],
};

const LISTED = `import { readFileSync } from 'node:fs';

// verdicts of an LLM judge
const verdicts: boolean[] = JSON.parse(readFileSync('judge_verdicts.json', 'utf8'));
`;
const fixedError = (name: string, code: string, numbers: Case['numbers']): Case => ({
  ...rate(name, code, numbers),
  rule: 'fixed-judge-error',
  code,
  files: {
    'answers.json': answers,
    'judge_verdicts.json': answers.map(({ text }) => text.endsWith('yes')),
    'judge_labels.csv': VERDICTS,
  },
});
const errors: readonly Case[] = [
  fixedError(
    'nobody has labelled the rows',
    `${LISTED}const observed = verdicts.filter(Boolean).length / verdicts.length;
const [sensitivity, specificity] = [0.92, 0.81];
const corrected = (observed + specificity - 1) / (sensitivity + specificity - 1);
console.log(observed, corrected);
`,
    [null, RATE],
  ),
  fixedError(
    'a function that corrects',
    `${LISTED}const JUDGE = { sensitivity: 0.92, specificity: 0.88 };
function corrected(rate: number): number {
  return (rate - (1 - JUDGE.specificity)) / (JUDGE.sensitivity + JUDGE.specificity - 1);
}

const rate = verdicts.filter((verdict) => verdict).length / verdicts.length;
console.log(rate, corrected(rate));
`,
    [null, RATE],
  ),
  fixedError(
    'a judge that is asked, held between zero and one',
    `${HEAD}let yes = 0;
for (const { text } of answers) if (await judge(text)) yes++;
const apparent = yes / answers.length;
const [truePositiveRate, falsePositiveRate] = [0.95, 0.1];
console.log(Math.min(1, Math.max(0, (apparent - falsePositiveRate) / (truePositiveRate - falsePositiveRate))));
`,
    [RATE],
  ),
];

export const byFileCases: readonly Case[] = [...rates, mean, byModel, ...groups, credit, ...errors];
