import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Several models that are asked for judgements: by turns, or one where another fails. */

const JUDGE = 'You are a strict judge. Rate the answer from 1 to 5, with the number only.';
const inTurn = (name: string, models: string) => `async function ${name}(input: string): Promise<string> {
  for (const model of [${models}]) {
    try {
      return (await client.responses.create({ model, input })).output_text;
    } catch (error) {
      console.warn(error);
    }
  }
  throw new Error('no model answered');
}
`;
const report = (answer: string) => `let sum = 0;
for (const question of questions) sum += Number(await ask(\`${JUDGE} \${await ${answer}(question)}\`));
console.log(sum / questions.length);
`;
const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
const questions: string[] = load();
`;

const CASES: Readonly<Record<string, readonly [code: string, severity: string | null]>> = {
  'of one family that answer, too, one where another fails': [
    inTurn('ask', "'gpt-4o', 'gpt-4o-mini'") + report('ask'),
    'information',
  ],
  'of one family, where others of it answer': [
    inTurn('ask', "'gpt-4o', 'gpt-4.1'") + inTurn('answer', "'gpt-5-mini', 'gpt-5-nano'") + report('answer'),
    'information',
  ],
  'of several families that all answer, too': [inTurn('ask', "'qwen3-32b', 'gpt-4o'") + report('ask'), 'information'],
  'of another family than those that answer': [
    inTurn('ask', "'gpt-4o', 'gpt-4.1'") + inTurn('answer', "'qwen3-32b', 'qwen3-8b'") + report('answer'),
    null,
  ],
  'of several families, some of which answer': [
    inTurn('ask', "'gpt-4o', 'llama-3.3-70b'") + inTurn('answer', "'gpt-4o', 'qwen3-8b'") + report('answer'),
    'information',
  ],
};

describe('several judges', () => {
  for (const [name, [code, severity]] of Object.entries(CASES))
    it(name, async () => {
      const { findings } = await new TestWorkspace({ 'eval.ts': HEAD + code }).analyse('eval.ts');
      const found = findings.filter(({ rule }) => rule === 'self-judging').map((finding) => finding.severity);
      assert.deepEqual([...new Set(found)], severity === null ? [] : [severity]);
    });
});
