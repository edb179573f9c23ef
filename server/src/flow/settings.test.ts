import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/**
 * Models that programs are told of: in tables, by names of two parts, by a schema of the environment, by options, in files of
 * settings.
 */

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

const others = (loop: string) => `${listed('big')}${loop}
${report('id', 'judge.id')}}`;
const options = (kind: string, judge: string) =>
  ({
    parseArgs: `import { parseArgs } from 'node:util';
const { values } = parseArgs({ options: { model: { type: 'string', default: 'gpt-4o' }, judge: { type: 'string', default: '${judge}' } } });
${report('values.model', 'values.judge')}`,
    commander: `import { Command } from 'commander';
const program = new Command();
program.name('eval').option('-m, --model <name>', 'who answers', 'gpt-4o').option('--judge-model <name>', 'who judges', '${judge}');
program.parse();
const given = program.opts();
${report('given.model', 'given.judgeModel')}`,
    built: `import { Command, Option } from 'commander';
const program = new Command('eval')
  .addOption(new Option('-m, --model <name>', 'who answers').default('gpt-4o'))
  .addOption(new Option('-g, --grader <name>', 'who judges').env('GRADER').default('${judge}'))
  .parse();
const given = program.opts<{ model: string; grader: string }>();
${report('given.model', 'given.grader')}`,
    yargs: `import yargs from 'yargs';
const given = yargs(process.argv).option('model', { default: 'gpt-4o' }).option('judge-model', { default: '${judge}' }).parseSync();
${report('given.model', 'given.judgeModel')}`,
    argv: `import yargs from 'yargs';
const { argv } = yargs(process.argv).option('model', { default: 'gpt-4o' }).option('judge', { default: '${judge}' });
${report('argv.model', 'argv.judge')}`,
    action: `import { program } from 'commander';
program.command('run').argument('<file>').option('--model <name>', 'who answers', 'gpt-4o').option('--judge <name>', 'who judges', '${judge}')
  .action(async (file, given) => {
${report('given.model', 'given.judge')}  });
program.parseAsync();`,
  })[kind]!;

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
  'all but the judge, by their names': [
    others("for (const { id } of MODELS.filter((one) => one.name !== 'big')) {"),
    false,
  ],
  'those of a name': [others("for (const { id } of MODELS.filter((one) => one.name === 'big')) {"), true],
  'all of a list but the judge, who is passed over': [
    others('for (const { id, name } of MODELS) {\n  if (name === judge.name) continue;'),
    false,
  ],
  'all of a list but another one, who is passed over': [
    others("for (const { id, name } of MODELS) {\n  if (name === 'third') continue;"),
    true,
  ],
  'options by their defaults': [options('parseArgs', 'gpt-4.1'), true],
  'options with a default of another family': [options('parseArgs', 'qwen3-32b'), false],
  'options of a parser that is told of them in a chain': [options('commander', 'gpt-4.1'), true],
  'such options with a default of another family': [options('commander', 'qwen3-32b'), false],
  'options that are built before they are added': [options('built', 'gpt-4.1'), true],
  'such options with a judge of another family': [options('built', 'qwen3-32b'), false],
  'options of another parser': [options('yargs', 'gpt-4.1'), true],
  'options of another parser with a default of another family': [options('yargs', 'qwen3-32b'), false],
  'options that are taken from what the parser has read': [options('argv', 'gpt-4.1'), true],
  'options that a command is handed behind its argument': [options('action', 'gpt-4.1'), true],
  'options that a command is handed with a default of another family': [options('action', 'qwen3-32b'), false],
};

const settings = (judge: string, more: object = {}) =>
  JSON.stringify({ answer: { model: 'gpt-4o' }, judge: { model: judge }, ...more });
const read = `import { readFileSync } from 'node:fs';
const config = JSON.parse(readFileSync('eval.config.json', 'utf8'));
${report('config.answer.model', 'config.judge.model')}`;

const fromFile = (path: string) => `import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
const SCHEMA = z.object({ model: z.string(), judge: z.string().default('gpt-4.1') });
const config = parse(readFileSync(${path}, 'utf8'));
${report('config.model', 'config.judge')}`;

const FILES: Readonly<
  Record<string, readonly [code: string, files: Readonly<Record<string, string>>, isItself: boolean]>
