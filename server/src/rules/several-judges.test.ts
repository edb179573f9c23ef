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

/** Answers lie in a file; what a judge is asked beside is no answer either. */
const STORED = `const ask = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
const [JUDGE, SECOND] = [process.env.EVAL_JUDGE!, process.env.EVAL_JUDGE2!];
let sum = 0;
for (const row of rows) {
  for (const model of [JUDGE, SECOND]) console.log(await ask(model, \`Which of these concepts are in the deck? \${row.concepts}\`));
  sum += Number(await ask(JUDGE, \`${JUDGE} \${row.text}\`));
  console.log(await ask(SECOND, \`${JUDGE} \${row.text}\`));
}
console.log(sum / rows.length);
`;

const GRADING = `import { generateObject } from 'ai';
import { anthropic } from '@ai-sdk/anthropic';
import { z } from 'zod';
export async function judge(question: string, answer: string) {
  const { object } = await generateObject({
    model: anthropic('claude-haiku-4-5'),
    schema: z.object({ verdict: z.enum(['PASS', 'FAIL']) }),
    prompt: \`You are a strict judge. Question: \${question} Answer: \${answer}. Reply PASS or FAIL.\`,
  });
  return object;
}
`;
const GRADED = `import { generateText } from 'ai';
import { anthropic } from '@ai-sdk/anthropic';
import { judge } from './judge';
interface Result { id: string; judge_notes: { reason?: string }; passed: boolean }
async function ask(q: Question): Promise<Result> {
  const { text } = await generateText({ model: anthropic('claude-sonnet-4-5'), prompt: q.question });
  const verdict = await judge(q.question, text);
  return { id: q.id, judge_notes: { reason: 'none' }, passed: verdict.verdict === 'PASS' };
}
export function write(results: Result[]) {
  const passed = results.filter((r) => r.passed).length;
  return \`\${passed}/\${results.length} (\${((passed / results.length) * 100).toFixed(0)}%)\`;
}
const first: Result[] = [];
for (const q of load()) first.push(await ask(q));
console.log(first.filter((r) => r.passed).length / first.length);
`;

describe('a judge that is seen at its call', () => {
  it('is told there, and not again where only the rows that it graded are seen', async () => {
    const found = await new TestWorkspace({ 'judge.ts': GRADING, 'eval.ts': GRADED }).findings('eval.ts');
    assert.deepEqual(
      found.filter((finding) => finding.startsWith('self')),
      ['self-judging:7'],
    );
  });
});

describe('several judges', () => {
  it('of whom each is asked for something else, too', async () => {
    const found = await new TestWorkspace({ 'eval.ts': HEAD + STORED }).findings('eval.ts');
    assert.deepEqual([...new Set(found.map((finding) => finding.split(':')[0]))], ['uncalibrated-judge']);
  });

  for (const [name, [code, severity]] of Object.entries(CASES))
    it(name, async () => {
      const { findings } = await new TestWorkspace({ 'eval.ts': HEAD + code }).analyse('eval.ts');
      const found = findings.filter(({ rule }) => rule === 'self-judging').map((finding) => finding.severity);
      assert.deepEqual([...new Set(found)], severity === null ? [] : [severity]);
    });
});

const JURORS = `${HEAD}const MODELS = ['gpt-4o', 'qwen3-32b', 'gemini-2.5-pro'];
const ask = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
const vote = async (model: string, answer: string) => Number(await ask(model, \`${JUDGE} \${answer}\`));
`;
const AT_THE_TOP = `${JURORS}let passed = 0;
for (const answer of questions) {
  const votes = await Promise.all(MODELS.map((model) => vote(model, answer)));
  if (votes.filter((score) => score > 3).length * 2 > MODELS.length) passed++;
}
console.log(passed / questions.length);
`;
const OF_ONE = `${JURORS}export async function verdict(answer: string) {
  let sum = 0;
  for (const model of MODELS) sum += await vote(model, answer);
  return sum / MODELS.length;
}
`;

describe('A script that is named for a jury', () => {
  const rulesOf = async (code: string) => {
    const found = await new TestWorkspace({ 'evals/jury.ts': code }).findings('evals/jury.ts');
    return found.map((finding) => finding.split(':')[0]);
  };

  it('tells what all answers come to', async () => assert.deepEqual(await rulesOf(AT_THE_TOP), ['uncalibrated-judge']));
  it('tells nothing by what one answer comes to', async () => assert.deepEqual(await rulesOf(OF_ONE), []));
});
