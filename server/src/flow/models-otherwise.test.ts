import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Which model is asked if nobody names another one, where a function or a file may name one. */

const HEAD = `import { readFileSync } from 'node:fs';
import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (model, input) => (await client.responses.create({ model, input })).output_text;
const judge = async (answer) => Number(await ask('gpt-4o', \`You are a strict judge. Rate the answer from 1 to 5: \${answer}\`));
const MODELS = ['gpt-4o-mini', 'gpt-4.1'];
const MATRIX = [{ label: 'a', model: 'gpt-4o-mini' }, { label: 'b', model: 'gpt-4.1', temperature: 0 }];
const questions = load();
async function run(model) {
  let sum = 0;
  for (const question of questions) sum += await judge(await ask(model, question));
  console.log(sum / questions.length);
}
`;

const ITSELF: Readonly<Record<string, string>> = {
  'the last of several that a function takes': `const pick = (given, set, otherwise) => {
  if (given !== undefined && given !== null) return given;
  if (set !== undefined && set !== '') return set;
  return otherwise;
};
await run(pick(options?.model, process.env.MODEL, 'gpt-4.1'));`,
  'what a function gives where a variable is not set': `function setting(name, otherwise) {
  const value = process.env[name];
  if (value) return value;
  return otherwise;
}
await run(setting('MODEL', 'gpt-4.1'));`,
  'what a switch of a function gives': `function modelFor(kind) {
  switch (kind) {
    case 'own': return options.own;
    default: return 'gpt-4.1';
  }
}
await run(modelFor(process.argv[2]));`,
  'a list where no file has one': `function listed(path) {
  if (!path) return MATRIX;
  return JSON.parse(readFileSync(path, 'utf8'));
}
for (const { label, ...settings } of listed(process.argv[2])) await run(settings.model);`,
  'a list where none is given': `for (const model of options.models ?? MODELS) await run(model);`,
  'a list of settings where none is given': `for (const { model } of options.matrix || MATRIX) await run(model);`,
  'a list by a condition': `const models = options.models ? options.models.split(',') : MODELS;
for (const model of models) await run(model);`,
};

const OTHER: Readonly<Record<string, string>> = {
  'another family in a list': `for (const model of options.models ?? ['qwen3-32b', 'claude-sonnet-4-5']) await run(model);`,
  'another one that a function gives otherwise': `const pick = (given, otherwise) => { if (given) return given; return otherwise; };
await run(pick(options?.model, 'claude-sonnet-4-5'));`,
  'one of two that a function gives': `function modelFor(kind) {
  if (kind === 'own') return 'qwen3-32b';
  return 'claude-sonnet-4-5';
}
await run(modelFor(process.argv[2]));`,
};

describe('the model that is asked if nobody names another one', () => {
  const rules = async (code: string): Promise<string[]> => {
    const found = await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts');
    return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
  };
  for (const [name, code] of Object.entries(ITSELF))
    it(`is ${name}`, async () => assert.deepEqual(await rules(code), ['self-judging', 'uncalibrated-judge']));
  for (const [name, code] of Object.entries(OTHER))
    it(`is not the judge's family: ${name}`, async () => assert.deepEqual(await rules(code), ['uncalibrated-judge']));
});
