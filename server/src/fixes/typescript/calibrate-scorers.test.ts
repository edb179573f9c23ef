import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const JUDGE = `import OpenAI from 'openai';

const client = new OpenAI();
const ask = async (text) => {
  const reply = await client.responses.create({ model: 'gpt-4o', input: \`You are a judge. Grade: \${text}\` });
  return Number(reply.output_text);
};
`;
const all = (code: string, name = 'report.js') =>
  repaired(code, { name, unsafeFixes: true, only: 'uncalibrated-judge' });

/** What stands in the place of the scorers. */
async function scorers(list: string, imports: string, before = ''): Promise<string> {
  const { text, left } = await all(
    `${imports}\n${JUDGE}${before}\nEval('bot', { data: rows, task: (input) => input, scores: ${list} });\n`,
  );
  assert.deepEqual(
    left.filter((rule) => rule === 'uncalibrated-judge'),
    [],
    text,
  );
  return /scores: ([\s\S]*?) }\);\n$/.exec(text)![1]!;
}

const BRAINTRUST =
  "import { Eval } from 'braintrust';\nimport { Factuality, Faithfulness, Levenshtein } from 'autoevals';";
const BY = 'calibratedByPeople';

describe('calibrate the scorers of a framework', () => {
  it('that grade with a model, and no others', async () => {
    for (const [list, expected] of [
      ['[Factuality]', `[${BY}(Factuality, 'judge_labels.csv')]`],
      ['[Levenshtein, Factuality]', `[Levenshtein, ${BY}(Factuality, 'judge_labels.csv')]`],
      [
        "[Factuality.partial({ model: 'gpt-4o' })]",
        `[${BY}(Factuality.partial({ model: 'gpt-4o' }), 'judge_labels.csv')]`,
      ],
      [
        '[Factuality, Faithfulness]',
        `[${BY}(Factuality, 'judge_labels_factuality.csv'), ${BY}(Faithfulness, 'judge_labels_faithfulness.csv')]`,
      ],
      [
        '[async ({ output }) => ask(output), ({ output }) => output.length]',
        `[${BY}(async ({ output }) => ask(output), 'judge_labels.csv'), ({ output }) => output.length]`,
      ],
    ] as const)
      assert.equal(await scorers(list, BRAINTRUST), expected);
  });

  it('of the file, by their names', async () => {
    const own = 'async function polite({ output }) {\n  return { name: "polite", score: await ask(output) };\n}\n';
    assert.equal(await scorers('[polite]', BRAINTRUST, own), `[${BY}(polite, 'judge_labels.csv')]`);
  });

  it('of which the parameters are typed no longer', async () => {
    const { text } = await all(
      `import { evalite } from 'evalite';\n${JUDGE.replace('text)', 'text: string)')}evalite('bot', { data: [], task: (input) => input, scorers: [async given => ask(given.output)] });\n`,
      'bot.eval.ts',
    );
    assert.match(
      text,
      /scorers: \[calibratedByPeople\(async \(given: any\) => ask\(given\.output\), 'judge_labels\.csv'\)\]/,
    );
  });

  it('of several evaluations, each from its own answers', async () => {
    const { text } = await all(
      `${BRAINTRUST}\nEval('a', { data: rows, task, scores: [Factuality] });\nEval('b', { data: rows, task, scores: [Factuality] });\n`,
    );
    assert.match(text, /Eval\('a', .*judge_labels_factuality\.csv/);
    assert.match(text, /Eval\('b', .*judge_labels_factuality_2\.csv/);
    assert.equal(text.match(/function calibratedByPeople/g)!.length, 1);
    const looped = await all(
      `${BRAINTRUST}\nfor (const model of ['small', 'large']) {\n  await Eval(model, { data: rows, task, scores: [Factuality] });\n}\n`,
    );
    assert.match(looped.text, /Factuality, `judge_labels_\$\{encodeURIComponent\(model\)\}\.csv`/);
  });

  it('but not where they are no functions, or not in sight', async () => {
    for (const code of [
      "import { runEvals } from '@mastra/core/evals';\nimport { createFaithfulnessScorer } from '@mastra/evals/scorers/prebuilt';\nawait runEvals({ target: agent, data, scorers: [createFaithfulnessScorer({ model })] });\n",
      "import { Eval } from 'braintrust';\nimport { Battle } from 'autoevals';\nimport { others } from './others';\nfor (const row of others) await Eval(row.id, { data: rows, task, scores: [Battle] });\n",
    ])
      assert.deepEqual(new Set((await all(code)).offers), new Set(['none']), code);
  });
});
