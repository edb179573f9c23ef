import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
import { standardDeviation } from 'simple-statistics';

const client = new OpenAI();
const prompts = readFileSync('prompts.txt', 'utf8').split('\\n');
`;
const loop = (declared: string, body: string) => `${declared}
for (const input of prompts) {
  for (let i = 0; i < 5; i++) {
    const { output_text } = await client.responses.create({ model: 'gpt-4o', input });
    ${body}
  }
}
`;
const ERROR = 'console.log(standardDeviation(words) / Math.sqrt(words.length));\n';

async function changed(code: string, name = 'report.ts', title: string | null = null): Promise<readonly string[]> {
  const { text, left } = await repaired(code, { unsafeFixes: true, name, only: 'dependent-generations', title });
  assert(text === code || !left.includes('dependent-generations'), text);
  const before = new Set(code.split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
}

describe('repairs in TypeScript: several answers to each prompt', () => {
  it('are averaged where they are collected', async () => {
    const code = HEAD + loop('const words: number[] = [];', 'words.push(output_text.length);') + ERROR;
    assert.deepEqual(await changed(code), [
      '  const ofPrompt: number[] = [];',
      '    ofPrompt.push(output_text.length);',
      '  words.push(ofPrompt.reduce((a, b) => a + b, 0) / ofPrompt.length);',
    ]);
    assert.equal((await changed(code, 'report.mjs'))[0], '  const ofPrompt = [];');
  });

  it('may be none', async () => {
    const code = HEAD + loop('const words: number[] = [];', 'if (output_text) words.push(output_text.length);') + ERROR;
    assert.equal(
      (await changed(code)).at(-1),
      '  if (ofPrompt.length > 0) words.push(ofPrompt.reduce((a, b) => a + b, 0) / ofPrompt.length);',
    );
  });

  it('are left alone where something else reads them', async () => {
    const code = HEAD + loop('const words: number[] = [];', 'words.push(output_text.length);') + ERROR;
    const read = `${code}console.log(words.filter((word) => word > 10));\n`;
    assert.deepEqual(await changed(read, 'report.ts', 'Average'), []);
  });

  it('have a spread of their own instead of that of passes and fails', async () => {
    const rate =
      'const rate = passed.reduce((a, b) => a + b, 0) / passed.length;\nconsole.log(Math.sqrt((rate * (1 - rate)) / passed.length));\n';
    const code = HEAD + loop('const passed: number[] = [];', "passed.push(output_text === 'yes' ? 1 : 0);") + rate;
    assert.equal(
      (await changed(code)).at(-1),
      'console.log(Math.sqrt(passed.reduce((sum, x) => sum + (x - rate) ** 2, 0) / (passed.length - 1) / passed.length));',
    );
  });

  const interval = (body: string) => `function bootstrapCI(xs: number[]): [number, number] {
  const drawn: number[] = [];
  for (let draw = 0; draw < 1000; draw++) {
    const sample = xs.map(() => xs[Math.floor(Math.random() * xs.length)]);
    drawn.push(sample.reduce((a, b) => a + b, 0) / sample.length);
  }
  drawn.sort((a, b) => a - b);
  ${body}
}
`;

  it('are clustered by what tells their prompts apart', async () => {
    const rows = loop(
      'const rows: { prompt: string; words: number }[] = [];',
      'rows.push({ prompt: input, words: output_text.length });',
    );
    const use = 'console.log(bootstrapCI(rows.map((row) => row.words)));\n';
    assert.deepEqual(await changed(HEAD + interval('return [drawn[1]!, drawn[9]!];') + rows + use), [
      "import { meanInterval } from 'unpool/statistics';",
      'const numbers = rows.map((row) => row.words);',
      'const clusters = rows.map((row) => row.prompt);',
      'console.log(meanInterval(numbers, { clusters }).ci);',
    ]);
    assert.deepEqual(
      await changed(
        HEAD +
          interval('return { low: drawn[1]!, high: drawn[9]! };').replace('[number, number]', 'object') +
          rows +
          use,
      ),
      [],
    );
    assert.deepEqual(
      await changed(HEAD + interval('return [drawn[1]!, drawn[9]!];') + rows.replaceAll('prompt:', 'note:') + use),
      [],
    );
  });
});
