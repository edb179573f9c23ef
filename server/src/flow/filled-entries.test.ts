import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import { readFileSync } from 'node:fs';
import { mean, median, sampleStandardDeviation, tTest } from 'simple-statistics';
import _ from 'lodash';
const rows = JSON.parse(readFileSync('ratings.json', 'utf8'));
const known = rows.filter((row) => row.score != null).map((row) => row.score);
const middle = mean(known);
const error = (xs) => sampleStandardDeviation(xs) / Math.sqrt(xs.length);
`;
const ofScores = 'console.log(error(rows.map((row) => row.score)));';

const FOUND: Readonly<Record<string, string>> = {
  'by ??': 'console.log(error(rows.map((row) => row.score ?? middle)));',
  'by ||': 'console.log(error(rows.map((row) => row.score || middle)));',
  'by a test for null': 'console.log(error(rows.map(({ score }) => (score === null ? middle : score))));',
  'by a test for either': `console.log(error(rows.map(({ score }) => (score === null || score === undefined ? middle : score))));`,
  'by a test for numbers': `console.log(error(rows.map(({ score }) => (typeof score === 'number' ? score : middle))));`,
  'by a test for NaN': 'console.log(error(rows.map((row) => (!Number.isNaN(row.score) ? row.score : middle))));',
  "by lodash's test": 'console.log(error(_.map(rows, (row) => (_.isNil(row.score) ? middle : row.score))));',
  'in a loop': `for (const row of rows) row.score ??= middle;\n${ofScores}`,
  'in a loop that asks': `for (const row of rows) {\n  if (row.score === null) row.score = median(known);\n}\n${ofScores}`,
  'in a loop by index': `for (let i = 0; i < rows.length; i++) if (rows[i].score == null) rows[i].score = middle;\n${ofScores}`,
  'in a list that a loop fills':
    'const xs = [];\nfor (const row of rows) xs.push(row.score ?? middle);\nconsole.log(tTest(xs, 0.5));',
  'in a field': `const all = rows.map((row) => ({ ...row, score: row.score ?? middle }));\nconsole.log(error(all.map((row) => row.score)));`,
  'by a mean worked out by hand': `const m = known.reduce((sum, x) => sum + x, 0) / known.length;
console.log(error(rows.map((row) => row.score ?? m)));`,
  'by a function of the code': `function impute(values) {
  const there = values.filter((value) => value !== null);
  const m = there.reduce((sum, x) => sum + x, 0) / there.length;
  return values.map((value) => value ?? m);
}
console.log(error(impute(rows.map((row) => row.score))));`,
};

const NOT_FOUND: Readonly<Record<string, string>> = {
  'a default': 'console.log(error(rows.map((row) => row.score ?? 0)));',
  'the number before': 'let before = 0;\nconsole.log(error(rows.map((row) => (before = row.score ?? before))));',
  'a setting': 'const limit = rows[0].limit ?? middle;\nconsole.log(error(known.map((score) => score - limit)));',
  'the mean of a group that has none': `const means = { a: mean(known) };
console.log(error(['a', 'b'].map((group) => means[group] ?? middle)));`,
  'counts of a tally': `const counts = {};
for (const row of rows) counts[row.model] = (counts[row.model] ?? 0) + row.score;
console.log(error(Object.values(counts)));`,
  'a mean that no interval is of': 'console.log(mean(rows.map((row) => row.score ?? middle)));',
  'another field': `const all = rows.map((row) => ({ ...row, score: row.score ?? middle }));
console.log(error(all.map((row) => row.age)));`,
  'what is only shown': `console.log(rows.map((row) => row.score ?? middle));\nconsole.log(error(known));`,
  'what another test is of': 'console.log(error(rows.map((row) => (row.kind === null ? middle : row.score))));',
};

const rulesIn = async (code: string): Promise<readonly string[]> => {
  const workspace = new TestWorkspace({ 'report.ts': HEAD + code });
  const { findings } = await workspace.analyse('report.ts');
  return findings.map(({ rule }) => rule);
};

describe('gaps filled entry by entry', () => {
  for (const [name, code] of Object.entries(FOUND))
    it(`are found: ${name}`, async () => {
      assert.deepEqual(await rulesIn(code), ['imputed-as-observed']);
    });

  for (const [name, code] of Object.entries(NOT_FOUND))
    it(`are not: ${name}`, async () => {
      assert.deepEqual(await rulesIn(code), []);
    });
});
