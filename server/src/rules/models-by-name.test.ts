import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Where a judge is asked in ways that nobody sees, only names say which models take part. */

const code = (names: string) => `${names}
const rows = await container.run(cases);
const passed = rows.filter((row) => row.judgeVerdict === 'pass').length;
console.log(passed / rows.length);
`;
const rulesIn = async (names: string): Promise<string[]> =>
  (await new TestWorkspace({ 'eval.ts': code(names) }).findings('eval.ts')).map((found) => found.split(':')[0]!).sort();

const KIN: Readonly<Record<string, string>> = {
  'settings of the environment': `const AGENT_MODEL = process.env.AGENT_MODEL ?? 'sonnet';
const JUDGE_MODEL = process.env.JUDGE_MODEL ?? 'opus';`,
  'an object of settings': `const config = { targetModel: 'gpt-4.1-mini', graderModel: 'gpt-5' };`,
};
const OTHERS: Readonly<Record<string, string>> = {
  'of other families': `const AGENT_MODEL = 'claude-sonnet-4-5';\nconst JUDGE_MODEL = 'gpt-5';`,
  'one of which is of another family': `const AGENT_MODEL = 'gpt-4.1';\nconst BASE_MODEL = 'claude-sonnet-4-5';\nconst JUDGE_MODEL = 'gpt-5';`,
  'of which none judges': `const AGENT_MODEL = 'gpt-4.1';\nconst ROUTER_MODEL = 'gpt-5';`,
  'that answer nothing': `const EMBEDDING_MODEL = 'gpt-4.1';\nconst JUDGE_MODEL = 'gpt-5';`,
  'under one name': `const models = [{ judgeModel: 'gpt-5' }, { judgeModel: 'claude-opus-4-1' }];\nconst AGENT_MODEL = 'gpt-4.1';`,
};

describe('models that names tell', () => {
  for (const [name, names] of Object.entries(KIN))
    it(`are kin: ${name}`, async () => assert.deepEqual(await rulesIn(names), ['self-judging', 'uncalibrated-judge']));
  for (const [name, names] of Object.entries(OTHERS))
    it(`are no kin: models ${name}`, async () => assert.deepEqual(await rulesIn(names), ['uncalibrated-judge']));

  it('are told of the numbers of a module that is handed the rows', async () => {
    const files = {
      'report.ts': `/** LLM judge */\nexport const report = (rows) =>
  console.log(rows.reduce((sum, row) => sum + row.judgeScore, 0) / rows.length);\n`,
      'run.ts': `import { report } from './report';
const AGENT_MODEL = 'sonnet';
const JUDGE_MODEL = 'opus';
const rows = [];
for (const one of cases) rows.push({ id: one.id, judgeScore: (await started(one)).judgeScore });
report(rows);\n`,
    };
    const found = await new TestWorkspace(files).findings('report.ts');
    assert.deepEqual(found.sort(), ['self-judging:3', 'uncalibrated-judge:3']);
  });
});
