import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Which model is asked cannot be known, but it can be known to be the same. */

const CHOSEN = `import { openai } from '@ai-sdk/openai';
import { google } from '@ai-sdk/google';
export function chatModel(id?: string) {
  if (process.env.PROVIDER === 'google') return google(id ?? 'gemini-2.0-flash');
  return openai(id ?? 'gpt-4o-mini');
}
`;
const asked = (answering: string, judging: string): string => `import { generateObject, generateText } from 'ai';
import { chatModel } from './models';
export async function quality(questions, config) {
  const scores = [];
  for (const prompt of questions) {
    const { text } = await generateText({ model: chatModel(${answering}), prompt });
    const graded = \`You are a strict grader. Rate the answer from 1 to 5: \${text}\`;
    const { object } = await generateObject({ model: chatModel(${judging}), schema, prompt: graded });
    scores.push(object.score);
  }
  return scores.reduce((sum, one) => sum + one, 0) / scores.length;
}
`;

const handed = (
  parameters: string,
  judge: string,
): string => `interface Llm { complete(prompt: string): Promise<string> }
const answer = (llm: Llm, question: string) => llm.complete(\`Answer the question: \${question}\`);
async function isRight(llm: Llm, question: string, text: string) {
  return /^yes/i.test(await llm.complete(\`You are a strict grader. \${question}\\n\${text}\\nIs it right? YES or NO.\`));
}
export async function accuracy(${parameters}, questions: string[]) {
  let right = 0;
  for (const one of questions) if (await isRight(${judge}, one, await answer(llm, one))) right++;
  return right / questions.length;
}
`;

const resolved = (judge: string): string => `import { getProvider, resolveModel } from '@mine/ai';
const provider = getProvider(process.argv[2]);
const model = resolveModel(process.argv[2], 'small');
const other = resolveModel(process.argv[3], 'large');
let passed = 0;
for (const question of questions) {
  const text = await provider.chat({ model, messages: [{ role: 'user', content: question }] });
  const graded = \`You are a strict grader. Say PASS or FAIL of this answer: \${text}\`;
  if (/PASS/.test(await provider.chat({ model: ${judge}, messages: [{ role: 'user', content: graded }] }))) passed++;
}
console.log(passed / questions.length);
`;

const settings = (name: string): string => `import Anthropic from '@anthropic-ai/sdk';
function ${name}() {
  if (process.env.SMALL) return { label: 'small', model: 'mine-7b' };
  return { label: 'large', model: 'claude-opus-4' };
}
class Llm {
  private readonly client = new Anthropic();
  constructor(private readonly settings) {}
  async complete(content: string) {
    const { model } = this.settings;
    const reply = await this.client.messages.create({ model, max_tokens: 100, messages: [{ role: 'user', content }] });
    return reply.content[0].text;
  }
}
const [llm, grader] = [new Llm(${name}()), new Llm(${name}())];
let passed = 0;
for (const question of questions) {
  const text = await llm.complete(question);
  if (/PASS/.test(await grader.complete(\`You are a strict grader. Say PASS or FAIL of this answer: \${text}\`))) passed++;
}
console.log(passed / questions.length);
`;

const CASES: Readonly<Record<string, readonly [code: string, isSelf: boolean]>> = {
  'that a function of its own chooses': [asked('', ''), true],
  'that it chooses by the same word': [asked("'small'", "'small'"), true],
  'that it chooses by different words': [asked("'gpt-4o'", "'gemini-2.5-pro'"), false],
  'that it chooses by what nobody knows': [asked('config.chat', 'config.judge'), false],
  'of a client that is handed over': [handed('llm: Llm', 'llm'), true],
  'that another module resolves': [resolved('model'), true],
  'of two that another module resolves': [resolved('other'), false],
  'in settings that a function of its own chooses': [settings('settingsOfModel'), true],
  'in settings that come in turn': [settings('nextSettings'), false],
  'that is only asked for a verdict': [
    `import { isCompleted } from './done';
export async function share(client, model: string, answers: string[]) {
  let passed = 0;
  for (const text of answers) {
    if (await isCompleted(text, model)) continue;
    const graded = \`You are a strict grader. Say PASS or FAIL of this answer: \${text}\`;
    const reply = await client.chat.send({ model, messages: [{ role: 'user', content: graded }] });
    if (/PASS/.test(reply)) passed++;
  }
  return passed / answers.length;
}
`,
    false,
  ],
  'of two clients that are handed over': [handed('llm: Llm, judge: Llm', 'judge'), false],
};

describe('a model that is not known', () => {
  for (const [name, [code, isSelf]] of Object.entries(CASES))
    it(`${name} ${isSelf ? 'judges' : 'need not judge'} itself`, async () => {
      const found = await new TestWorkspace({ 'models.ts': CHOSEN, 'eval.ts': code }).findings('eval.ts');
      assert.equal(
        found.some((finding) => finding.startsWith('self-judging')),
        isSelf,
        String(found),
      );
    });
});
