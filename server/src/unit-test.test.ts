import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const POOLED = `
const human = JSON.parse(readFileSync('human.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));
const pooled = [...human, ...synthetic];
console.log(pooled.reduce((sum, row) => sum + row.score, 0) / pooled.length);
`;

const isReported = async (path: string, imports = ''): Promise<boolean> => {
  const text = `import { readFileSync } from 'node:fs';\n${imports}${POOLED}`;
  return (await new TestWorkspace({ [path]: text }).findings(path)).length > 0;
};

describe('A unit test in TypeScript', () => {
  for (const path of [
    'src/mean.test.ts',
    'src/mean.spec.tsx',
    'src/__tests__/mean.js',
    'mean.test.mjs',
    'src/mean.test.cts',
    'src/evaluate.test.ts',
    'src/mean-unit-test.ts',
    'evals/tests/unit/eval/mean.test.ts',
    'evals/packages/core/src/mean.test.ts',
  ])
    it(`is ${path}, by its name`, async () => assert.equal(await isReported(path), false));

  for (const module of ['vitest', '@jest/globals', 'mocha', 'node:test', 'ava', 'bun:test', 'chai'])
    it(`is what imports ${module}`, async () =>
      assert.equal(await isReported('src/check.ts', `import { test } from '${module}';\n`), false));

  it('is in a folder of evaluations, too, where it tests the module of its name', async () =>
    assert.equal(await isReported('evals/rubric.test.ts', "import { grade } from './rubric.js';\n"), false));
  it('is named for a folder that it tests', async () =>
    assert.equal(await isReported('tests/eval-graders.test.ts', "import { run } from '@/eval/graders/llm';\n"), false));
  it('stands with those of a harness for evaluations', async () =>
    assert.equal(await isReported('evals/__tests__/runner.test.ts', "import { run } from '../runner';\n"), false));

  const waits = (time: string) => `it('reads well', async () => {\n  await grade();\n}, ${time});\n`;
  it('is none where a test waits for minutes', async () =>
    assert.equal(await isReported('src/notes.test.ts', waits('120_000')), true));
  it('waits for seconds at the most', async () =>
    assert.equal(await isReported('src/notes.test.ts', waits('5_000')), false));
  it('waits for nobody where something stands in', async () =>
    assert.equal(await isReported('src/notes.test.ts', `vi.mock('./llm');\n${waits('120_000')}`), false));
  it('is none that evaluates the module of its name', async () =>
    assert.equal(await isReported('src/notes.eval.test.ts', "import { write } from './notes';\n"), true));

  it('is what requires one', async () =>
    assert.equal(await isReported('check.cjs', "const test = require('node:test');\n"), false));

  for (const path of [
    'src/mean.ts',
    'src/latest.ts',
    'src/test-set.ts',
    'accuracy.eval.test.ts',
    'src/eval-summaries.spec.ts',
    'evals/rag/mean.test.ts',
    'src/__tests__/evaluation/mean.ts',
  ])
    it(`is not ${path}`, async () => assert.equal(await isReported(path), true));

  for (const module of [
    'evalite',
    'vitest-evals',
    'viteval',
    'autoevals',
    'braintrust',
    'openevals',
    'agentevals',
    'langsmith/vitest',
    '@mastra/evals/nlp',
    '@arizeai/phoenix-evals',
    'promptfoo',
  ])
    it(`is not what evaluates with ${module}`, async () =>
      assert.equal(
        await isReported(
          'src/judge.test.ts',
          `import { test } from 'vitest';\nimport { evaluate } from '${module}';\n`,
        ),
        true,
      ));
});
