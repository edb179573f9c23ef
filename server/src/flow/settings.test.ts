import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Models that programs are told of: in tables, by names of two parts, by a schema of the environment. */

const HEAD = `import OpenAI from 'openai';
import { z } from 'zod';
const client = new OpenAI();
const questions: string[] = load();
const say = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
const judged = (text: string) => \`You are a strict judge. Rate the answer from 1 to 5, with the number only. \${text}\`;
`;
const report = (answer: string, judge: string) => `  let sum = 0;
  for (const question of questions) sum += Number(await say(${judge}, judged(await say(${answer}, question))));
  console.log(sum / questions.length);
`;

const environment = (judge: string) => `const env = z.object({
  KEY: z.string().min(1),
  CHAT_MODEL: z.string().default('gpt-4o'),
  JUDGE_MODEL: z.string().optional().default('${judge}'),
})`;
const listed = (judge: string) => `const MODELS = [
  { name: 'big', id: 'gpt-4o' },
  { name: 'other', id: 'qwen3-32b' },
  { name: 'third', id: 'llama-3.3-70b' },
];
const judge = MODELS.find((one) => one.name === '${judge}')!;
`;
const compared = (judge: string) => `const options = { models: ['gpt-4o', 'qwen3-32b'], judgeModel: '${judge}' };
for (let i = 0; i < process.argv.length; i++)
  if (process.argv[i] === '--models') options.models = process.argv[++i].split(',').map((name) => name.trim());
for (const model of options.models) {
${report('model', 'options.judgeModel')}}`;
const table = (judge: string) => `const MODELS = { big: 'gpt-4o', other: 'qwen3-32b', third: 'llama-3.3-70b' };
async function run(name: keyof typeof MODELS) {
${report('MODELS[name]', judge)}}
for (const name of ['big', 'other'] as const) await run(name);
for (const name of Object.keys(MODELS)) await run(name);`;
const named = (judge: string) => `const registry = { openai: (model: string) => model };
function modelOf(spec: string) {
  const [provider, model] = spec.split(':');
  return registry[provider](model);
}
const [answers, judges] = [modelOf('openai:gpt-4o'), modelOf('openai:${judge}')];
${report('answers', 'judges')}`;

const CASES: Readonly<Record<string, readonly [code: string, isItself: boolean]>> = {
  'what a schema says where nothing is set': [
    `${environment('gpt-4o')}.parse(process.env);\n${report('env.CHAT_MODEL', 'env.JUDGE_MODEL')}`,
    true,
  ],
  'what a schema says that may fail': [
    `${environment('gpt-4o')}.safeParse(process.env).data;\n${report('env.CHAT_MODEL', 'env.JUDGE_MODEL')}`,
    true,
  ],
  'another one that a schema says': [
    `${environment('qwen3-32b')}.parse(process.env);\n${report('env.CHAT_MODEL', 'env.JUDGE_MODEL')}`,
    false,
  ],
  'a setting that is found by its name': [
    `${listed('big')}for (const { id } of MODELS) {\n${report('id', 'judge.id')}}`,
    true,
  ],
  'a setting that is found, and is not compared': [
    `${listed('third')}for (const { id } of MODELS.slice(0, 2)) {\n${report("'gpt-4o'", 'judge.id')}}`,
    false,
  ],
  'a list that the command line may replace': [compared('gpt-4o'), true],
  'a list without the judge that the command line may replace': [compared('llama-3.3-70b'), false],
  'the entries of a table': [table("'gpt-4o'"), true],
  'the entries of a table without the judge': [table("'mistral-large'"), false],
  'the parts of a name': [named('gpt-4o'), true],
  'the parts of another name': [named('qwen3-32b'), false],
};

describe('models that are settings', () => {
  for (const [name, [code, isItself]] of Object.entries(CASES))
    it(name, async () => {
      const found = await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts');
      const rules = new Set(found.map((finding) => finding.split(':')[0]));
      assert(rules.has('uncalibrated-judge'), String(found));
      assert.equal(rules.has('self-judging'), isItself, String(found));
    });
});
