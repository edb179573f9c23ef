import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Who makes what asks a model asks nothing yet: stored answers are nobody's that is known. */

const CLIENT = (name: string) => `import OpenAI from 'openai';
import limiter from 'limiter';
export function ${name}(key, model) {
  const client = new OpenAI({ apiKey: key });
  const limit = limiter(4);
  return { async call(input) { return (await limit(() => client.responses.create({ model, input }))).output_text; } };
}`;

const MAIN = (name: string, answer: string) => `import { readFileSync } from 'node:fs';
import { ${name} } from './client.ts';
const llm = ${name}(process.env.KEY, 'gpt-4o');
const rows = JSON.parse(readFileSync('conversations.json', 'utf8'));
let sum = 0;
for (const row of rows) sum += Number(await llm.call(\`You are a strict judge. Rate the answer from 1 to 5: \${${answer}}\`));
console.log(sum / rows.length);`;

describe('a client', () => {
  const rules = async (name: string, answer: string): Promise<string[]> => {
    const files = { 'client.ts': CLIENT(name), 'main.ts': MAIN(name, answer) };
    const found = await new TestWorkspace(files).findings('main.ts');
    return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
  };
  for (const name of ['createLlmClient', 'getGptModel', 'makeChatProvider']) {
    it(`is made by ${name}() of a model that answers nothing`, async () =>
      assert.deepEqual(await rules(name, 'row.text'), ['uncalibrated-judge']));
    it(`is made by ${name}() of a model that answers, too`, async () =>
      assert.deepEqual(await rules(name, 'await llm.call(row.text)'), ['self-judging', 'uncalibrated-judge']));
  }
});
