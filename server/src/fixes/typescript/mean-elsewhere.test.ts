import assert from 'node:assert/strict';
import { edited } from '../../repair.ts';
import { ROOT, TestWorkspace } from '../../test-workspace.ts';

const MEAN = `export function mean(xs: number[]): number {
  if (xs.length === 0) return 0;
  return xs.reduce((a, b) => a + b, 0) / xs.length;
}
export const std = (xs: number[]) => {
  const m = mean(xs);
  return Math.sqrt(xs.reduce((sum, x) => sum + (x - m) ** 2, 0) / (xs.length - 1));
};
`;
const report = (lines: string) => `import { readFileSync } from 'node:fs';
import { mean, std } from './stats';

// scores of an LLM judge
const rows: { judgeScore: number; humanScore: number | null }[] = JSON.parse(readFileSync('judged.json', 'utf8'));
${lines}`;

async function repaired(lines: string, stats = MEAN): Promise<string> {
  const text = report(lines);
  const workspace = new TestWorkspace({ 'report.ts': text, 'stats.ts': stats });
  const analysis = await workspace.analyse('report.ts');
  const fix = analysis.findings.flatMap((finding) => analysis.fixes(finding)).find(({ kind }) => kind === 'repair');
  assert(fix?.edits.every(({ place }) => place.document === `${ROOT}/report.ts`) ?? true);
  return fix ? edited(text, fix.edits) : text;
}

describe('repairs in TypeScript: a mean that another module makes', () => {
  const CORRECTED = `const corrected = unlessRefused(
  ppiMean(
    judgedRows(
      rows.map((row) => row.humanScore),
      rows.map((row) => row.judgeScore),
    ),
  ),
);
`;

  it('is corrected where it is called', async () => {
    const text = await repaired('console.log(mean(rows.map((row) => row.judgeScore)).toFixed(2));\n');
    assert(text.endsWith(`${CORRECTED}console.log(corrected.estimate.toFixed(2));\n`), text);
  });

  it('with its standard error by that module', async () => {
    const text = await repaired(`const scores = rows.map((row) => row.judgeScore);
console.log(mean(scores), std(scores) / Math.sqrt(scores.length));
`);
    assert.match(text, /console\.log\((\w+)\.estimate, \(\1\.ci\[1\] - \1\.ci\[0\]\) \/ 3\.92\);\n$/);
  });

  it('and is left where that is no plain mean', async () => {
    const lines = 'console.log(mean(rows.map((row) => row.judgeScore)));\n';
    for (const stats of [
      MEAN.replace('/ xs.length', '/ (xs.length - 1)'),
      MEAN.replace('xs.length;', 'xs.length + 1;'),
      MEAN.replace('xs: number[]): number', 'xs: number[], trim = 0): number'),
    ])
      assert.equal(await repaired(lines, stats), report(lines));
  });

  const summary = (returned: string) => `export function mean(xs: number[]) {
  const n = xs.length;
  return ${returned};
}
export const std = (xs: number[]) => xs.length;
`;
  const MEAN_AND_COUNT = '{ n, average: xs.reduce((a, b) => a + b, 0) / n }';

  it('takes its place in an object that tells how many there are, too', async () => {
    const lines = 'const told = mean(rows.map((row) => row.judgeScore));\nconsole.log(told.n, told.average);\n';
    assert(
      (await repaired(lines, summary(MEAN_AND_COUNT))).endsWith(
        `${CORRECTED}const told = { ...mean(rows.map((row) => row.judgeScore)), average: corrected.estimate };
console.log(told.n, told.average);
`,
      ),
    );
    // what else there is would be that of the judge, or the sum is of something else
    for (const returned of [
      MEAN_AND_COUNT.replace('n,', 'n, most: Math.max(...xs),'),
      MEAN_AND_COUNT.replace('a + b,', 'a + 2 * b,'),
      MEAN_AND_COUNT.replace('/ n', '/ (n - 1)'),
    ])
      assert.equal(await repaired(lines, summary(returned)), report(lines), returned);
  });
});
