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

  it('for each of two numbers of the same rows, and hides what the judge says of either', async () => {
    const { text, left } = await repaired(
      `// verdicts of an LLM judge
const rows: { id: number; judgePass: boolean; score: number }[] = JSON.parse(process.argv[2]!);
console.log(rows.filter((row) => row.judgePass).length / rows.length);
const scores = rows.map((row) => row.score);
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`
        .replaceAll('score)', 'judgeScore)')
        .replace('score:', 'judgeScore:'),
      { name: 'report.ts', unsafeFixes: true },
    );
    assert.deepEqual(left, []);
    assert.equal(text.match(/= humanLabels\(|\bhumanLabels\(rows, 100/g)?.length, 2, text);
    for (const given of text.match(/humanLabels\(rows, 100.*\)/g)!)
      assert.match(given, /judgePass.*judgeScore|judgeScore.*judgePass/);
  });

  it('with an interval that stands before the number', async () => {
    const { text, left } = await drawn(`function wilson(k: number, n: number): [number, number] {
  if (n === 0) return [0, 0];
  const p = k / n;
  const half = 1.96 * Math.sqrt((p * (1 - p)) / n);
  return [p - half, p + half];
}
const answers = ['a', 'b'];
const passed = await Promise.all(answers.map(async (answer) => (await judge(answer)).relevance > 3));
const k = passed.filter(Boolean).length;
const [low, high] = wilson(k, passed.length);
console.log((k / passed.length).toFixed(2), low, high);
`);
    assert.match(text, /const \[low, high\] = (\w+)\.ci;\nconsole\.log\(\1\.estimate\.toFixed\(2\), low, high\);\n$/);
    assert.deepEqual(left, []);
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

  it('for what goes through functions, and for their intervals', async () => {
    const score = 'results.map((one) => one.relevance)';
    const mean = 'const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;\n';
    const shown = 'const shown = (xs: number[]) => (xs.reduce((a, b) => a + b, 0) / xs.length).toFixed(2);\n';
    const share = 'const share = (k: number, n: number) => ((100 * k) / n).toFixed(2);\n';
    const boot = `function bootstrap(values: number[]): [number, number] {
  const means: number[] = [];
  for (let i = 0; i < 999; i++) means.push(values.reduce((a) => a + values[Math.floor(Math.random() * values.length)]!, 0) / values.length);
  means.sort((a, b) => a - b);
  return [means[24]!, means[974]!];
}
`;
    for (const [code, end] of [
      [
        `${mean}${ASKED}console.log(mean([1, 2]), mean(${score}));\n`,
        'console.log(mean([1, 2]), corrected.estimate);\n',
      ],
      [`${shown}${ASKED}console.log(shown(${score}));\n`, 'console.log(shown([corrected.estimate]));\n'],
      [
        `${share}${ASKED}const good = results.filter((one) => one.relevance > 3);\nconsole.log(share(good.length, results.length));\n`,
        'console.log(share(results.length * corrected.estimate, results.length));\n',
      ],
      [
        `${mean}${boot}${ASKED}const scores = ${score};\nconsole.log(mean(scores));\nconst [low, high] = bootstrap(scores);\nconsole.log(low, high);\n`,
        'console.log(corrected.estimate);\nconst [low, high] = corrected.ci;\nconsole.log(low, high);\n',
      ],
    ] as const) {
      const { text, left } = await drawn(code);
      assert(text.replaceAll(/corrected\d/g, 'corrected').endsWith(end), text);
      assert.deepEqual(left, []);
      assert.equal((await repaired(text, { name: 'report.ts', unsafeFixes: true })).text, text, 'a second time');
    }
  });

  it('by their numbers where there are only scores', async () => {
    const stats = `function stats(xs: number[]) {
  const average = xs.reduce((a, b) => a + b, 0) / xs.length;
  return { average, n: xs.length };
}
`;
    const { text, left } = await drawn(`${stats}${ASKED}console.log(stats(results.map((one) => one.relevance)));\n`);
    assert.match(text, /judgedRows\(humanLabels\(xs, 100, 'to_label\.csv', 'value'\), xs\)/);
    assert.deepEqual(left, []);
  });

  it('in no function that several sets of rows go through one by one', async () => {
    const groups = `${ASKED}function report(all: Scored[]) {
  const byRelevance = Object.groupBy(all, (one) => String(one.relevance));
  return Object.values(byRelevance).map((some) => ${mean('some!', 'faithfulness')});
}
console.log(report(results));
`;
    assert.doesNotMatch((await drawn(groups)).text, /humanLabels/);
  });
});
