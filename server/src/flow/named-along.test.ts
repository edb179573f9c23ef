import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

const CALL = `export async function callModel(prompt: string, system: string, model: string) {
  const reply = await fetch('/api/complete', { method: 'POST', body: JSON.stringify({ prompt, system, model }) });
  return (await reply.json()) as { text: string };
}
`;
const report = (prompt: string) => `import { callModel } from './call';
interface JudgeConfig { model: string }
export async function rank(answers: string[], judge: JudgeConfig) {
  let sum = 0;
  for (const answer of answers) {
    const { text } = await callModel(\`${prompt} \${answer}\`, 'Return JSON.', judge.model);
    sum += JSON.parse(text).points;
  }
  return sum / answers.length;
}
`;

describe('A function that is told which model to ask, and the address of which says nothing', () => {
  const found = async (prompt: string) =>
    (await new TestWorkspace({ 'call.ts': CALL, 'rank.ts': report(prompt) }).findings('rank.ts')).map(
      (finding) => finding.split(':')[0],
    );

  it("asks a judge if it is handed a judge's prompt", async () =>
    assert.deepEqual(await found('You are a strict evaluator. Score the response from 0 to 100.'), [
      'uncalibrated-judge',
    ]));
  it('asks none for the name of what it is handed', async () =>
    assert.deepEqual(await found('How many points are in this text?'), []));
});
