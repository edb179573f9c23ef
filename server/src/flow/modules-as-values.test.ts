import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Modules that are imported where they are used. */

const MODEL = `import OpenAI from 'openai';
const client = new OpenAI();
export const ask = async (input: string, model = 'gpt-4.1') =>
  (await client.responses.create({ model, input })).output_text;`;

const WAYS: Readonly<Record<string, string>> = {
  'one of several that are waited for': `const [{ ask }, fs] = await Promise.all([import('./model'), import('node:fs')]);
  return ask(input, model);`,
  'with what comes then': "return import('./model').then(({ ask }) => ask(input, model));",
  'and asked at once': "return (await import('./model')).ask(input, model);",
  'by require': "return require('./model').ask(input, model);",
  'in a condition':
    "const all = fast ? await import('./model') : await import('./model');\n  return all.ask(input, model);",
};

describe('a module is imported', () => {
  for (const [name, code] of Object.entries(WAYS))
    it(name, async () => {
      const text = `async function asked(input, model) {
  ${code}
}
let sum = 0;
for (const question of load()) {
  const answer = await asked(question);
  sum += Number(await asked(\`You are a strict judge. Rate the answer from 1 to 5: \${answer}\`, 'gpt-4.1-mini'));
}
console.log(sum / load().length);`;
      const found = await new TestWorkspace({ 'model.ts': MODEL, 'eval.ts': text }).findings('eval.ts');
      assert.deepEqual(found.map((each) => each.split(':')[0]).sort(), ['self-judging', 'uncalibrated-judge']);
    });
});
