import assert from 'node:assert/strict';
import { TestWorkspace } from '../../test-workspace.ts';

/** Packages of one repository that import each other by name. */

const CLIENT = `import Anthropic from '@anthropic-ai/sdk';
const client = new Anthropic();
export async function ask(prompt: string): Promise<string> {
  const reply = await client.messages.create({ model: 'claude-haiku-4-5', max_tokens: 99, messages: [{ role: 'user', content: prompt }] });
  return reply.content[0].text;
}
`;
const evaluation = (from: string) => `import { ask } from '${from}';
let sum = 0;
for (const question of questions)
  sum += Number(await ask(\`You are a strict judge. Rate the answer from 1 to 5, with the number only. \${await ask(question)}\`));
console.log(sum / questions.length);
`;

const EVALUATION = 'packages/evals/src/run.ts';
const ROOT = { 'package.json': '{ "workspaces": ["packages/*"] }' };
const manifest = (said: object = {}) => JSON.stringify({ name: '@shop/ai', ...said });

const FOUND: Readonly<Record<string, readonly [from: string, files: Readonly<Record<string, string>>]>> = {
  'by what its `main` is built of': [
    '@shop/ai',
    { ...ROOT, 'packages/ai/package.json': manifest({ main: 'dist/index.js' }), 'packages/ai/src/index.ts': CLIENT },
  ],
  'by what it exports': [
    '@shop/ai',
    {
      'package.json': '{ "workspaces": { "packages": ["./packages/ai"] } }',
      'packages/ai/package.json': manifest({ exports: { '.': { types: './dist/ai.d.ts', import: './dist/ai.mjs' } } }),
      'packages/ai/src/ai.ts': CLIENT,
    },
  ],
  'by what it exports of a part': [
    '@shop/ai/client',
    {
      ...ROOT,
      'packages/ai/package.json': manifest({ exports: { './client': './src/llm/client.ts' } }),
      'packages/ai/src/llm/client.ts': CLIENT,
    },
  ],
  'by where a part lies': [
    '@shop/ai/client',
    { ...ROOT, 'packages/ai/package.json': manifest(), 'packages/ai/src/client.ts': CLIENT },
  ],
  "by a list of pnpm's own": [
    '@shop/ai',
    {
      'package.json': '{}',
      'pnpm-workspace.yaml': "packages:\n  # what is shared\n  - 'packages/*'\nonlyBuiltDependencies:\n  - esbuild\n",
      'packages/ai/package.json': manifest(),
      'packages/ai/index.ts': CLIENT,
    },
  ],
  'by a name without a scope': [
    'ai-client',
    { ...ROOT, 'packages/ai/package.json': '{ "name": "ai-client" }', 'packages/ai/src/index.ts': CLIENT },
  ],
};

describe('packages of a repository', () => {
  for (const [name, [from, files]] of Object.entries(FOUND))
    it(`are found ${name}`, async () => {
      const workspace = new TestWorkspace({ ...files, [EVALUATION]: evaluation(from) });
      const rules = (await workspace.findings(EVALUATION)).map((finding) => finding.split(':')[0]);
      assert.deepEqual([...rules].sort(), ['self-judging', 'uncalibrated-judge']);
    });
  it('are those that the catalog tells of, also in the own repository of a library', async () => {
    const files = {
      ...ROOT,
      'packages/client/package.json': '{ "name": "@langfuse/client" }',
      'packages/client/src/index.ts':
        'export class LangfuseClient { experiment = { run: async (given) => send(given) }; }',
    };
    const run = `import { LangfuseClient } from '@langfuse/client';
import { Factuality } from 'autoevals';
const langfuse = new LangfuseClient();
await langfuse.experiment.run({ name: 'Capitals', data, task, evaluators: [createEvaluatorFromAutoevals(Factuality)] });
`;
    const workspace = new TestWorkspace({ ...files, [EVALUATION]: run });
    const rules = (await workspace.findings(EVALUATION)).map((finding) => finding.split(':')[0]);
    assert.deepEqual(rules, ['uncalibrated-judge']);
  });
  it('are no others of such a name', async () => {
    const files = {
      ...ROOT,
      'packages/ai/package.json': '{ "name": "@other/ai" }',
      'packages/ai/src/index.ts': CLIENT,
    };
    const workspace = new TestWorkspace({ ...files, [EVALUATION]: evaluation('@shop/ai') });
    assert(!(await workspace.findings(EVALUATION)).some((finding) => finding.startsWith('self-judging')));
  });
});
