import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** A setting says whose models are asked: one of several functions makes what asks them. */

const FACTORY = (maker: string, own: string, other: string) => `
export function ${maker}(config) {
  const client = new ${maker === 'gemini' ? 'GoogleGenAI' : 'OpenAI'}({ apiKey: config.key });
  const provider = (model) => ({
    async ask(input) {
      return ${maker === 'gemini' ? '(await client.models.generateContent({ model, contents: input })).text' : '(await client.responses.create({ model, input })).output_text'};
    },
  });
  return { large: provider(config.large ?? '${own}'), small: provider(config.small ?? '${other}') };
}`;

const PROVIDERS = (
  choice: string,
  [ours, theirs] = ['gpt-4.1-mini', 'gemini-2.5-flash'],
) => `import OpenAI from 'openai';
import { GoogleGenAI } from '@google/genai';
${FACTORY('openai', 'gpt-4.1', ours!)}
${FACTORY('gemini', 'gemini-2.5-pro', theirs!)}
${choice}`;

const SWITCH = `export function create(config) {
  switch (config.provider) {
    case 'gemini': return gemini(config);
    case 'openai': return openai(config);
  }
}`;
const TABLE = `const ALL = { openai, gemini };
export const create = (config) => ALL[config.provider](config);`;
const CONDITION = `export const create = (config) => (config.provider === 'openai' ? openai : gemini)(config);`;

const EVALUATION = `export async function evaluate(questions, answers, judge) {
  let sum = 0;
  for (const question of questions) {
    const answer = await answers.ask(question);
    sum += Number(await judge.ask(\`You are a strict judge. Rate the answer from 1 to 5: \${answer}\`));
  }
  return { mean: sum / questions.length, total: questions.length, passed: sum };
}`;

const CALL = `const providers = create({ provider: args.provider, key: args.key, large: args.model });
    const summary = await evaluate(questions, providers.large, providers.small);
    console.log(summary.mean, summary.passed / summary.total);`;

const STATIC = `import { create } from './providers.ts';
import { evaluate } from './evaluate.ts';
export const command = { run: async ({ args, questions }) => {
    ${CALL}
} };`;

const LATE = `import { define } from 'commands';
export const command = define({
  name: 'eval',
  run: async ({ args, questions }) => {
    const { create } = await import('./providers.ts');
    const { evaluate } = await import('./evaluate.ts');
    ${CALL}
  },
});`;

const CASES: Readonly<Record<string, readonly [providers: string, main: string, isKin: boolean]>> = {
  'by a switch': [PROVIDERS(SWITCH), STATIC, true],
  'by a table of functions': [PROVIDERS(TABLE), STATIC, true],
  'by a condition': [PROVIDERS(CONDITION), STATIC, true],
  'by a switch, but of models of other makers': [PROVIDERS(SWITCH, ['qwen3-32b', 'gemma-3']), STATIC, false],
  'by a table, but each time with a judge of the other maker': [
    PROVIDERS(TABLE, ['gemini-2.5-flash', 'gpt-4.1-mini']),
    STATIC,
    false,
  ],
  'in modules that a command imports when it runs': [PROVIDERS(SWITCH), LATE, true],
};

describe('a judge and answers of one provider, whichever it is', () => {
  const rules = async (providers: string, main: string): Promise<string[]> => {
    const files = { 'providers.ts': providers, 'evaluate.ts': EVALUATION, 'main.ts': main };
    const found = await new TestWorkspace(files).findings('main.ts');
    return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
  };
  for (const [name, [providers, main, isKin]] of Object.entries(CASES))
    it(`is chosen ${name}`, async () =>
      assert.deepEqual(
        await rules(providers, main),
        isKin ? ['self-judging', 'uncalibrated-judge'] : ['uncalibrated-judge'],
      ));
});
