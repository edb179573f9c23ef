import type { Case } from './typescript-cases.ts';

/** Gaps that are filled with the mean or median of the others: the numbers are those of the observed values. */

const rows = Array.from({ length: 60 }, (_, i) => ({
  id: `r${i}`,
  score: i % 4 === 1 ? null : ((i * 7) % 11) / 10 + (i % 3) * 0.3,
}));
const observed = rows.flatMap(({ score }) => score ?? []);
const MEAN = observed.reduce((sum, score) => sum + score, 0) / observed.length;
const squares = observed.reduce((sum, score) => sum + (score - MEAN) ** 2, 0);
const ERROR = Math.sqrt(squares / (observed.length - 1) / observed.length);

const HEAD = `import { readFileSync } from 'node:fs';

interface Row {
  id: string;
  score: number | null;
}

const rows: Row[] = JSON.parse(readFileSync('ratings.json', 'utf8'));
const known = rows.flatMap((row) => (row.score === null ? [] : [row.score]));
const average = known.reduce((sum, score) => sum + score, 0) / known.length;
`;
const ERROR_OF = `const error = (xs: readonly number[]): number => {
  const m = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const squares = xs.reduce((sum, x) => sum + (x - m) ** 2, 0);
  return Math.sqrt(squares / (xs.length - 1)) / Math.sqrt(xs.length);
};
`;

const gaps = (name: string, code: string, numbers: readonly (number | null)[], extension?: 'mjs'): Case => ({
  name,
  rule: 'imputed-as-observed',
  code,
  files: { 'ratings.json': rows },
  numbers,
  ...(extension ? { extension } : {}),
});

export const gapCases: readonly Case[] = [
  gaps(
    'put into a list one by one',
    `${HEAD}${ERROR_OF}const filled: number[] = [];
for (const row of rows) {
  // no score yet
  filled.push(row.score ?? average);
}
console.log(error(filled));
console.log(filled.length);
`,
    [ERROR, null],
  ),
  gaps(
    'put into a list by their places',
    `${HEAD}${ERROR_OF}const filled: number[] = [];
for (let i = 0; i < rows.length; i++) filled.push(rows[i]!.score ?? average);
console.log(filled.reduce((sum, x) => sum + x, 0) / filled.length - average < 1e-9 ? 1 : 0);
console.log(error(filled));
`,
    [null, ERROR],
  ),
  gaps(
    'by a function of the file',
    `${HEAD}${ERROR_OF}function complete(list: Row[]): Row[] {
  return list.map((row) => ({ ...row, score: row.score ?? average }));
}

const full = complete(rows);
console.log(error(full.map((row) => row.score!)));
console.log(full.length);
`,
    [ERROR, null],
  ),
  gaps(
    'a field of a type with gaps, worked out by hand',
    `${HEAD}const filled = rows.map((row) => ({ ...row, score: row.score ?? average }));
const n = filled.length;
const mean = filled.reduce((sum, row) => sum + row.score, 0) / n;
const variance = filled.reduce((sum, row) => sum + (row.score - mean) ** 2, 0) / (n - 1);
console.log(Math.sqrt(variance / n));
console.log(filled.length);
`,
    [ERROR, null],
  ),
  gaps(
    'numbers by themselves, in a function',
    `${HEAD}${ERROR_OF}const filled = rows.map((row) => row.score ?? average);
console.log(error(filled));
console.log(filled.length);
`,
    [ERROR, null],
  ),
  gaps(
    'a test for null',
    `${HEAD}${ERROR_OF}const scores = rows.map(({ score }) => (score === null ? average : score));
console.log(error(scores));
`,
    [ERROR],
  ),
  gaps(
    'a loop that fills the rows themselves',
    `import { readFileSync } from 'node:fs';
${ERROR_OF.replace(': readonly number[]', '').replace(': number', '')}
const rows = JSON.parse(readFileSync('ratings.json', 'utf8'));
const known = rows.filter((row) => row.score !== null).map((row) => row.score);
const average = known.reduce((sum, score) => sum + score, 0) / known.length;
for (const row of rows) {
  if (row.score === null) row.score = average;
}
console.log(error(rows.map((row) => row.score)));
console.log(rows.length);
`,
    [ERROR, null],
    'mjs',
  ),
];
