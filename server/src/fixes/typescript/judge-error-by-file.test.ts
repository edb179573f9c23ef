import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import { readFileSync } from 'node:fs';

const verdicts: boolean[] = JSON.parse(readFileSync('judge_verdicts.json', 'utf8'));
const [sensitivity, specificity] = [0.92, 0.81];
const observed = verdicts.filter(Boolean).length / verdicts.length;
`;

async function changed(code: string): Promise<readonly string[]> {
  const { text, left } = await repaired(HEAD + code, {
    unsafeFixes: true,
    name: 'report.ts',
    only: 'fixed-judge-error',
  });
  assert(text === HEAD + code || !left.includes('fixed-judge-error'), text);
  const before = new Set((HEAD + code).split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
}

const CALL = "const byPeople = rateByPeople(verdicts.filter(Boolean).length, verdicts.length, 'judge_labels.csv');";

describe('repairs in TypeScript: the error of a judge, where nobody has labelled the rows', () => {
  it('is counted in a file, and so is that of the interval', async () => {
    const code = `const corrected = (observed + specificity - 1) / (sensitivity + specificity - 1);
const se = Math.sqrt((observed * (1 - observed)) / verdicts.length) / (sensitivity + specificity - 1);
console.log(corrected - 1.96 * se, corrected + 1.96 * se);
`;
    assert.deepEqual((await changed(code)).slice(-3), [
      CALL,
      'const corrected = byPeople.estimate;',
      'const se = (byPeople.ci[1] - byPeople.ci[0]) / 3.92;',
    ]);
  });

  it('is counted where a function corrects one rate, and not where it does several', async () => {
    const helper = `const corrected = (rate: number) => (rate + specificity - 1) / (sensitivity + specificity - 1);
`;
    const once = await changed(`${helper}console.log(corrected(observed));\n`);
    assert.deepEqual(once.slice(-2), [CALL, 'console.log(byPeople.estimate);']);
    assert.deepEqual(await changed(`${helper}console.log(corrected(observed), corrected(0.5));\n`), []);
  });
});