> = {
  'a file of settings': [read, { 'eval.config.json': settings('gpt-4.1') }, true],
  'a file of settings with a judge of another family': [read, { 'eval.config.json': settings('qwen3-32b') }, false],
  'a file of settings with data beside them': [
    read,
    { 'eval.config.json': settings('gpt-4.1', { questions: Array.from({ length: 99 }, (_, i) => `What is ${i}?`) }) },
    true,
  ],
  'a file of settings that is imported': [
    `import config from './models.json' with { type: 'json' };\n${report('config.answer.model', 'config.judge.model')}`,
    { 'models.json': settings('gpt-4.1') },
    true,
  ],
  'a file of settings that goes before what the code has': [
    `import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
const config = { model: 'gpt-4o', judge: 'qwen3-32b', ...parse(readFileSync('config/eval.config.yaml', 'utf8')) };
${report('config.model', 'config.judge')}`,
    { 'config/eval.config.yaml': '# who judges\njudge: gpt-4.1\n' },
    true,
  ],
  'a file of settings beside the code': [
    fromFile("path.join(path.dirname(fileURLToPath(import.meta.url)), 'eval.yaml')"),
    { 'eval.yaml': 'model: gpt-4o\njudge: gpt-4.1\n' },
    true,
  ],
  'a file of settings by its address': [
    fromFile("new URL('./eval.yaml', import.meta.url)"),
    { 'eval.yaml': 'model: gpt-4o\njudge: gpt-4.1\n' },
    true,
  ],
  'a file of settings that the command line may replace': [
    fromFile("process.argv[2] ?? 'config/league.json'"),
    { 'config/league.json': '{ "model": "gpt-4o", "judge": "gpt-4.1" }' },
    true,
  ],
  'such a file with a judge of another family': [
    fromFile("process.argv[2] ?? 'config/league.json'"),
    { 'config/league.json': '{ "model": "gpt-4o", "judge": "qwen3-32b" }' },
    false,
  ],
  'a file of settings that a parameter names where the command line does not': [
    `const readAll = (file = 'study.yaml') => parse(readFileSync(file, 'utf8'));
${fromFile('').replace(/parse\(.*\)/, 'readAll(process.argv[2])')}`,
    { 'study.yaml': 'model: gpt-4o\njudge: gpt-4.1\n' },
    true,
  ],
  'a file of settings with what a schema says beside it': [
    fromFile("'study.yaml'").replace(/parse\(.*\)/, (read) => `SCHEMA.parse(${read})`),
    { 'study.yaml': 'model: gpt-4o\n' },
    true,
  ],
  'a file of settings that goes before what a schema says': [
    fromFile("'study.yaml'").replace(/parse\(.*\)/, (read) => `SCHEMA.parse(${read})`),
    { 'study.yaml': 'model: gpt-4o\njudge: qwen3-32b\n' },
    false,
  ],
  'a file that is half written': [
    `import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
const config = parse(readFileSync('eval.config.yaml', 'utf8'));
${report('config.model', 'config.judge')}`,
    { 'eval.config.yaml': 'judge: [gpt-4.1\nmodel: }' },
    false,
  ],
};

describe('models that are settings', () => {
  for (const [name, [code, isItself]] of Object.entries(CASES))
    it(name, async () => {
      const found = await new TestWorkspace({ 'eval.ts': HEAD + code }).findings('eval.ts');
      const rules = new Set(found.map((finding) => finding.split(':')[0]));
      assert(rules.has('uncalibrated-judge'), String(found));
      assert.equal(rules.has('self-judging'), isItself, String(found));
    });
  for (const [name, [code, files, isItself]] of Object.entries(FILES))
    it(name, async () => {
      const found = await new TestWorkspace({ 'eval.ts': HEAD + code, ...files }).findings('eval.ts');
      const rules = new Set(found.map((finding) => finding.split(':')[0]));
      assert(rules.has('uncalibrated-judge'), String(found));
      assert.equal(rules.has('self-judging'), isItself, String(found));
    });
  it('are in no pool with what they are read beside', async () => {
    const pooled = (file: string) => `import { readFileSync } from 'node:fs';
const read = JSON.parse(readFileSync(new URL('../${file}', import.meta.url), 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const all = [...read, ...synthetic];
console.log(all.reduce((sum, row) => sum + row.score, 0) / all.length);
`;
    for (const [file, isPool] of [
      ['package.json', false],
      ['answers.json', true],
    ] as const) {
      const found = await new TestWorkspace({ 'src/eval.ts': pooled(file) }).findings('src/eval.ts');
      assert.equal(
        found.some((finding) => finding.startsWith('naive-pooling')),
        isPool,
        String(found),
      );
    }
  });
});
