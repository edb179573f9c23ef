import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const judged = (
  count: string,
  verdict = "reply.output_text.trim() === 'A'",
  parameters = 'ours: string, theirs: string',
) => {
  const [a, b] = parameters.split(', ').map((each) => each.split(':')[0]!) as [string, string];
  return `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const rows: { ours: string; theirs: string }[] = JSON.parse(readFileSync('pairs.json', 'utf8'));

async function better(${parameters}): Promise<boolean> {
  const prompt = \`Which answer is better? Say A or B.\\nAnswer A: \${${a}}\\nAnswer B: \${${b}}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input: prompt });
  return ${verdict};
}

let wins = 0;
const verdicts: number[] = [];
for (const row of rows) {
  ${count}
}
console.log(wins / rows.length, verdicts.reduce((a, b) => a + b, 0) / verdicts.length);
`;
};

async function changed(code: string, name = 'report.ts'): Promise<readonly string[]> {
  const options = { unsafeFixes: true, name, only: 'single-order-judging' };
  const { text, left } = await repaired(code, options);
  assert(text === code || !left.includes('single-order-judging'), text);
  assert.equal((await repaired(text, options)).text, text, 'a second time changes it again');
  const before = new Set(code.split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
}

const HELPER = [
  '/** The verdict in both orders: half of each where it turns with the order. */',
  'async function betterInBothOrders(ours: string, theirs: string): Promise<number> {',
  '  const first = Number(await better(ours, theirs));',
  '  const second = Number(await better(theirs, ours));',
  '  return (first + 1 - second) / 2;',
];

describe('repairs in TypeScript: a judge of pairs in one order', () => {
  it('is asked in both, and half a win counted where the verdict turns', async () => {
    for (const [count, line] of [
      ['if (await better(row.ours, row.theirs)) wins++;', 'wins += await betterInBothOrders(row.ours, row.theirs);'],
      [
        'if (await better(row.ours, row.theirs)) {\n    wins += 1;\n  }',
        'wins += await betterInBothOrders(row.ours, row.theirs);',
      ],
      [
        'wins += (await better(row.ours, row.theirs)) ? 1 : 0;',
        'wins += await betterInBothOrders(row.ours, row.theirs);',
      ],
      [
        'wins += Number(await better(row.ours, row.theirs));',
        'wins += await betterInBothOrders(row.ours, row.theirs);',
      ],
      [
        'verdicts.push((await better(row.ours, row.theirs)) ? 1 : 0);',
        'verdicts.push(await betterInBothOrders(row.ours, row.theirs));',
      ],
    ] as const)
      assert.deepEqual(await changed(judged(count)), [...HELPER, `  ${line}`], count);
  });

  it('is written without types in JavaScript, for a function that is a value, and in the way of the file', async () => {
    const code = judged('if (await better(row.ours, row.theirs)) wins++;')
      .replace(
        'async function better(ours: string, theirs: string): Promise<boolean>',
        'const better = async (ours, theirs) =>',
      )
      .replace(': { ours: string; theirs: string }[]', '')
      .replace(': number[]', '')
      .replaceAll(/;$/gm, '');
    assert.deepEqual(await changed(code, 'report.mjs'), [
      HELPER[0],
      'async function betterInBothOrders(ours, theirs) {',
      ...HELPER.slice(2).map((line) => line.replace(';', '')),
      '  wins += await betterInBothOrders(row.ours, row.theirs)',
    ]);
  });

  it('is not offered where half a win would be asked for yes or no, or nobody knows which answer is which', async () => {
    assert.deepEqual(
      await changed(judged('if (await better(row.ours, row.theirs)) wins++;\n  else console.log(row);')),
      [],
    );
    assert.deepEqual(
      await changed(judged('const won = await better(row.ours, row.theirs);\n  if (won) wins++;\n  console.log(won);')),
      [],
    );
    assert.deepEqual(
      await changed(judged('if (await better(row.ours, row.theirs)) wins++;', undefined, 'text: string, rest: string')),
      [],
    );
  });
});
