import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Judges of whom the form of their answer says that they judge. */

const code = (schema: string, share: string) => `import { generateObject } from 'ai';
import { google } from '@ai-sdk/google';
import { z } from 'zod';
const Answer = z.object(${schema});
let count = 0;
for (const row of rows) {
  const { object } = await generateObject({ model: google('gemini-2.5-pro'), schema: Answer, prompt: row.text });
  if (${share}) count++;
}
console.log(count / rows.length);
`;
const rulesOf = async (files: Readonly<Record<string, string>>): Promise<string[]> =>
  (await new TestWorkspace(files).findings('eval.ts')).map((found) => found.split(':')[0]!).sort();

describe('the schema of an answer', () => {
  for (const [schema, share] of [
    ['{ isCorrect: z.boolean(), reason: z.string() }', 'object.isCorrect'],
    ['{ score: z.number().min(1).max(5), feedback: z.string().describe("one sentence") }', 'object.score > 3'],
    ['{ verdict: z.enum(["good", "bad"]) }', 'object.verdict === "good"'],
  ] as const)
    it(`asks for a verdict: ${schema}`, async () =>
      assert.deepEqual(await rulesOf({ 'eval.ts': code(schema, share) }), ['uncalibrated-judge']));

  for (const [schema, share] of [
    ['{ city: z.string(), isCapital: z.boolean() }', 'object.isCapital'],
    ['{ team: z.string(), score: z.number() }', 'object.score > 3'],
    ['{ reply: z.string(), approved: z.boolean() }', 'object.approved'],
    ['{ score: z.string() }', 'object.score === "3:1"'],
  ] as const)
    it(`asks for no verdict: ${schema}`, async () =>
      assert.deepEqual(await rulesOf({ 'eval.ts': code(schema, share) }), []));

  it('is asked for by an agent, whose own model grades where it has no other', async () => {
    const eval_ = (options: string) => `import { Agent, run } from '@openai/agents';
import { z } from 'zod';
const guide = new Agent({ name: 'Guide', instructions: 'Help visitors of the museum.' });
const checker = new Agent({ name: 'Checker', ${options}outputType: z.object({ accepted: z.boolean(), defect: z.string() }) });
let accepted = 0;
for (const visitor of visitors) {
  const reply = await run(guide, visitor.question);
  const checked = await run(checker, \`Visitor: \${visitor.question}\\nReply: \${reply.finalOutput}\`);
  if (checked.finalOutput.accepted) accepted++;
}
console.log(accepted / visitors.length);
`;
    assert.deepEqual(await rulesOf({ 'eval.ts': eval_('') }), ['self-judging', 'uncalibrated-judge']);
    assert.deepEqual(await rulesOf({ 'eval.ts': eval_("model: 'claude-opus-4-1', ") }), ['uncalibrated-judge']);
  });
});
