import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** A program that prints how many of how many passed, which a module that it imports has counted. */

const SUITE = `export interface Model { complete(messages: { role: string; content: string }[]): Promise<string> }
async function staysOnTopic(judge: Model, reply: string): Promise<boolean> {
  const system = 'You are an evaluator. Decide if the response stays on topic. Reply with "yes" or "no".';
  const verdict = await judge.complete([{ role: 'system', content: system }, { role: 'user', content: reply }]);
  return verdict.startsWith('y');
}
export async function runSuite(questions: string[], target: Model, options: { judge?: Model } = {}) {
  const judge = options.judge ?? target;
  const results: { passed: boolean }[] = [];
  for (const content of questions)
    results.push({ passed: await staysOnTopic(judge, await target.complete([{ role: 'user', content }])) });
  return { passed: results.filter((one) => one.passed).length, total: results.length };
}
`;
const program = (judge: string) => `import Anthropic from '@anthropic-ai/sdk';
import { runSuite } from './suite.ts';
const client = new Anthropic();
const adapter = (model: string) => ({
  async complete(messages: { role: string; content: string }[]): Promise<string> {
    const system = messages.filter((one) => one.role === 'system').map((one) => one.content).join('\\n');
    const rest = messages.filter((one) => one.role !== 'system');
    return (await client.messages.create({ model, max_tokens: 99, system, messages: rest })).content[0].text;
  },
});
const skipsJudge = process.env.SKIP_JUDGE === '1';
const result = await runSuite(questions, adapter('claude-opus-4-1')${judge});
console.log(\`\${result.passed}/\${result.total} passed\`, skipsJudge);
`;

describe('what is counted in another module', () => {
  for (const [name, judge, rules] of [
    ['by the model itself', '', ['self-judging', 'uncalibrated-judge']],
    ['by another model', ", { judge: adapter('command-r') }", ['uncalibrated-judge']],
  ] as const)
    it(`is told as a rate where it is printed, judged ${name}`, async () => {
      const files = { 'suite.ts': SUITE, 'main.ts': program(judge) };
      const found = await new TestWorkspace(files).findings('main.ts');
      assert.deepEqual([...new Set(found.map((finding) => finding.split(':')[0]))].sort(), rules);
    });
});
