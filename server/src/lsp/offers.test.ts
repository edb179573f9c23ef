import assert from 'node:assert/strict';
import { sourceDocument } from '../cli/document.ts';
import { ROOT, TestWorkspace } from '../test-workspace.ts';
import type { ClientFeatures } from './client-features.ts';
import { createOffers } from './offers.ts';

const JUDGE = `import OpenAI from 'openai';

const client = new OpenAI();

export async function judge(question: string, text: string): Promise<number> {
  const input = \`Rate the answer from 1 to 5.\\nQuestion: \${question}\\nAnswer: \${text}\`;
  return Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
}
`;
const FILES = {
  'judge.ts': JUDGE,
  'report.ts': `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';
import { judge } from './judge';

const client = new OpenAI();
const questions = readFileSync('questions.txt', 'utf8').split('\\n');
let sum = 0;
for (const question of questions) {
  const { output_text } = await client.responses.create({ model: 'gpt-4o', input: question });
  sum += await judge(question, output_text);
}
console.log(sum / questions.length);
`,
};

describe('a repair in another document', () => {
  async function editWith(now: string | null) {
    const workspace = new TestWorkspace(FILES);
    const analysis = await workspace.analyse('report.ts');
    const finding = analysis.findings.find(({ rule }) => rule === 'self-judging')!;
    const fix = analysis.fixes(finding).find(({ kind }) => kind === 'repair')!;
    assert(fix.edits.some(({ place }) => place.document === `${ROOT}/judge.ts`));
    const offers = createOffers(
      () => ({ documentChanges: true }) as ClientFeatures,
      async (uri) => (now === null ? undefined : sourceDocument(uri, now)),
      async () => undefined,
    );
    return offers.edit(fix.title, { finding: finding.id, fix: fix.title }, { analysis, revision: 1 });
  }

  it('is made where that is what was read', async () => {
    const edit = await editWith(JUDGE);
    assert.deepEqual(
      edit?.documentChanges?.map((change) => 'textDocument' in change && change.textDocument.uri),
      [`${ROOT}/judge.ts`],
    );
  });

  it('is refused where that was changed since, or is gone', async () => {
    assert.equal(await editWith(`// another line\n${JUDGE}`), undefined);
    assert.equal(await editWith(null), undefined);
  });
});
