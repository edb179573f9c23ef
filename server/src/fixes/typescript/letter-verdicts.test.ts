import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const judge = (parameters: string) => `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const rows: { ours: string; theirs: string }[] = JSON.parse(readFileSync('pairs.json', 'utf8'));

async function compare(${parameters}: string): Promise<string> {
  const input = \`Which answer is better? Say A, B or tie.\\nAnswer A: \${${parameters.split(':')[0]}}\\nAnswer B: \${${parameters.split(', ')[1]}}\`;
  return (await client.responses.create({ model: 'gpt-4o', input })).output_text.trim();
}

`;

async function changed(use: string, parameters = 'a: string, b'): Promise<readonly string[]> {
  const code = judge(parameters) + use;
  const { text, left } = await repaired(code, { unsafeFixes: true, name: 'report.ts', only: 'single-order-judging' });
  const before = new Set(code.split('\n'));
  assert(text === code || !left.includes('single-order-judging'), text);
  return text.split('\n').filter((line) => !before.has(line));
}

const HELPER = [
  '/** The verdicts in both orders, of the answers as they are given here. */',
  'async function compareInBothOrders(a: string, b: string): Promise<string[]> {',
  '  const first = await compare(a, b);',
  '  const second = await compare(b, a);',
  "  return [first, second === 'A' ? 'B' : second === 'B' ? 'A' : second];",
];

describe('repairs in TypeScript: a judge of pairs that names the better one', () => {
  it('gives half a win for each verdict', async () => {
    const loop = `let wins = 0;
for (const { ours, theirs } of rows) {
  const winner = await compare(ours, theirs);
  if (winner === 'A') wins++;
}
console.log(wins / rows.length);
`;
    assert.deepEqual(await changed(loop), [
      ...HELPER,
      "  for (const winner of await compareInBothOrders(ours, theirs)) if (winner === 'A') wins += 0.5;",
    ]);
    assert(
      (await changed(loop, 'first: string, second')).some((line) =>
        /const first2 = await compare\(first, second\)/.test(line),
      ),
    );
  });

  it('lists both verdicts where shares are taken of the list', async () => {
    const list = 'const verdicts = await Promise.all(rows.map((row) => compare(row.ours, row.theirs)));\n';
    const wins = "verdicts.filter((verdict) => verdict === 'A').length";
    assert.deepEqual(await changed(`${list}console.log(${wins} / verdicts.length);\n`), [
      ...HELPER,
      'const verdicts = (await Promise.all(rows.map((row) => compareInBothOrders(row.ours, row.theirs)))).flat();',
    ]);
    // there are twice as many then
    assert.deepEqual(await changed(`${list}console.log(${wins} / rows.length);\n`), []);
    assert.deepEqual(await changed(`${list}console.log(${wins} / verdicts.length, verdicts[0]);\n`), []);
  });

  it('leaves alone what does more than count', async () => {
    const loop = (does: string) => `let wins = 0;
for (const { ours, theirs } of rows) {
  const winner = await compare(ours, theirs);
  ${does}
}
console.log(wins / rows.length);
`;
    assert.deepEqual(await changed(loop("if (winner === 'A') wins++;\n  console.log(winner);")), []);
    assert.deepEqual(await changed(loop("if (winner === 'A') wins += ours.length;")), []);
    assert.deepEqual(await changed(loop("if (winner.startsWith('A')) wins++;")), []);
  });
});
