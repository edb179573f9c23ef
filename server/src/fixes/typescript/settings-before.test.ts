import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const report = (model: string, head = '', answers = "'gpt-4o'") => `import OpenAI from 'openai';

const client = new OpenAI();
${head}
const answer = async (input: string) => (await client.responses.create({ model: ${answers}, input })).output_text;

async function judge(question: string, text: string): Promise<number> {
  const input = \`You are a judge. Rate the answer from 1 to 5.\\nQuestion: \${question}\\nAnswer: \${text}\`;
  return Number((await client.responses.create({ model: ${model}, input })).output_text);
}

let sum = 0;
const questions = ['How much is it?', 'Where is it?'];
for (const question of questions) sum += await judge(question, await answer(question));
console.log(sum / questions.length);
`;

describe('what sets a model from outside, before it', () => {
  it('goes where answers are set by it, too, and stays where it is the judge’s', async () => {
    for (const [before, after, head, line] of [
      ["process.env.OPENAI_MODEL || process.env.MODEL || 'gpt-4o'", 'JUDGE_MODEL'],
      ["process.env.MODEL ?? 'gpt-4o'", 'JUDGE_MODEL'],
      ["process.env.JUDGE_MODEL || process.env.MODEL || 'gpt-4o'", 'process.env.JUDGE_MODEL || JUDGE_MODEL'],
      ["process.env.JUDGE_MODEL ?? 'gpt-4o'", 'process.env.JUDGE_MODEL ?? JUDGE_MODEL'],
      [
        'judgeModel',
        'judgeModel',
        "const judgeModel = process.env.JUDGE || process.env.MODEL || 'gpt-4o';",
        "const judgeModel = process.env.JUDGE || 'claude-sonnet-4-6';",
      ],
    ] as const) {
      const { text, left } = await repaired(report(before, head), {
        name: 'report.ts',
        unsafeFixes: true,
        only: 'self-judging',
      });
      assert(text.includes(`create({ model: ${after}, input })`), text);
      assert(text.includes(line ?? "const JUDGE_MODEL = 'claude-sonnet-4-6';"), text);
      assert(!left.includes('self-judging'), left.join());
    }
  });
});
