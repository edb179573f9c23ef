import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const GROW = (then: string) => `import { readFileSync, writeFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
const asked = JSON.parse(readFileSync('asked.json', 'utf8'));
const more = [];
for (const one of asked)
  for (const question of JSON.parse(await ask(\`Write three questions like this: \${one.question}\`)))
    more.push({ question, page: one.page });
${then}
`;
const SCORE = (file: string) => `import { readFileSync } from 'node:fs';
const rows = JSON.parse(readFileSync('${file}', 'utf8'));
let hits = 0;
for (const row of rows) if ((await search(row.question)) === row.page) hits++;
console.log(hits / rows.length);
`;

const rulesIn = async (files: Readonly<Record<string, string>>, main: string): Promise<readonly string[]> => {
  const { findings } = await new TestWorkspace(files).analyse(main);
  return findings.filter(({ severity }) => severity !== 'information').map(({ rule }) => rule);
};

describe('a test set with made-up rows in it', () => {
  it('is told where another script scores it', async () => {
    const grow = GROW("writeFileSync('golden.json', JSON.stringify([...asked, ...more]));");
    const files = { 'grow.ts': grow, 'score.ts': SCORE('golden.json') };
    assert.deepEqual(await rulesIn(files, 'score.ts'), ['synthetic-in-test']);
  });

  it('is told where it is cut off after they came in, by any words', async () => {
    const grow = GROW(`const all = [...asked, ...more].sort(() => Math.random() - 0.5);
writeFileSync('train.json', JSON.stringify(all.slice(0, 400)));
writeFileSync('test.json', JSON.stringify(all.slice(400)));`).replace(
      'three questions like this:',
      'three other ways a customer might ask this:',
    );
    assert.deepEqual(await rulesIn({ 'grow.ts': grow, 'score.ts': SCORE('test.json') }, 'score.ts'), [
      'synthetic-in-test',
    ]);
  });

  it('is told once, whatever is computed of it', async () => {
    const grow = GROW("writeFileSync('golden.json', JSON.stringify(asked.concat(more)));");
    const score = `${SCORE('golden.json')}console.log((100 * hits) / rows.length);\n`;
    assert.deepEqual(await rulesIn({ 'grow.ts': grow, 'score.ts': score }, 'score.ts'), ['synthetic-in-test']);
  });

  it('is none where they are only trained on', async () => {
    const grow = GROW(`writeFileSync('train.json', JSON.stringify([...asked, ...more]));
writeFileSync('test.json', JSON.stringify(asked));`);
    assert.deepEqual(await rulesIn({ 'grow.ts': grow, 'score.ts': SCORE('test.json') }, 'score.ts'), []);
  });

  it('is none where they are scored by origin', async () => {
    const grow =
      GROW(`const cases = [...asked.map((one) => ({ ...one, source: 'real' })), ...more.map((one) => ({ ...one, source: 'synthetic' }))];
writeFileSync('golden.json', JSON.stringify(cases));`);
    const score = SCORE('golden.json').replace("'utf8'));", "'utf8')).filter((row) => row.source === 'real');");
    assert.deepEqual(await rulesIn({ 'grow.ts': grow, 'score.ts': score }, 'score.ts'), []);
  });
});
