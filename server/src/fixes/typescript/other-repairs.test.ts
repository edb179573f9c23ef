import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const READ = `import { readFileSync, writeFileSync } from 'node:fs';
const real = JSON.parse(readFileSync('human_pairs.json', 'utf8')).map((row) => ({ ...row, source: 'real' }));
const synthetic = JSON.parse(readFileSync('synthetic_pairs.json', 'utf8')).map((row) => ({ ...row, source: 'synthetic' }));
const pool = [...real, ...synthetic];
`;
const all = (code: string) => repaired(code, { name: 'report.ts', unsafeFixes: true });

describe('repairs in TypeScript: the column that tells rows apart', () => {
  const store = "writeFileSync('cases.json', JSON.stringify(rows));\n";

  it('is kept, and nothing else is', async () => {
    for (const [line, result] of [
      ['const rows = pool.map(({ source, ...rest }) => rest);\n', 'const rows = pool;\n'],
      [
        'const rows = pool.map(({ id, source, ...rest }) => rest);\n',
        'const rows = pool.map(({ id, ...rest }) => rest);\n',
      ],
    ] as const) {
      const { text, left } = await all(READ + line + store);
      assert.equal(text, READ + result + store);
      assert.deepEqual(left, []);
    }
  });

  it('is not offered where more is done with the rest', async () => {
    const line = 'const rows = pool.map(({ source, ...rest }) => ({ ...rest, kept: true }));\n';
    assert.equal((await all(READ + line + store)).text, READ + line + store);
  });
});

describe('repairs in TypeScript: parts of a pool', () => {
  const HEAD = READ.replace(/\.map\(\(row\).*\)\)/g, '');
  const store = "writeFileSync('test.json', JSON.stringify(test));\n";

  it('are cut out of the real rows', async () => {
    const { text, left } = await all(`${HEAD}const test = pool.slice(80);\nconst train = pool.slice(0, 80);\n${store}`);
    assert(
      text.endsWith(`const test = real.slice(80);\nconst train = [...real.slice(0, 80), ...synthetic];\n${store}`),
      text,
    );
    assert.deepEqual(left, []);
  });

  it('are cut out of the real rows, and what stands on the line of the pool stays', async () => {
    const head = HEAD.replace(/;\n$/, "; console.log('read');\n");
    const { text } = await all(`${head}const test = pool.slice(80);\nconst train = pool.slice(0, 80);\n${store}`);
    assert(text.includes("console.log('read');\n"), text);
    assert(text.includes('const test = real.slice(80);\n'), text);
  });

  it('are left alone where the pool is used otherwise, or the cuts differ', async () => {
    for (const lines of [
      'const test = pool.slice(80);\nconst train = pool.slice(0, 80);\nconsole.log(pool);\n',
      'const test = pool.slice(80);\nconst train = pool.slice(0, 70);\n',
      'const test = pool.slice(80);\n',
    ])
      assert.deepEqual((await all(HEAD + lines + store)).offers, ['none'], lines);
  });
});

describe('repairs in TypeScript: a gate by a p-value', () => {
  it('asks for equivalence only where the p-value alone decides', async () => {
    const head =
      "import { readFileSync } from 'node:fs';\nimport ttest2 from '@stdlib/stats-ttest2';\nconst real = JSON.parse(readFileSync('human.json', 'utf8'));\nconst synthetic = JSON.parse(readFileSync('synthetic.json', 'utf8'));\nconst { pValue } = ttest2(real, synthetic);\n";
    const gate = (test: string) =>
      `${head}const scores = ${test} ? [...real, ...synthetic] : real;\nconsole.log(scores.length);\n`;
    const { text, left } = await all(gate('pValue > 0.05'));
    assert.match(text, /const scores = equivalenceTest\(real, synthetic, 0\.05\)\.verdict === 'compatible' \? \[/);
    assert.deepEqual(left, []);
    assert.equal((await all(gate('pValue > 0.05 && ready'))).text, gate('pValue > 0.05 && ready'));
  });
});
