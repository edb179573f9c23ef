import type { Case } from './typescript-cases.ts';

/** Weights of a sample that a mean leaves out. */

const rows = Array.from({ length: 120 }, (_, i) => ({
  trust: ((i * 7) % 11) / 10 + (i % 3 === 0 ? 0.6 : 0),
  propensity: i % 3 === 0 ? 0.8 : 0.4,
}));
const total = rows.reduce((sum, { propensity }) => sum + 1 / propensity, 0);
const MEAN = rows.reduce((sum, { trust, propensity }) => sum + trust / propensity, 0) / total;
const WORTH = total ** 2 / rows.reduce((sum, { propensity }) => sum + 1 / propensity ** 2, 0);

export const weightCases: readonly Case[] = [
  {
    name: 'a mean beside weights of respondents',
    rule: 'unused-weights',
    code: `import { readFileSync } from 'node:fs';

interface Row {
  trust: number;
  propensity: number;
}

const rows: Row[] = JSON.parse(readFileSync('people.json', 'utf8'));
const ipw = rows.map((row) => 1 / row.propensity);
console.log(rows.reduce((sum, row) => sum + row.trust, 0) / rows.length);
`,
    files: { 'people.json': rows },
    numbers: [WORTH, MEAN],
  },
];
