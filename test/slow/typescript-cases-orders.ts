import type { Case } from './typescript-cases.ts';

/** Judges of pairs that name the better answer, in the ways that people count what they say. */

/** What the judge says of the answer that it sees first. */
const PAIRS = [
  ['A', 'B'],
  ['A', 'A'],
  ['B', 'B'],
  ['B', 'A'],
  ['A', 'A'],
].map(([ours, theirs]) => ({ ours, theirs }));
/** A win, two ties, a loss, a tie. */
export const RATE = (1 + 0.5 + 0.5 + 0 + 0.5) / 5;

export const CLIENT = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();
const rows: { ours: string; theirs: string }[] = JSON.parse(readFileSync('pairs.json', 'utf8'));
`;
const JUDGE = `${CLIENT}
async function compare(first: string, second: string): Promise<'A' | 'B' | 'tie'> {
  const input = \`Which answer is better? Say A, B or tie.\\nFirst answer: \${first}\\nSecond answer: \${second}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  const text = reply.output_text.trim();
  return text === 'A' || text === 'B' ? text : 'tie';
}

`;
export const compared = (name: string, code: string, numbers: Case['numbers'] = [RATE]): Case => ({
  name,
  rule: 'single-order-judging',
  code,
  files: { 'pairs.json': PAIRS },
  title: /both orders/,
  numbers,
});

export const orderCases: readonly Case[] = [
  compared(
    'a count of each verdict',
    `${JUDGE}const wins = { A: 0, B: 0, tie: 0 };
for (const { ours, theirs } of rows) {
  const winner = await compare(ours, theirs);
  wins[winner]++;
}
console.log(wins.A / rows.length);
`,
  ),
  compared(
    'one branch for each verdict',
    `${JUDGE}let [wins, losses, ties] = [0, 0, 0];
for (const row of rows) {
  const verdict = await compare(row.ours, row.theirs);
  if (verdict === 'A') {
    wins++;
  } else if (verdict === 'B') {
    losses++;
  } else {
    ties++;
  }
}
console.log(wins / rows.length, ties);
`,
    [RATE, null],
  ),
  compared(
    'a test of each verdict',
    `${JUDGE}let wins = 0;
for (const { ours, theirs } of rows) {
  if ((await compare(ours, theirs)) === 'A') wins += 1;
}
console.log(wins / rows.length);
`,
  ),
  compared(
    'verdicts that are asked for at once',
    `${JUDGE}const verdicts = await Promise.all(rows.map((row) => compare(row.ours, row.theirs)));
console.log(verdicts.filter((verdict) => verdict === 'A').length / verdicts.length);
`,
  ),
  compared(
    'a list of verdicts',
    `${JUDGE}const verdicts: string[] = [];
for (const { ours, theirs } of rows) verdicts.push(await compare(ours, theirs));
console.log(verdicts.reduce((wins, verdict) => wins + (verdict === 'A' ? 1 : 0), 0) / verdicts.length);
`,
  ),
];
