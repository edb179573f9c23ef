// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is repaired are templates
import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const loop = (
  behind: string,
  { head = 'for (const row of rows) {', pair = ['row.a', 'row.b'], form = 'Say A or B.' } = {},
) =>
  `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const rows = JSON.parse(readFileSync('pairs.json', 'utf8'));
let wins = 0;
let losses = 0;
const verdicts = [];
${head}
  const reply = await client.responses.create({
    model: 'gpt-4o',
    input: \`Which answer is better? ${form}
Answer A: \${${pair[0]}}
Answer B: \${${pair[1]}}\`,
  });
  ${behind}
}
console.log(wins / rows.length, losses, verdicts.filter((one) => one === 'A').length / rows.length);
`;

async function changed(code: string, name = 'report.js'): Promise<readonly string[]> {
  const options = { unsafeFixes: true, name, only: 'single-order-judging' };
  const { text, left } = await repaired(code, options);
  assert(text === code || !left.includes('single-order-judging'), text);
  assert.equal((await repaired(text, options)).text, text, 'a second time changes it again');
  const before = new Set(code.split('\n'));
  const added = text.split('\n').filter((line) => !before.has(line));
  return added.filter((line) => !before.has(line.slice(2)));
}

const HEAD = [
  '  for (const [first, second, turned] of [',
  '    [row.a, row.b, false],',
  '    [row.b, row.a, true],',
  '  ]) {',
];
const SHOWN = ['Answer A: ${first}', 'Answer B: ${second}`,'];

describe('repairs in TypeScript: a loop that asks about pairs in one order', () => {
  it('asks in both, and looks for the other label in the second', async () => {
    for (const [behind, ...lines] of [
      [
        "if (reply.output_text.trim() === 'A') wins++;",
        "    if (reply.output_text.trim() === (turned ? 'B' : 'A')) wins += 0.5;",
      ],
      [
        "if (reply.output_text.startsWith('A')) wins += 1",
        "    if (reply.output_text.startsWith(turned ? 'B' : 'A')) wins += 0.5",
      ],
      [
        "const text = reply.output_text;\n  wins += text.includes('[[A]]') ? 1 : 0;",
        "    wins += text.includes(turned ? '[[B]]' : '[[A]]') ? 0.5 : 0;",
      ],
      [
        "const won = reply.output_text.trim() === 'A';\n  if (won) wins++;\n  else losses++;",
        "    const won = reply.output_text.trim() === (turned ? 'B' : 'A');",
        '    if (won) wins += 0.5;',
        '    else losses += 0.5;',
      ],
    ] as const)
      assert.deepEqual(await changed(loop(behind)), [...HEAD, ...SHOWN, ...lines], behind);
  });

  it('counts the other label in a table of counts by what the judge said', async () => {
    const count = 'const winner = reply.output_text.trim();\n  counts[winner]++;';
    const counted = (made: string) => loop(count).replace('let wins = 0;', made).replaceAll('wins /', 'counts.A /');
    const lines = await changed(counted('const counts = { A: 0, B: 0 };'));
    assert.equal(
      lines.at(-1),
      "    counts[turned ? (winner === 'A' ? 'B' : winner === 'B' ? 'A' : winner) : winner] += 0.5;",
    );
    // which labels there are is not seen
    assert.deepEqual(await changed(counted('const counts = {};')), []);
  });

  it('whatever the answers are called, also in typed code', async () => {
    const code = loop("if (reply.output_text === 'A') wins++;", {
      head: 'for (const { a: first, b: second } of rows) {',
      pair: ['first', 'second'],
    });
    assert.deepEqual(await changed(code, 'report.ts'), [
      '  for (const [first2, second2, turned] of [',
      '    [first, second, false],',
      '    [second, first, true],',
      '  ] as const) {',
      'Answer A: ${first2}',
      'Answer B: ${second2}`,',
      "    if (reply.output_text === (turned ? 'B' : 'A')) wins += 0.5;",
    ]);
  });

  it('keeps line ends', async () => {
    const code = loop("if (reply.output_text === 'A') wins++;").replaceAll('\n', '\r\n');
    const { text } = await repaired(code, { unsafeFixes: true, name: 'report.js', only: 'single-order-judging' });
    assert.notEqual(text, code);
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('but not where something else is made of the verdicts, or the loop is left', async () => {
    const short = { head: 'for (const { a, b } of rows) {', pair: ['a', 'b'] };
    assert.deepEqual(await changed(loop("console.log({ a });\n  if (reply.output_text === 'A') wins++;", short)), []);
    for (const behind of [
      'verdicts.push(reply.output_text.trim());',
      "if (reply.output_text === 'A') wins++;\n  verdicts.push('A');",
      "if (reply.output_text === '') continue;\n  if (reply.output_text === 'A') wins++;",
      "if (reply.output_text === 'A') wins += 2;",
      "row.winner = reply.output_text;\n  if (row.winner === 'A') wins++;",
      "const { winner } = JSON.parse(reply.output_text);\n  console.log({ winner });\n  if (winner === 'A') wins = 1;",
      'if (/^A/.test(reply.output_text)) wins++;',
    ])
      assert.deepEqual(await changed(loop(behind)), [], behind);
  });

  it('is not corrected by a file that knows whole verdicts only', async () => {
    const behind = "if (reply.output_text.trim() === 'A') wins++;";
    const code = loop(behind).replace(/, losses.*\n/, ');\n');
    const { text, left } = await repaired(code, { unsafeFixes: true, name: 'report.js' });
    assert(text.includes('wins += 0.5;') && !text.includes('rateByPeople'), text);
    assert.deepEqual(left, ['uncalibrated-judge']);
  });
});
