// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold templates
import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
async function ask(one, other) {
  const input = \`Which reply is better? Answer A, B or tie.\\nReply A: \${one}\\nReply B: \${other}\`;
  return (await client.responses.create({ model: 'gpt-4o', input })).output_text.trim();
}
let wins = 0;
let losses = 0;
`;
const COUNTED = `  if (verdict === 'B') wins++;
  else if (verdict === 'A') losses++;
}
console.log(wins / (wins + losses));
`;

const ONE_ORDER: Readonly<Record<string, string>> = {
  'whatever is told of both sides': `const [before, after] = process.argv.slice(2);
console.log(\`\${after} against \${before}\`);
for (const row of rows) {
  const verdict = await ask(row.before, row.after);
${COUNTED}`,
  'whoever won is rated': `const rated = { old: 1000, new: 1000 };
const updateRatings = (winner, loser) => { rated[winner] += 8; rated[loser] -= 8; };
for (const row of rows) {
  const verdict = await ask(row.before, row.after);
  if (verdict === 'B') updateRatings(row.next, row.last);
  else updateRatings(row.last, row.next);
${COUNTED}`,
  'the winner and the loser are told apart': `for (const row of rows) {
  const verdict = await ask(row.before, row.after);
  const [winner, loser] = verdict === 'A' ? [row.before, row.after] : [row.after, row.before];
  console.log(winner, loser);
${COUNTED}`,
};

const BOTH_ORDERS: Readonly<Record<string, string>> = {
  'both are asked': `for (const row of rows) {
  const [verdict, again] = await Promise.all([ask(row.before, row.after), ask(row.after, row.before)]);
  if (again === 'A') wins++;
${COUNTED}`,
  'chance decides, and the order is told': `for (const row of rows) {
  const [top, bottom] = Math.random() < 0.5 ? [row.before, row.after] : [row.after, row.before];
  console.log(\`\${top} against \${bottom}\`);
  const verdict = await ask(top, bottom);
${COUNTED}`,
  'a list has both': `for (const row of rows)
  for (const [one, other] of [[row.before, row.after], [row.after, row.before]]) {
  const verdict = await ask(one, other);
${COUNTED}`,
};

describe('the order of a pair', () => {
  const rules = async (code: string): Promise<readonly string[]> =>
    (await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts')).map((finding) => finding.split(':')[0]!);
  for (const [name, code] of Object.entries(ONE_ORDER))
    it(`is always the same: ${name}`, async () =>
      assert.deepEqual(await rules(code), ['single-order-judging', 'uncalibrated-judge']));
  for (const [name, code] of Object.entries(BOTH_ORDERS))
    it(`changes: ${name}`, async () => assert.deepEqual(await rules(code), ['uncalibrated-judge']));
});
