import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function judge(text: string): Promise<number> {
  const input = \`You are a judge. Rate this from 1 to 5: \${text}\`;
  return Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
}

const texts: string[] = JSON.parse(readFileSync('texts.json', 'utf8'));
const scores: number[] = [];
for (const text of texts) scores.push(await judge(text));
`;
const stats = (z: string, returned: string) => `function stats(xs: number[]) {
  const m = xs.reduce((a, b) => a + b, 0) / xs.length;
  const sd = Math.sqrt(xs.reduce((a, x) => a + (x - m) ** 2, 0) / (xs.length - 1));
  const half = (${z} * sd) / Math.sqrt(xs.length);
  return ${returned};
}
`;
const PAIR = '{ mean: m, ci: [m - half, m + half] }';
const all = (code: string) => repaired(HEAD + code, { name: 'report.ts', unsafeFixes: true });

describe('a function that gives a mean with its interval', () => {
  it('is replaced by the corrected one where it is called with a judge’s scores', async () => {
    const { text, left } = await all(`${stats('1.96', PAIR)}console.log(stats(scores));\n`);
    assert(text.includes('judgedRows(humanLabels(texts, 100'), text);
    assert(text.endsWith('console.log({ mean: corrected.estimate, ci: corrected.ci });\n'), text);
    assert.deepEqual(left, []);
  });

  it('is left alone where its interval is of another level, or it gives what nobody can say', async () => {
    for (const code of [
      `${stats('2.576', PAIR)}console.log(stats(scores).mean);\n`,
      `${stats('1.96', '{ mean: m, low: m - half, high: m + half, sd, skew: sd / m }')}console.log(stats(scores));\n`,
    ]) {
      const { text } = await all(code);
      assert(!text.includes('mean: corrected'), text);
    }
  });

  it('is no place to correct a mean that is a step to a spread', async () => {
    const { text, left } = await all(`const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
function std(xs: number[]) {
  const m = mean(xs);
  return Math.sqrt(xs.reduce((a, x) => a + (x - m) ** 2, 0) / (xs.length - 1));
}
console.log(mean(scores), 1.96 * (std(scores) / Math.sqrt(scores.length)));
`);
    assert(text.includes('  const m = mean(xs);\n'), text);
    assert(
      text.endsWith('console.log(corrected.estimate, 1.96 * ((corrected.ci[1] - corrected.ci[0]) / 3.92));\n'),
      text,
    );
    assert.deepEqual(left, []);
  });
});

describe('Wilson’s interval by hand', () => {
  const rows = `const rows: { text: string; human?: boolean; judge?: boolean }[] = texts.map((text) => ({ text }));
for (const row of rows) row.judge = (await judge(row.text)) > 3;
const n = rows.length;
const p = rows.filter((row) => row.judge).length / n;
const centre = p + 1.92 / n;`;
  const half = 'const half = 1.96 * Math.sqrt((p * (1 - p)) / n + 3.84 / (4 * n * n));';

  it('gives way to the corrected one, and what shares its line stays', async () => {
    const use = 'console.log(p, centre - half, centre + half);\n';
    const ends = 'console.log(p, corrected.ci[0], corrected.ci[1]);\n';
    const { text, left } = await all(`${rows}\n${half}\n${use}`);
    assert(!text.includes('const half') && !text.includes('const centre') && text.endsWith(ends), text);
    assert.deepEqual(left, []);
    const shared = await all(`${rows} ${half} console.log('counted');\n${use}`);
    assert(shared.text.includes("console.log('counted');\n") && shared.text.endsWith(ends), shared.text);
  });
});
