import assert from 'node:assert/strict';
import { edited } from '../../repair.ts';
import { ROOT, TestWorkspace } from '../../test-workspace.ts';

const NOTE = " // TODO: ask it with Anthropic's client, or one that reaches several makers";

const ANSWER = `import OpenAI from 'openai';

const client = new OpenAI();

export async function answer(question: string): Promise<string> {
  return (await client.responses.create({ model: 'gpt-4o', input: question })).output_text;
}
`;
const judge = (head: string, parameters: string, model: string) => `import OpenAI from 'openai';

const client = new OpenAI();
${head}
export async function judge(${parameters}): Promise<number> {
  const input = \`Rate the answer from 1 to 5.\\nQuestion: \${question}\\nAnswer: \${text}\`;
  return Number((await client.responses.create({ ${model}, input })).output_text);
}
`;
const report = (call: string, head = '', tail = '') => `import { readFileSync } from 'node:fs';
import { answer } from './answer';
import { judge } from './judge';
${head}
const questions = readFileSync('questions.txt', 'utf8').split('\\n');
let sum = 0;
for (const question of questions) {
  sum += await ${call};
}
${tail}console.log(sum / questions.length);
`;
const PLAIN = report('judge(question, await answer(question))');

/** The lines of each file that the repair of the report changes; what is found then. */
async function changed(files: Readonly<Record<string, string>>) {
  const workspace = new TestWorkspace(files);
  const own = Object.keys(files).find((path) => /^report\./.test(path))!;
  const analysis = await workspace.analyse(own);
  const finding = analysis.findings.find(({ rule }) => rule === 'self-judging');
  assert(finding, 'nothing is found');
  const [fix] = analysis.fixes(finding).filter(({ kind }) => kind === 'repair');
  if (!fix) return null;
  const lines: string[] = [];
  for (const [path, before] of Object.entries(files)) {
    const edits = fix.edits.filter(({ place }) => place.document === `${ROOT}/${path}`);
    const after = edited(before, edits);
    const known = new Set(before.split('\n'));
    lines.push(...after.split('\n').flatMap((line) => (known.has(line) ? [] : [`${path}: ${line}`])));
    workspace.files.set(path, after);
  }
  (await workspace.ready).filesChanged();
  const left = (await workspace.analyse(own)).findings.filter(({ rule }) => rule === 'self-judging');
  assert.deepEqual(left, [], lines.join('\n'));
  return [fix.title, ...lines];
}

describe('repairs in TypeScript: a judge in a module of its own', () => {
  const PARAMETERS = 'question: string, text: string';
  const TITLE = "Let a model of another family judge in judge.ts (needs Anthropic's client)";

  it('gets a constant where it is asked', async () => {
    const files = { 'judge.ts': judge('', PARAMETERS, "model: 'gpt-4o'"), 'answer.ts': ANSWER, 'report.ts': PLAIN };
    assert.deepEqual(await changed(files), [
      TITLE,
      `judge.ts: const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`,
      'judge.ts:   return Number((await client.responses.create({ model: JUDGE_MODEL, input })).output_text);',
    ]);
  });

  it('gets another value where a constant, a default or a setting names it alone', async () => {
    const literal = "'claude-sonnet-4-6'";
    for (const [head, parameters, model, line] of [
      ["const JUDGE = 'gpt-4o';", PARAMETERS, 'model: JUDGE', `const JUDGE = ${literal};`],
      [
        "const MODEL = process.env.JUDGE_MODEL ?? 'gpt-4o';",
        PARAMETERS,
        'model: MODEL',
        `const MODEL = process.env.JUDGE_MODEL ?? ${literal};`,
      ],
      [
        "export const DEFAULT_JUDGE = 'gpt-4o';",
        `${PARAMETERS}, model = DEFAULT_JUDGE`,
        'model',
        `export const DEFAULT_JUDGE = ${literal};`,
      ],
      [
        "const SETTINGS = { judge: { model: 'gpt-4o' } };",
        PARAMETERS,
        'model: SETTINGS.judge.model',
        `const SETTINGS = { judge: { model: ${literal} } };`,
      ],
    ] as const) {
      const files = { 'judge.ts': judge(head, parameters, model), 'answer.ts': ANSWER, 'report.ts': PLAIN };
      assert.deepEqual(await changed(files), [TITLE, `judge.ts: ${line}${NOTE}`], head);
    }
  });

  it('is followed into the module that its constant stands in', async () => {
    const files = {
      'settings.ts': "export const JUDGE_MODEL = 'gpt-4o';\n",
      'judge.ts': judge("import { JUDGE_MODEL } from './settings';", PARAMETERS, 'model: JUDGE_MODEL'),
      'answer.ts': ANSWER,
      'report.ts': PLAIN,
    };
    assert.deepEqual(await changed(files), [
      TITLE.replace('judge.ts', 'settings.ts'),
      `settings.ts: export const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`,
    ]);
  });

  it('gets a constant at the call that hands it the model', async () => {
    for (const [parameters, model, call] of [
      [`${PARAMETERS}, model: string`, 'model', 'judge(question, await answer(question), MODEL)'],
      [
        `${PARAMETERS}, options: { model: string }`,
        'model: options.model',
        'judge(question, await answer(question), { model: MODEL })',
      ],
      [
        `${PARAMETERS}, { model }: { model: string }`,
        'model',
        'judge(question, await answer(question), { model: MODEL })',
      ],
    ] as const) {
      const files = {
        'judge.ts': judge('', parameters, model),
        'answer.ts': ANSWER,
        'report.ts': report(call, "\nconst MODEL = 'gpt-4o';", 'console.log(MODEL);\n'),
      };
      assert.deepEqual(await changed(files), [
        TITLE.replace(' in judge.ts', ''),
        `report.ts: const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`,
        `report.ts:   sum += await ${call.replaceAll('MODEL', 'JUDGE_MODEL')};`,
      ]);
    }
  });

  it('is set from outside if the one before was', async () => {
    const setting = 'const MODEL = process.env.MODEL as string;';
    const files = {
      'judge.ts': judge(setting, PARAMETERS, 'model: MODEL'),
      'answer.ts': ANSWER.replace("'gpt-4o'", 'process.env.MODEL as string'),
      'report.ts': PLAIN,
    };
    const lines = await changed(files);
    assert(
      lines?.some((line) => line.includes("process.env.JUDGE_MODEL ?? 'claude-sonnet-4-6'")),
      lines?.join('\n'),
    );
  });

  it('is not offered where answers come from there, too, and nobody hands it a model', async () => {
    const files = {
      'ask.ts': ANSWER.replace('answer(question', 'ask(question'),
      'report.ts': `import { readFileSync } from 'node:fs';
import * as models from './ask';

const call = models.ask;
const questions = readFileSync('questions.txt', 'utf8').split('\\n');
let sum = 0;
for (const question of questions) {
  const text = await call(question);
  sum += Number(await call(\`Rate the answer from 1 to 5.\\nQuestion: \${question}\\nAnswer: \${text}\`));
}
console.log(sum / questions.length);
`,
    };
    assert.equal(await changed(files), null);
  });
});
