import { judgedRows, ppiMean, unlessRefused } from '../../shared/src/statistics/index.ts';
import { golden } from '../golden/golden.ts';
import { type Case, rowsOf } from './typescript-cases.ts';

/** Numbers of a judge that go through functions and classes of the file, whose rows people label in `to_label.csv`. */

const RATE: number = golden.cases.poststrat_mover!.expected.est;
const SCORE: number = golden.cases.rec_ppi_mean_score!.expected.est;

const binary = rowsOf('judge_binary.csv', ['human', 'judge']);
const columnOf = (name: string) => binary.map((row) => row[name] as number | null);
const RATE_AS_SCORE = unlessRefused(ppiMean(judgedRows(columnOf('human'), columnOf('judge') as number[]))).estimate;

const RATE_CI: readonly [number, number] = golden.cases.poststrat_mover!.expected.ci95;
const [LOW, HIGH] = golden.cases.rec_ppi_mean_score!.expected.ci95;

const sheetOf = (file: string): string =>
  `row,human\n${rowsOf(file, ['human'])
    .flatMap(({ human }, i) => (human === null ? [] : `${i},${human}\n`))
    .join('')}`;
const answersOf = (file: string) =>
  rowsOf(file, ['judge']).map(({ judge }, i) => ({ text: `answer: ${judge}`, seconds: i % 7 }));

const [PASSES, SCORES] = ['judge_binary.csv', 'judge_score.csv'];
const SHEETS = { rate: sheetOf(PASSES!), score: sheetOf(SCORES!) };
const ANSWERS = { rate: answersOf(PASSES!), score: answersOf(SCORES!) };

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

interface Verdict {
  score: number;
  passed: boolean;
}

