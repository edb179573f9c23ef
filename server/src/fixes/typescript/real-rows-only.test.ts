import assert from 'node:assert/strict';
import { repaired, repairedBy } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';
import { mean } from 'simple-statistics';

interface Row { score: number; topic: string }
const real: Row[] = JSON.parse(readFileSync('human_questions.json', 'utf8'));
const synthetic: Row[] = JSON.parse(readFileSync('synthetic_questions.json', 'utf8'));
`;
const POOL = 'const pooled = [...real, ...synthetic];\n';
const MEAN = 'console.log(mean(pooled.map((row) => row.score)));\n';
const all = (code: string) => repaired(HEAD + code, { name: 'report.ts', unsafeFixes: true });

describe('estimate on real rows in TypeScript', () => {
  it('puts the real rows in the place of the pool', async () => {
    for (const [code, result] of [
      [POOL + MEAN, 'mean(real.map((row) => row.score))'],
      ['console.log(mean([...synthetic, ...real].map((row) => row.score)));\n', 'mean(real.map((row) => row.score))'],
      [
        `${POOL}const scores = pooled.map(({ score }) => score);\nconsole.log(mean(scores));\n`,
        'const scores = real.map(',
      ],
    ] as const) {
      const { text, left } = await all(code);
      assert(text.includes(result), text);
      assert.deepEqual(left, []);
    }
  });

  it('is safe only where nothing else is reported of what is changed', async () => {
    assert.deepEqual((await all(POOL + MEAN)).offers, ['safe']);
    assert.deepEqual((await all(`${POOL}check(pooled);\n${MEAN}`)).offers, ['suggested']);
    const scores = 'const scores = pooled.map(({ score }) => score);\nconsole.log(mean(scores), scores.length);\n';
    assert.deepEqual((await all(POOL + scores)).offers, ['suggested']);
  });

  it('does not put the real rows into a number of rows that come or go, or are taken by their place', async () => {
    for (const code of [
      `${POOL}pooled.push(...more);\n${MEAN}`,
      `${POOL}real.pop();\n${MEAN}`,
      `${POOL}console.log(mean(pooled.slice(0, 100).map((row) => row.score)));\n`,
      `let pooled = [...real, ...synthetic];\npooled = pooled.filter(clean);\n${MEAN}`,
      `const pooled = [...real.map(clean), ...synthetic];\n${MEAN}`,
    ])
      assert.doesNotMatch((await all(code)).text, /mean\(real/);
  });

  it('reports the origins apart where the number is only printed', async () => {
    const { text } = await repairedBy(/apart/, HEAD + POOL + MEAN, 'report.ts');
    assert(
      text.endsWith(
        'console.log({ real: mean(real.map((row) => row.score)), synthetic: mean(synthetic.map((row) => row.score)) });\n',
      ),
      text,
    );
    await assert.rejects(
      repairedBy(/apart/, `${HEAD}${POOL}const m = mean(pooled.map((row) => row.score));\n`, 'report.ts'),
    );
  });

  it('weighs by what the code knows of each row', async () => {
    const code = `${HEAD}${POOL}console.log(pooled.map((row) => row.topic));\n${MEAN}`;
    const { text, left } = await repairedBy(/Weigh/, code, 'report.ts');
    assert.deepEqual(left, []);
    assert(
      text.endsWith(`const weighted = unlessRefused(
  importanceWeighted(
    real.map((row) => row.score),
    synthetic.map((row) => row.score),
    [{ real: real.map((row) => row.topic), synthetic: synthetic.map((row) => row.topic) }],
  ),
);
console.log('effective sample size', weighted.effectiveSampleSize);
console.log(weighted.estimate);
`),
      text,
    );
    await assert.rejects(repairedBy(/Weigh/, HEAD.replace('topic', 'id') + POOL + MEAN, 'report.ts'));
  });
});
