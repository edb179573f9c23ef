// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is repaired are templates
import type { Case } from './typescript-cases.ts';
import { CLIENT, compared, RATE } from './typescript-cases-orders.ts';

/** Judges of pairs that a loop asks by itself. */

const PROMPT = 'Which answer is better? Say A, B or tie.\\nFirst answer: ${row.ours}\\nSecond answer: ${row.theirs}';

export const orderLoopCases: readonly Case[] = [
  compared(
    'a loop that asks by itself',
    `${CLIENT}let wins = 0;
for (const row of rows) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`${PROMPT}\` });
  if (reply.output_text.trim() === 'A') wins++;
}
console.log(wins / rows.length);
`,
  ),
  compared(
    'a loop in a function, with a branch for each verdict',
    `${CLIENT}async function main(): Promise<void> {
  const count = { ours: 0, theirs: 0, ties: 0 };
  for (const row of rows) {
    const input = \`${PROMPT}\`;
    const reply = await client.responses.create({ model: 'gpt-4o', input });
    const winner = reply.output_text.includes('A') ? 'A' : reply.output_text.includes('B') ? 'B' : 'tie';
    if (winner === 'A') {
      count.ours += 1;
    } else if (winner === 'B') {
      count.theirs += 1;
    } else {
      count.ties += 1;
    }
  }
  console.log(count.ours / rows.length, count.ties);
}

await main();
`,
    [RATE, null],
  ),
  compared(
    'a loop with names for what stands first, that says who won before it counts',
    `${CLIENT}let wins = 0;
for (let i = 0; i < rows.length; i++) {
  const [a, b] = [rows[i]!.ours, rows[i]!.theirs];
  const reply = await client.responses.create({
    model: 'gpt-4o',
    input: \`Which answer is better? Say A or B.
Answer A: answer: \${a}
Answer B: answer: \${b}\`,
  });
  const winner = reply.output_text.startsWith('A') ? 'ours' : 'theirs';
  wins += winner === 'ours' ? 1 : 0;
}
console.log(wins / rows.length);
`,
  ),
  compared(
    'a loop that counts in a table by what the judge said',
    `${CLIENT}const wins = { A: 0, B: 0, tie: 0 };
for (const row of rows) {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`${PROMPT}\` });
  const winner = reply.output_text.trim() as 'A' | 'B' | 'tie';
  wins[winner]++;
}
console.log(wins.A / rows.length);
`,
  ),
];
