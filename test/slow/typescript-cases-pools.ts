import type { Case } from './typescript-cases.ts';

/** Pools that the real rows are left alone in where the pool is made: what is reckoned with it goes through it. */

const sides = [40, 60].map((n, side) =>
  Array.from({ length: n }, (_, i) => ({
    topic: `topic ${i % 4}`,
    score: ((i * 7 + side * 3) % 11) / 10 + side * 0.4,
  })),
);
const [real, synthetic] = sides as [(typeof sides)[number], (typeof sides)[number]];
const MEAN = real.reduce((sum, { score }) => sum + score, 0) / real.length;
const RATE = real.filter(({ score }) => score >= 0.5).length / real.length;
const squares = real.reduce((sum, { score }) => sum + (score - MEAN) ** 2, 0);
const ERROR = Math.sqrt(squares / (real.length - 1)) / Math.sqrt(real.length);

const HEAD = `import { readFileSync } from 'node:fs';

interface Row {
  topic: string;
  score: number;
}

`;
const FILES = `const load = (name: string): Row[] => JSON.parse(readFileSync(name, 'utf8'));
const real = load('real_rows.json');
const synthetic = load('synthetic_rows.json');
`;
const LOOP = `let total = 0;
for (const row of rows) total += row.score;
console.log(total / rows.length);
`;

const pool = (name: string, code: string, numbers: readonly number[] = [MEAN]): Case => ({
  name,
  rule: 'naive-pooling',
  code: HEAD + code,
  files: { 'real_rows.json': real, 'synthetic_rows.json': synthetic },
  numbers,
});

export const poolStepCases: readonly Case[] = [
  pool(
    'rows pushed one by one',
    `${FILES}const rows: Row[] = [];
for (const row of real) rows.push(row);
for (const row of synthetic) {
  rows.push(row);
}
${LOOP}`,
  ),
  pool(
    'rows pushed in callbacks',
    `${FILES}const scores: number[] = [];
real.forEach((row) => scores.push(row.score));
synthetic.forEach((row) => scores.push(row.score));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
  ),
  pool(
    'rows put to others on a condition',
    `${FILES}let rows = real;
if (!process.argv.includes('--real')) {
  rows = rows.concat(synthetic);
}
${LOOP}`,
  ),
  pool(
    'rows chosen by a condition',
    `${FILES}const rows = process.env.SMALL ? real : [...real, ...synthetic];\n${LOOP}`,
  ),
  pool(
    'a standard error by hand',
    `${FILES}const rows = [...real, ...synthetic];
let sum = 0;
rows.forEach((row) => {
  sum += row.score;
});
const mean = sum / rows.length;
console.log(mean);
let squares = 0;
rows.forEach((row) => {
  squares += (row.score - mean) ** 2;
});
const sd = Math.sqrt(squares / (rows.length - 1));
console.log(sd / Math.sqrt(rows.length));
`,
    [MEAN, ERROR],
  ),
  pool(
    'a class that holds both, and a method for all',
    `class Evaluation {
  private real: Row[] = [];
  private synthetic: Row[] = [];

  load(): void {
    this.real = JSON.parse(readFileSync('real_rows.json', 'utf8'));
    this.synthetic = JSON.parse(readFileSync('synthetic_rows.json', 'utf8'));
  }

  all(): Row[] {
    return this.real.concat(this.synthetic);
  }

  accuracy(): number {
    const rows = this.all();
    const passed = rows.filter((row) => row.score >= 0.5);
    return passed.length / rows.length;
  }
}

const evaluation = new Evaluation();
evaluation.load();
console.log(evaluation.accuracy());
`,
    [RATE],
  ),
  pool(
    'a field for all rows',
    `class Report {
  private rows: Row[] = [];

  load(): void {
    const real: Row[] = JSON.parse(readFileSync('real_rows.json', 'utf8'));
    const synthetic: Row[] = JSON.parse(readFileSync('synthetic_rows.json', 'utf8'));
    this.rows = [...real, ...synthetic];
  }

  mean(): number {
    return this.rows.reduce((sum, row) => sum + row.score, 0) / this.rows.length;
  }
}

const report = new Report();
report.load();
console.log(report.mean());
`,
  ),
  pool(
    'how many of them passed',
    `${FILES}const rows = real.concat(synthetic);
let passed = 0;
for (let i = 0; i < rows.length; i++) {
  if (rows[i]!.score >= 0.5) passed++;
}
console.log(passed / rows.length);
console.log(rows.filter((row) => row.score >= 0.5).length / rows.length);
`,
    [RATE, RATE],
  ),
];
