import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';

const rows = JSON.parse(readFileSync('survey.json', 'utf8'));
const weights = rows.map((row) => 1 / row.propensity);
`;
const all = (code: string, head = HEAD) => repaired(head + code, { name: 'report.ts', unsafeFixes: true });

describe('pass the weights in TypeScript', () => {
  it('makes a mean one of weighted rows, and says what they are worth', async () => {
    const { text, left, offers } = await all(
      'console.log(rows.reduce((sum, row) => sum + row.trust, 0) / rows.length);\n',
    );
    assert(
      text.endsWith(`const weighted = unlessRefused(
  weightedMean(
    rows.map((row) => row.trust),
    weights,
  ),
);
console.log('effective sample size', weighted.effectiveSampleSize);
console.log(weighted.estimate);
`),
      text,
    );
    assert.deepEqual([left, offers], [[], ['suggested']]);
  });

  it('is not offered where the weights may be of other rows', async () => {
    const code =
      'const some = rows.filter((row) => row.answered);\nconsole.log(some.reduce((sum, row) => sum + row.trust, 0) / some.length);\n';
    const { text } = await all(code);
    assert.equal(text, HEAD + code);
  });
});
