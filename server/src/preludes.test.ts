import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const JUDGE = `import OpenAI from 'openai';
const client = new OpenAI();
export async function graded(count: number) {
  const rows = [];
  for (let index = 0; index < count; index++) {
    const row = { index };
    const reply = await client.responses.create({ model: 'gpt-4o', input: \`Rate the answer from 1 to 5: \${index}\` });
    row['points'] = Number(reply.output_text);
    rows.push(row);
  }
  return rows;
}
export const counted = (most: number) => Array.from({ length: most }, (_, index) => index);
`;
const code = (...statements: readonly string[]): string =>
  [`import { counted, graded } from './judge';`, ...statements].join('\n');
const MEAN = `console.log(rows.reduce((sum, { points }) => sum + points, 0) / rows.length);`;
/** Knows of the judge by the column only, which is filled where that is asked. */
const REPORT = `export function report(rows) {
  return rows.reduce((sum, { points }) => sum + points, 0) / rows.length;
}`;

/** What somebody makes of a document, one edit after the other, and how many findings it then has. */
const EDITS: readonly (readonly [text: string, findings: number])[] = [
  [code('const rows = await graded(1);', MEAN), 1],
  [code('const rows = await graded(1);', '', MEAN), 1],
  [code('const rows = await graded(5);', '', MEAN), 1],
  [code('const rows = await graded(5);', 'const numbers = counted(3);', MEAN), 1],
  [code('const rows = counted(4);', 'const numbers = counted(3);', MEAN), 0],
  [code('await graded(2);', REPORT), 1],
  [code('await graded(2);', '', REPORT), 1],
  [code('await graded(2);', 'counted(2);', REPORT), 1],
  [code('counted(2);', REPORT), 0],
  [code('counted(2);', `${REPORT} // a file that is written`, `writeFileSync('rows.json', '[]');`), 0],
  [code(REPORT), 0],
];

describe('what an edited document imports', () => {
  it('says what it says when all is run anew', async () => {
    const kept = new TestWorkspace({ 'judge.ts': JUDGE });
    for (const [text, count] of EDITS) {
      const anew = new TestWorkspace({ 'judge.ts': JUDGE });
      for (const workspace of [kept, anew]) workspace.open.set('run.ts', text);
      const { findings } = await kept.analyse('run.ts');
      assert.deepEqual(findings, (await anew.analyse('run.ts')).findings, text);
      assert.equal(findings.length, count, text);
    }
  });
});
