import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

describe('repairs in TypeScript: synthetic rows alone', () => {
  const HEAD = `import { readFileSync } from "node:fs";
import { tTest } from "simple-statistics";
const rows = JSON.parse(readFileSync("simulated_respondents.json", "utf8"));
const trust = rows.map((row) => row.trust);
`;

  it('are said to be nobody, where the number is printed', async () => {
    const { text, left } = await repaired(`${HEAD}console.log(tTest(trust, 4));\n`, {
      name: 'a.ts',
      unsafeFixes: true,
    });
    assert.equal(text, `${HEAD}console.log("synthetic rows only, nobody was asked:", tTest(trust, 4));\n`);
    assert.deepEqual(left, []);
    const kept = `${HEAD}const t = tTest(trust, 4);\nconsole.log(t);\n`;
    assert.deepEqual((await repaired(kept, { name: 'a.ts', unsafeFixes: true })).text, kept);
  });
});
