import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync, writeFileSync } from 'node:fs';

const real = JSON.parse(readFileSync('human_rows.json', 'utf8'));
const synthetic = JSON.parse(readFileSync('synthetic_rows.json', 'utf8'));
`;
const LOOP = `let total = 0;
for (const row of rows) total += row.score;
console.log(total / rows.length);
`;
const POOL = 'const rows = [...real, ...synthetic];\n';
const all = (code: string) => repaired(HEAD + code, { name: 'report.ts', unsafeFixes: true });

describe('leave synthetic rows out of a pool in TypeScript', () => {
  it('changes the pool where a loop goes through it', async () => {
    for (const [pool, result] of [
      [POOL, 'const rows = [...real];\n'],
      ['let rows = real;\nif (!process.env.SMALL) rows = rows.concat(synthetic);\n', 'let rows = real;\n'],
      ['const rows = process.env.SMALL ? real : [...real, ...synthetic];\n', 'const rows = real;\n'],
    ] as const) {
      const { text, left } = await all(pool + LOOP);
      assert.equal(text, HEAD + result + LOOP);
      assert.deepEqual(left, []);
    }
  });

  it('is not offered where more than numbers are made of the pool, or one statement brings both', async () => {
    for (const code of [
      `${POOL}writeFileSync('all.json', JSON.stringify(rows));\n${LOOP}`,
      `${POOL}console.log(synthetic.length / rows.length);\n${LOOP}`,
      `${POOL}console.log(rows.slice(0, 50));\n${LOOP}`,
      `const rows = [];\nconst add = (some) => some.forEach((row) => rows.push(row));\nadd(real);\nadd(synthetic);\n${LOOP}`,
    ])
      assert.deepEqual((await all(code)).offers, ['none'], code);
  });
});
