import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const JUDGE = `import OpenAI from 'openai';

const client = new OpenAI();

interface Scored {
  faithfulness: number;
  relevance: number;
}

async function judge(answer: string): Promise<Scored> {
  const input = \`You are a judge. Rate faithfulness and relevance from 1 to 5. \${answer}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return JSON.parse(reply.output_text) as Scored;
}

`;
const mean = (rows: string, field: string) => `${rows}.reduce((sum, one) => sum + one.${field}, 0) / ${rows}.length`;
const ASKED =
  "const answers = ['a', 'b'];\nconst results = await Promise.all(answers.map((answer) => judge(answer)));\n";
const drawn = (code: string) => repaired(JUDGE + code, { name: 'report.ts', unsafeFixes: true });
const calls = (text: string) => [...text.matchAll(/ humanLabels\((.*)\),/g)].map(([, given]) => given);

describe('draw rows for people to label', () => {
  it('into a file for each question', async () => {
    const code = `${ASKED}console.log(${mean('results', 'faithfulness')}, ${mean('results', 'relevance')});\n`;
    const { text, left } = await drawn(`${ASKED}console.log(${mean('results', 'faithfulness')});\n`);
    assert.deepEqual(calls(text), ["answers, 100, 'to_label.csv'"]);
    assert.deepEqual(left, []);
    const both = await drawn(code.replace('), ', ');\nconsole.log('));
    assert.equal(both.text.match(/^function humanLabels\(/gm)?.length, 1);
    const twice = await drawn(code);
    for (const { text: each } of [both, twice])
      assert.deepEqual(new Set(calls(each)).size, calls(each).length, 'one file for two questions');
    assert(calls(twice.text).includes("answers, 100, 'to_label_faithfulness.csv'"), twice.text);
  });

  it('of a judge who gives degrees, as scores', async () => {
    const { text } = await drawn(`${ASKED}console.log(${mean('results', 'faithfulness')});\n`);
    assert.match(text, /ppiMean/);
    assert.doesNotMatch(text, /postStratified/);
  });

  it('with the function that is there already', async () => {
    const { text } = await drawn(`${ASKED}console.log(${mean('results', 'relevance')});\n`);
    const other = `${text}
// verdicts of another LLM judge
const verdicts: { judgePass: boolean }[] = JSON.parse(process.argv[2]!);
console.log(verdicts.filter((one) => one.judgePass).length / verdicts.length);
`;
    const { text: again, left } = await repaired(other, { name: 'report.ts', unsafeFixes: true });
    assert.equal(again.match(/^function humanLabels\(/gm)?.length, 1);
    assert.deepEqual(calls(again), [
      "answers, 100, 'to_label.csv'",
      "verdicts, 100, 'to_label_judge_pass.csv', 'judgePass'",
    ]);
    assert.deepEqual(left, []);
  });

  it('also in a test, but not where there are other rows each time', async () => {
    const inTest = await drawn(
      `import { test } from 'vitest';\ntest('all', async () => {\n  ${ASKED.replace('\n', '\n  ')}  console.log(${mean('results', 'relevance')});\n});\n`,
    );
    assert.deepEqual(calls(inTest.text.replaceAll('(humanLabels', '( humanLabels')), ["answers, 100, 'to_label.csv'"]);
    const code = `for (const answers of [['a'], ['b']]) {\n  const results = await Promise.all(answers.map((answer) => judge(answer)));\n  console.log(${mean('results', 'relevance')});\n}\n`;
    assert.doesNotMatch((await drawn(code)).text, /humanLabels/);
    const shared = `async function run(answers: string[]) {\n  const results = await Promise.all(answers.map((answer) => judge(answer)));\n  return ${mean('results', 'relevance')};\n}\nconsole.log(await run(['a']), await run(['b']));\n`;
    assert.doesNotMatch((await drawn(shared)).text, /humanLabels/);
  });

  it('without what the judge said, and with the answers that it is about', async () => {
    const head = JUDGE.replace(
      'async function',
      `async function ask(question: string): Promise<string> {
  return (await client.responses.create({ model: 'gpt-4o-mini', input: question })).output_text;
}

async function`,
    );
    const fill = (pushed: string) => `const questions = ['a', 'b'];
const kept = [];
for (const question of questions) {
  const answer = await ask(question);
  kept.push(${pushed});
}
`;
    for (const [pushed, use, expected] of [
      [
        '{ question, answer, ...(await judge(answer)) }',
        mean('kept', 'relevance'),
        ["kept, 100, 'to_label.csv', 'relevance', 'faithfulness'"],
      ],
      [
        '{ question, answer, verdict: await judge(answer) }',
        mean('kept', 'verdict.relevance'),
        ["kept, 100, 'to_label.csv', 'verdict'"],
      ],
      ['await judge(answer)', mean('kept', 'relevance'), []],
    ] as const) {
      const { text } = await repaired(`${head}${fill(pushed)}console.log(${use});\n`, {
        name: 'report.ts',
        unsafeFixes: true,
        only: 'uncalibrated-judge',
      });
      assert.deepEqual(calls(text), expected, text);
    }
  });
});
