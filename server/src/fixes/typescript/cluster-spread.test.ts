import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import OpenAI from 'openai';

const client = new OpenAI();
const prompts = ['What is 2 + 2?', 'What is 2 + 3?'];
const ask = async (input: string) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
`;
const ERROR = `const p = scores.reduce((a, b) => a + b, 0) / scores.length;
console.log(p, Math.sqrt((p * (1 - p)) / scores.length), scores.filter((score) => score === 1).length);
`;

async function changed(code: string): Promise<readonly string[]> {
  const { text, left } = await repaired(HEAD + code, {
    unsafeFixes: true,
    name: 'report.ts',
    only: 'dependent-generations',
  });
  const before = new Set((HEAD + code).split('\n'));
  assert(text === HEAD + code || !left.includes('dependent-generations'), text);
  return text.split('\n').filter((line) => !before.has(line));
}

const IMPORT = "import { meanInterval } from 'unpool/statistics';";
const LAST =
  'console.log(p, meanInterval(scores, { clusters }).standardError, scores.filter((score) => score === 1).length);';

describe('repairs in TypeScript: a standard error of several answers to each prompt', () => {
  it('notes the prompt beside each answer, in braces where there are none', async () => {
    const loop = `const scores: number[] = [];
for (const prompt of prompts) for (let i = 0; i < 5; i++) scores.push((await ask(prompt)) === '4' ? 1 : 0);
`;
    assert.deepEqual(await changed(loop + ERROR), [
      IMPORT,
      'const clusters: number[] = [];',
      'for (const prompt of prompts) for (let i = 0; i < 5; i++) {',
      "  scores.push((await ask(prompt)) === '4' ? 1 : 0);",
      '  clusters.push(prompts.indexOf(prompt));',
      '}',
      LAST,
    ]);
  });

  it('counts places where as many answers are asked of each prompt at once', async () => {
    const list = (more: string) =>
      `const scores = (await Promise.all(prompts.flatMap((prompt) => Array.from({ length: 5 }, async () => Number((await ask(prompt)) === '4')))))${more};\n`;
    assert.deepEqual(await changed(list('') + ERROR), [
      IMPORT,
      'const clusters = scores.map((_, i) => Math.floor(i / 5));',
      LAST,
    ]);
    assert.deepEqual(await changed(`${list('')}scores.sort();\n${ERROR}`), []);
    assert.deepEqual(await changed(list('.filter((score) => score >= 0)') + ERROR), []);
  });

  it('leaves a list alone that something else is put into', async () => {
    const loop = `const scores: number[] = [];
for (const prompt of prompts) for (let i = 0; i < 5; i++) scores.push((await ask(prompt)) === '4' ? 1 : 0);
scores.push(...[0, 1]);
`;
    assert.deepEqual(await changed(loop + ERROR), []);
  });
});