async function judge(text: string): Promise<Verdict> {
  const input = \`You are a judge. Grade this: \${text}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  const score = Number(reply.output_text);
  return { score, passed: score === 1 };
}

interface Answer {
  text: string;
  seconds: number;
}

const answers: Answer[] = JSON.parse(readFileSync('answers.json', 'utf8'));
`;

const MEAN = 'const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;\n';
const JUDGED =
  'const judged = await Promise.all(answers.map(async (answer) => ({ ...answer, judge: await judge(answer.text) })));\n';
const LOOP = `const results: { text: string; verdict: Verdict }[] = [];
for (const { text } of answers) results.push({ text, verdict: await judge(text) });
`;

const of = (kind: 'rate' | 'score', name: string, code: string, numbers?: Case['numbers']): Case => ({
  name,
  rule: 'uncalibrated-judge',
  code: HEAD + code,
  files: { 'answers.json': ANSWERS[kind], 'to_label.csv': SHEETS[kind] },
  numbers: numbers ?? [kind === 'rate' ? RATE : SCORE],
});
const rate = (name: string, code: string, numbers?: Case['numbers']): Case => of('rate', name, code, numbers);
const score = (name: string, code: string, numbers?: Case['numbers']): Case => of('score', name, code, numbers);

export const helperCases: readonly Case[] = [
  score(
    'a mean of whatever it is handed',
    `${MEAN}${JUDGED}console.log(mean(judged.map((one) => one.seconds)));\nconsole.log(mean(judged.map((one) => one.judge.score)));\n`,
    [null, SCORE],
  ),
  score(
    'a mean that is added up in a loop, of rows that get a verdict',
    `function average(values: number[]): number {
  if (values.length === 0) return 0;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
interface Row extends Answer {
  judge?: Verdict;
}
const rows: Row[] = answers;
for (const row of rows) row.judge = await judge(row.text);
console.log(average(rows.map((row) => row.seconds)));
console.log(average(rows.map((row) => row.judge!.score)));
`,
    [null, SCORE],
  ),
  score(
    'a mean that is shown with so many digits',
    `function shown(xs: number[], digits = 2): string {
  if (xs.length === 0) return 'nothing';
  return (xs.reduce((a, b) => a + b, 0) / xs.length).toFixed(digits);
}
${LOOP}console.log(shown(results.map(({ verdict }) => verdict.score), 9));
`,
    [Number(SCORE.toFixed(9))],
  ),
  score(
    'a method of the class with the verdicts',
    `class Report {
  constructor(private readonly verdicts: Verdict[]) {}

  private mean(xs: number[]): number {
    return xs.reduce((a, b) => a + b, 0) / xs.length;
  }

  print(): void {
    console.log(this.mean(this.verdicts.map((one) => one.score)));
  }
}

const verdicts: Verdict[] = [];
for (const { text } of answers) verdicts.push(await judge(text));
new Report(verdicts).print();
`,
  ),
  score(
    'an interval that is drawn again and again',
    `${MEAN}function bootstrap(values: number[], times = 200): { low: number; high: number } {
  const means: number[] = [];
  for (let i = 0; i < times; i++) {
    let sum = 0;
    for (let j = 0; j < values.length; j++) sum += values[(i * 31 + j * j) % values.length]!;
    means.push(sum / values.length);
  }
  means.sort((a, b) => a - b);
  return { low: means[Math.floor(0.025 * times)]!, high: means[Math.floor(0.975 * times)]! };
}
${LOOP}const scores = results.map((one) => one.verdict.score);
console.log(mean(scores));
const ci = bootstrap(scores, 400);
console.log(ci.low, ci.high);
`,
    [SCORE, LOW!, HIGH!],
  ),
  score(
    'a function that gives a mean with its interval',
    `function stats(xs: number[]) {
  const m = xs.reduce((a, b) => a + b, 0) / xs.length;
  const sd = Math.sqrt(xs.reduce((a, x) => a + (x - m) ** 2, 0) / (xs.length - 1));
  const half = (1.96 * sd) / Math.sqrt(xs.length);
  return { mean: m, ci: [m - half, m + half] };
}
${LOOP}console.log(stats(answers.map((answer) => answer.seconds)).mean);
const { mean, ci } = stats(results.map((one) => one.verdict.score));
console.log(mean);
console.log(ci[0]!, ci[1]!);
`,
    [null, SCORE, LOW!, HIGH!],
  ),
  score(
    'the same by the mean of another function, with all that may be told',
    `${MEAN}function summarize(values: number[]): { n: number; mean: number; se: number; margin: number; low: number; high: number } {
  const m = mean(values);
  const variance = values.reduce((s, v) => s + (v - m) ** 2, 0) / (values.length - 1);
  const se = Math.sqrt(variance / values.length);
  return { n: values.length, mean: m, se, margin: 1.96 * se, low: m - 1.96 * se, high: m + 1.96 * se };
}
const scores: number[] = [];
for (const { text } of answers) scores.push((await judge(text)).score);
const result = summarize(scores);
console.log(result.n, result.mean);
console.log(result.low, result.high);
console.log(result.se, result.margin);
`,
    [null, SCORE, LOW!, HIGH!, (HIGH! - LOW!) / 3.92, (HIGH! - LOW!) / 2],
  ),
  score(
    'a spread by a function, and an interval by hand',
    `${MEAN}const std = (xs: number[]) => {
  const m = mean(xs);
  return Math.sqrt(xs.reduce((s, x) => s + (x - m) ** 2, 0) / (xs.length - 1));
};
const scores = (await Promise.all(answers.map((answer) => judge(answer.text)))).map((one) => one.score);
const m = mean(scores);
const sd = std(scores);
const margin = (1.96 * sd) / Math.sqrt(scores.length);
console.log(m);
console.log(margin);
`,
    [SCORE, (HIGH! - LOW!) / 2],
  ),
  rate(
    'the interval of Wilson by hand',
    `${JUDGED}const passed = judged.filter((one) => one.judge.passed).length;
const n = judged.length;
const p = passed / n;
const z = 1.96;
const center = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
console.log(p);
console.log(center - half, center + half);
`,
    [RATE, ...RATE_CI],
  ),
  rate(
    'the same in a function that gives the rate, too',
    `interface Result {
  text: string;
  verdict: Verdict;
}
function passRate(all: Result[]) {
  const n = all.length;
  const p = all.filter((one) => one.verdict.passed).length / n;
  const z = 1.96;
  const denominator = 1 + (z * z) / n;
  const center = (p + (z * z) / (2 * n)) / denominator;
  const margin = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / denominator;
  return { rate: p, lower: center - margin, upper: center + margin };
}
${LOOP}const { rate, lower, upper } = passRate(results);
console.log(rate);
console.log(lower, upper);
`,
    [RATE, ...RATE_CI],
  ),
  rate(
    'a class that judges and reports',
    `class Evaluation {
  private results: { text: string; verdict: Verdict }[] = [];

  async run(all: Answer[]): Promise<void> {
    for (const { text } of all) this.results.push({ text, verdict: await judge(text) });
  }

  passRate(): number {
    return this.results.filter((one) => one.verdict.passed).length / this.results.length;
  }
}

const evaluation = new Evaluation();
await evaluation.run(answers);
console.log(evaluation.passRate());
`,
  ),
  rate(
    'a percentage of a part and a whole',
    `const percent = (part: number, whole: number): string => ((100 * part) / whole).toFixed(9);
${LOOP}console.log(percent(results.filter((one) => one.verdict.passed).length, results.length));
`,
    [Number((100 * RATE).toFixed(9))],
  ),
  rate(
    'a part of a whole, or nothing',
    `const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
${LOOP}const passed = results.filter((one) => one.verdict.passed);
console.log(ratio(passed.length, results.length));
`,
  ),
  {
    ...score(
      'two numbers by one function',
      `${MEAN}${LOOP}console.log(mean(results.map((one) => one.verdict.score)));
console.log(mean(results.map((one) => (one.verdict.passed ? 1 : 0))));
`,
      [RATE_AS_SCORE, RATE],
    ),
    files: { 'answers.json': ANSWERS.rate, 'to_label_score.csv': SHEETS.rate, 'to_label_passed.csv': SHEETS.rate },
  },
];
