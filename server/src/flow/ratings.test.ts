// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
async function ask(one, other) {
  const input = \`Which reply is better? Answer A, B or tie.\\nReply A: \${one}\\nReply B: \${other}\`;
  return (await client.responses.create({ model: 'gpt-4o', input })).output_text.trim();
}
const board = Object.fromEntries(names.map((name) => [name, 1000]));
`;
const TOLD = 'console.log(Object.entries(board).sort((x, y) => y[1] - x[1]));\n';

const EXPECTED: Readonly<Record<string, string>> = {
  'an operator': 'const expected = (a, b) => 1 / (1 + 10 ** ((b - a) / 400));\n',
  'a function': 'function expected(a, b) {\n  return 1 / (1 + Math.pow(10, (b - a) / 400));\n}\n',
  'both odds': `function expected(a, b) {
  const ours = 10 ** (a / 400);
  return 1 - 10 ** (b / 400) / (ours + 10 ** (b / 400));
}
`,
};

const FOUND: Readonly<Record<string, string>> = {
  'the score of a game': `for (const [a, b] of games) {
  const verdict = await ask(replies[a], replies[b]);
  const score = verdict === 'A' ? 1 : verdict === 'B' ? 0 : 0.5;
  const e = expected(board[a], board[b]);
  board[a] += 32 * (score - e);
  board[b] -= 32 * (score - e);
}
`,
  'the winner, by a function': `function update(winner, loser) {
  const gain = 24 * (1 - expected(board[winner], board[loser]));
  board[winner] += gain;
  board[loser] -= gain;
}
for (const [a, b] of games) {
  const verdict = await ask(replies[a], replies[b]);
  if (verdict === 'A') update(a, b);
  else if (verdict === 'B') update(b, a);
}
`,
  'most votes, by a function': `const update = (winner, loser) => {
  board[winner] = board[winner] + 16 * (1 - expected(board[winner], board[loser]));
};
for (const [a, b] of games) {
  const votes = await Promise.all(judges.map(() => ask(replies[a], replies[b])));
  const first = votes.filter((vote) => vote === 'A').length;
  const second = votes.filter((vote) => vote === 'B').length;
  if (first > second) update(a, b);
  else if (second > first) update(b, a);
}
`,
};

const SILENT: Readonly<Record<string, string>> = {
  'of what people voted': `const votes = JSON.parse(read('votes.json'));
for (const { a, b, winner } of votes) {
  const score = winner === 'a' ? 1 : 0;
  board[a] += 32 * (score - expected(board[a], board[b]));
}
`,
  'of games': `for (const { white, black, result } of load('games.pgn'))
  board[white] += 16 * (result - expected(board[white], board[black]));
`,
  'of who was right': `for (const { a, b, answer } of games) {
  const [one, other] = await Promise.all([solve(a), solve(b)]);
  if (one === answer && other !== answer) board[a] += 32 * (1 - expected(board[a], board[b]));
}
`,
  'and a number of digits': `const rounded = (value, digits) => Math.round(value * 10 ** digits) / 10 ** digits;
const verdict = await ask(replies.a, replies.b);
const shown = verdict.length - 3 * (rounded(verdict.length, places) - 1);
console.log(shown);
`,
};

describe('ratings that are worked out by hand', () => {
  const rules = async (code: string): Promise<readonly string[]> =>
    (await new TestWorkspace({ 'arena.ts': `${HEAD}${code}${TOLD}` }).findings('arena.ts')).map(
      (finding) => finding.split(':')[0]!,
    );
  for (const [form, expected] of Object.entries(EXPECTED))
    for (const [name, code] of Object.entries(FOUND))
      it(`are of a judge's verdicts: ${name}, expected by ${form}`, async () =>
        assert.deepEqual([...(await rules(expected + code))].sort(), ['single-order-judging', 'uncalibrated-judge']));
  for (const [name, code] of Object.entries(SILENT))
    it(`are none of a judge's: ${name}`, async () => assert.deepEqual(await rules(EXPECTED['an operator'] + code), []));
});
