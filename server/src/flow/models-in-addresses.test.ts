import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** The address of a request says which model is asked. */

const asked = (name: string, address: string, body: string) => `async function ${name}(text: string): Promise<string> {
  const reply = await fetch(${address}, { method: 'POST', body: JSON.stringify(${body}) });
  return (await reply.json()).output;
}
`;

const REPORT = `const JUDGE = 'You are a strict judge. Rate the answer from 1 to 5, with the number only.';
let sum = 0;
for (const question of questions) sum += Number(await judge(JUDGE + ' ' + (await answer(question))));
console.log(sum / questions.length);`;

const MESSAGES = "{ messages: [{ role: 'user', content: text }] }";

const both = (address: (model: string) => string, answers: string, judges: string, body = MESSAGES): string =>
  asked('answer', address(answers), body) + asked('judge', address(judges), body) + REPORT;

const ITSELF = ['self-judging', 'uncalibrated-judge'];
const NOT_ITSELF = ['uncalibrated-judge'];

const AT_BASE = (model: string) => `\`\${process.env.BASE}/${model}\``;
const BEHIND_RUN = (model: string) => `'https://api.cloudflare.com/client/v4/accounts/1/ai/run/${model}'`;
const HUB = (model: string) => `'https://api-inference.huggingface.co/models/${model}'`;
const AMAZON = (model: string) => `\`https://bedrock-runtime.\${REGION}.amazonaws.com/model/${model}/invoke\``;
const NAMED = (model: string) =>
  `\`https://example.org/v1beta/models/\${process.env.MODEL || '${model}'}:generateContent\``;

const CASES: Readonly<Record<string, readonly [code: string, rules: readonly string[]]>> = {
  'at its end': [both(AT_BASE, '@cf/meta/llama-3.1-8b-instruct', '@cf/meta/llama-3.1-8b-instruct'), ITSELF],
  'at its end, another one': [both(AT_BASE, '@cf/meta/llama-3.1-8b-instruct', '@cf/qwen/qwq-32b'), NOT_ITSELF],
  'of one maker, with others': [both(BEHIND_RUN, '@cf/meta/llama-3.1-8b-instruct', '@cf/meta/llama-3.3-70b'), ITSELF],
  'behind the maker, with an entry that asks elsewhere': [
    both(HUB, 'mistralai/Mistral-7B-Instruct-v0.3', 'mistralai/Mixtral-8x7B-Instruct', '{ inputs: text }'),
    ITSELF,
  ],
  'of a model that nobody knows': [both(BEHIND_RUN, '@cf/maker/nemotron', '@cf/maker/nemotron'), ITSELF],
  'of two of one maker that nobody knows': [both(BEHIND_RUN, '@cf/maker/nemotron', '@cf/maker/falcon'), NOT_ITSELF],
  'in a region that is not known': [
    both(AMAZON, 'anthropic.claude-3-haiku-20240307-v1:0', 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'),
    ITSELF,
  ],
  'with a default': [
    both(NAMED, 'gemini-2.5-flash', 'gemini-2.5-pro', '{ contents: [{ parts: [{ text }] }] }'),
    ITSELF,
  ],
  'of a host that is called like a model': [
    both((model) => `'https://gpt-4.example.org/${model}'`, 'one', 'other'),
    NOT_ITSELF,
  ],
  'of a page about a model, which nobody asks': [
    `const quality = async (): Promise<number> => Number((await (await fetch('https://example.org/models/gpt-4.1')).json()).answer);
let sum = 0;
for (const _ of questions) sum += await quality();
console.log(sum / questions.length);`,
    [],
  ],
  'where it runs, by the binding of a worker': [
    `const answer = async (prompt: string) => (await env.AI.run('@cf/meta/llama-3.1-8b-instruct', { prompt })).response;
const judge = async (prompt: string) => (await env.AI.run('@cf/meta/llama-3.3-70b', { messages: [{ role: 'user', content: prompt }] })).response;
${REPORT}`,
    ITSELF,
  ],
};

describe('models that an address names', () => {
  for (const [name, [code, rules]] of Object.entries(CASES))
    it(name, async () => {
      const text = `const questions: string[] = load();\n${code}`;
      const found = await new TestWorkspace({ 'eval.ts': text }).findings('eval.ts');
      assert.deepEqual([...new Set(found.map((finding) => finding.split(':')[0]))].sort(), rules);
    });
});
