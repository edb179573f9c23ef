import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
import { parse } from 'csv-parse/sync';
import { linearRegression, mean, sampleStandardDeviation } from 'simple-statistics';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o-mini', input })).output_text;
const guessStars = async (text) => Number(await ask(\`How many stars (1-5) would the guest give? \${text}\`));
const rows = parse(readFileSync('stays.csv'), { columns: true });
`;
const MEAN = 'console.log(mean(rows.map((row) => row.stars)));';
const LOOP = (body: string) => `for (const row of rows) {\n${body}\n}\n${MEAN}`;

const FOUND: Readonly<Record<string, string>> = {
  'by ??': `const all = [];
for (const row of rows) all.push(row.stars ?? (await guessStars(row.text)));
console.log(mean(all));`,
  'in a field of a copy': `const all = await Promise.all(rows.map(async (row) => ({ ...row, stars: row.stars ?? (await guessStars(row.text)) })));
console.log(sampleStandardDeviation(all.map((row) => row.stars)) / Math.sqrt(all.length));`,
  'in place': LOOP('row.stars ??= await guessStars(row.text);'),
  'where the cell is blank, beside a number': LOOP(
    `if (row.stars === '' && row.text) row.stars = await guessStars(row.text);\nelse row.stars = Number(row.stars);`,
  ),
  'after those that are there are passed over': LOOP(
    'if (row.stars !== null) continue;\nconst stars = await guessStars(row.text);\nif (Number.isNaN(stars)) continue;\nrow.stars = stars;',
  ),
  'by what is counted beside': `let filled = 0;
${LOOP('if (!row.stars) {\nrow.stars = Number(await ask(row.text));\nfilled++;\n}')}`,
  'in a function for each': `await Promise.all(rows.map(async (row) => {
  if (row.stars === '') row.stars = await guessStars(row.text);
}));
${MEAN}`,
  'in a share of those that are counted': `for (const row of rows) row.stars ||= await guessStars(row.text);
const happy = rows.filter((row) => row.stars >= 4).length;
console.log((100 * happy) / rows.length);`,
  'in a regression': `for (const row of rows) row.stars ||= await guessStars(row.text);
console.log(linearRegression(rows.map((row) => [Number(row.nights), Math.log(row.stars)])).m);`,
  'after a person': `let hateful = 0;
for (const row of rows) if ((row.moderator ?? (await ask(\`HATE or OK? \${row.text}\`))) === 'HATE') hateful++;
console.log(hateful / rows.length);`,
};

const NOT_FOUND: Readonly<Record<string, string>> = {
  'an answer that is kept for the next run': `for (const row of rows) row.answer ??= await ask(row.question);
console.log(mean(rows.map((row) => (row.answer === row.expected ? 1 : 0))));`,
  'a cache': `const cache = JSON.parse(readFileSync('cache.json', 'utf8'));
const all = [];
for (const row of rows) all.push(Number((cache[row.id] ??= await guessStars(row.text)).length));
console.log(mean(all));`,
  'what nobody says is filled': LOOP('row.tone ??= await ask(row.text);'),
  'another field': LOOP('row.region ??= await guessStars(row.text);'),
  'how many were filled': `let filled = 0;
for (const row of rows) {
  if (row.stars === '' || row.stars === 'NA') {
    row.stars = await guessStars(row.text);
    filled++;
  }
}
console.log(\`filled \${filled} of \${rows.length}, \${filled / rows.length}\`);
const open = rows.filter((row) => !row.stars).length;
console.log(open / rows.length);`,
  'the observed ones': `const known = rows.filter((row) => row.stars !== '').map((row) => Number(row.stars));
${LOOP('row.filled = row.stars ?? (await guessStars(row.text));').replace(MEAN, 'console.log(mean(known));')}`,
  'what a mark keeps apart': `const all = await Promise.all(rows.map(async (row) => ({ ...row, stars: row.stars ?? (await guessStars(row.text)), imputed: row.stars == null })));
for (const group of [all.filter((row) => row.imputed), all.filter((row) => !row.imputed)]) console.log(mean(group.map((row) => row.stars)));`,
};

const rulesIn = async (code: string): Promise<readonly string[]> => {
  const { findings } = await new TestWorkspace({ 'report.ts': HEAD + code }).analyse('report.ts');
  return findings.map(({ rule }) => rule);
};

describe("gaps filled with a language model's answers", () => {
  for (const [name, code] of Object.entries(FOUND))
    it(`are found: ${name}`, async () => {
      assert.deepEqual(await rulesIn(code), ['imputed-as-observed']);
    });

  for (const [name, code] of Object.entries(NOT_FOUND))
    it(`are not: ${name}`, async () => {
      assert.ok(!(await rulesIn(code)).includes('imputed-as-observed'));
    });

  it('are found in rows that a function changes one by one, where its name says what it changes', async () => {
    const code = `rows.forEach((row) => { row.age = Number(row.age); });
await Promise.all(rows.map(async (row) => { row.stars ||= await guessStars(row.text); }));`;
    assert.deepEqual(await rulesIn(`${code}\n${MEAN}`), ['imputed-as-observed']);
    assert.deepEqual(await rulesIn(`${code}\n${MEAN.replace('stars', 'age')}`), []);
  });

  it('are no gaps where a judge goes on with its work', async () => {
    const code = `for (const row of rows) {
  if (row.score === undefined) row.score = Number(await ask(\`You are a strict judge. Rate the answer from 1 to 5: \${row.answer}\`));
}
console.log(mean(rows.map((row) => row.score)));`;
    const rules = await rulesIn(code);
    assert.ok(rules.includes('uncalibrated-judge') && !rules.includes('imputed-as-observed'));
  });
});
