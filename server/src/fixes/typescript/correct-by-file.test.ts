// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what is repaired are templates
import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const JUDGE = `import OpenAI from 'openai';

const client = new OpenAI();

async function judge(answer: string): Promise<boolean> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`You are a judge. Is the answer right? \${answer}\` }],
  });
  return reply.choices[0]?.message.content?.includes('yes') ?? false;
}

interface Tally {
  passed: number;
  total: number;
  failed?: number;
}

async function run(answers: string[], tally: Tally) {
  let passed = 0;
  let total = 0;
  let points = 0;
  for (const answer of answers) {
    if (answer === '') continue;
    total++;
    const isRight = await judge(answer);
    tally.total++;
    if (isRight) {
      passed++;
      tally.passed++;
      points += 0.5;
    }
    console.log(answer, isRight);
  }
`;
const all = (lines: string, name = 'report.ts') => repaired(`${JUDGE}${lines}}\n`, { name, unsafeFixes: true });
/** What stands in the place of the line. */
const after = async (line: string): Promise<string> => {
  const { text } = await all(`  ${line}\n`);
  return text.trimEnd().split('\n').at(-2)!.trim();
};

describe('correct a number by a file of labelled verdicts', () => {
  it('whatever stands around a rate', async () => {
    const rate = "rateByPeople(passed, total, 'judge_labels.csv')";
    for (const [line, expected] of [
      ['return passed / total;', `return ${rate}.estimate;`],
      ['return (passed / total) * 100;', `return ${rate}.estimate * 100;`],
      ['return total > 0 ? passed / total : 0;', `return total > 0 ? ${rate}.estimate : 0;`],
      ['return Math.round((100 * passed) / total);', `return Math.round(100 * ${rate}.estimate);`],
      ['console.log(((passed / total) * 100).toFixed(1));', `console.log((${rate}.estimate * 100).toFixed(1));`],
      [
        'return { rate: passed / Math.max(1, total) };',
        "return { rate: rateByPeople(passed, Math.max(1, total), 'judge_labels.csv').estimate };",
      ],
      [
        'return tally.passed / tally.total;',
        "return rateByPeople(tally.passed, tally.total, 'judge_labels.csv').estimate;",
      ],
      [
        'console.log(`${passed}/${total} passed`);',
        `console.log(\`\${${rate}.successes.toFixed(1)}/\${total} passed\`);`,
      ],
    ] as const)
      assert.equal(await after(line), expected);
  });

  it('at all places that tell it, with one function for all', async () => {
    const { text, left, offers } = await all(
      '  console.log(`${passed}/${total} (${((passed / total) * 100).toFixed(1)}%)`);\n  return { rate: passed / total, share: passed / total };\n',
    );
    const rate = "rateByPeople(passed, total, 'judge_labels.csv')";
    assert(
      text.endsWith(
        `  console.log(\`\${${rate}.successes.toFixed(1)}/\${total} (\${(${rate}.estimate * 100).toFixed(1)}%)\`);\n  return { rate: ${rate}.estimate, share: ${rate}.estimate };\n}\n`,
      ),
      text,
    );
    assert.equal(text.match(/^function rateByPeople\(passed: number, total: number, file: string\) \{$/gm)?.length, 1);
    assert.match(
      text,
      /^import \{ existsSync, readFileSync \} from 'node:fs';\nimport OpenAI from 'openai';\nimport \{ correctedRate, labelledVerdicts, unlessRefused \} from 'unpool\/statistics';\n/,
    );
    assert.deepEqual(left, []);
    assert(offers.every((offer) => offer === 'suggested'));
    assert.equal((await repaired(text, { name: 'report.ts', unsafeFixes: true })).text, text, 'a second time');
  });

  it('offers nothing for what is no count of rows, or goes through a function that makes more of it', async () => {
    for (const lines of [
      '  return points / total;\n',
      '  return passed / 200;\n',
      '  return passed / points;\n',
      '  return ratio(passed, total);\n}\nfunction ratio(part: number, whole: number) {\n  return [part / whole, part];\n',
      "  const byDimension: Record<string, number> = {};\n  for (const dimension of ['a', 'b']) byDimension[dimension] = passed / total;\n  return byDimension;\n",
    ]) {
      const { text } = await all(lines);
      assert.equal(text, `${JUDGE}${lines}}\n`);
    }
  });

  it('offers nothing where an interval of the judge would stay beside it', async () => {
    for (const lines of [
      '  const rate = passed / total;\n  return [rate, ...wilson(passed, total)];\n}\nfunction wilson(k: number, n: number) {\n  return [k / n, n];\n',
      '  const rate = passed / total;\n  const z = 1.96;\n  return [rate, z * Math.sqrt((rate * (1 - rate) + (z * z) / (4 * total)) / total)];\n',
    ]) {
      const { text } = await all(lines);
      assert.equal(text, `${JUDGE}${lines}}\n`);
    }
  });

  it('offers nothing where there are no files to read', async () => {
    for (const [name, head] of [
      ['panel.tsx', ''],
      ['panel.ts', "import { useState } from 'react';\n"],
      ['panel.ts', 'document.title = "judge";\n'],
    ] as const) {
      const code = `${head}${JUDGE}  return passed / total;\n}\n`;
      assert.deepEqual((await repaired(code, { name, unsafeFixes: true })).text, code);
    }
  });
});

const SCORE = `import OpenAI from 'openai';

const client = new OpenAI();

async function judgeScore(answer: string): Promise<number> {
  const reply = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`You are a judge. Rate the answer from 1 to 5: \${answer}\` }],
  });
  return Number(reply.choices[0]?.message.content);
}
`;
const loop = (head: string) => `${head}
  let sum = 0;
  let count = 0;
  for (const answer of answers) {
    if (answer === '') continue;
    const score = await judgeScore(answer);
    sum += score;
    count++;
  }
  return sum / count;
}
`;

describe('correct a mean by a file of labelled verdicts', () => {
  const once = loop(`${SCORE}\nasync function run(answers: string[]) {`);

  it('where it is worked out once', async () => {
    for (const use of [
      "console.log(await run(['a', 'b']));\n",
      'async function main() {\n  return run([]);\n}\nmain();\n',
    ]) {
      const { text, left } = await repaired(once + use, { name: 'report.ts', unsafeFixes: true });
      assert.match(text, /return meanByPeople\(sum \/ count, count, 'judge_labels\.csv'\)\.estimate;/);
      assert.match(text, /unlessRefused\(correctedMean\(\{ mean, n \}, labels\)\)/);
      assert.deepEqual(left, []);
    }
  });

  it('not where it may be of other rows each time', async () => {
    for (const code of [
      `${once}console.log(await run(['a']), await run(['b']));\n`,
      `${once}for (const part of [['a'], ['b']]) console.log(await run(part));\n`,
      `${once}console.log(await Promise.all([['a'], ['b']].map((part) => run(part))));\n`,
      `${once}export { run };\n`,
      loop(`${SCORE}\nexport async function run(answers: string[]) {`),
    ]) {
      const { text, offers } = await repaired(code, { name: 'report.ts', unsafeFixes: true });
      assert.equal(text, code);
      assert(offers.includes('none'));
    }
  });
});

describe('files of labelled verdicts', () => {
  const TWO = `${JUDGE.slice(0, JUDGE.indexOf('interface'))}${SCORE.slice(SCORE.indexOf('async')).replace('judgeScore(answer: string): Promise<number>', 'isPolite(answer: string): Promise<boolean>').replace('Rate the answer from 1 to 5', 'Is the answer polite').replace('Number(reply.choices[0]?.message.content)', "reply.choices[0]?.message.content === 'yes'")}
export async function run(answers: string[]) {
  let passed = 0;
  let polite = 0;
  let total = 0;
  for (const answer of answers) {
    if (answer === '') continue;
    total++;
    if (await judge(answer)) passed++;
    if (await isPolite(answer)) polite++;
  }
  return { right: passed / total, polite: polite / total };
}
`;

  it('are one for each object that counts', async () => {
    const code = `${JUDGE.replace('tally: Tally', 'statsA: Tally, statsB: Tally')
      .replace('tally.total++', 'statsA.total++')
      .replace(
        'tally.passed++',
        'statsA.passed++;\n      statsB.passed++',
      )}  return [statsA.passed / total, statsB.passed / total];
}
`;
    const { text } = await repaired(code, { name: 'report.ts', unsafeFixes: true });
    assert.match(text, /rateByPeople\(statsA\.passed, total, 'judge_labels_a_passed\.csv'\)/);
    assert.doesNotMatch(text, /statsB\.passed, total, 'judge_labels_a_passed/);
  });

  it('are one for each question', async () => {
    const { text, left } = await repaired(TWO, { name: 'report.ts', unsafeFixes: true });
    assert.match(text, /right: rateByPeople\(passed, total, 'judge_labels_passed\.csv'\)\.estimate/);
    assert.match(text, /polite: rateByPeople\(polite, total, 'judge_labels(_polite)?\.csv'\)\.estimate/);
    assert.equal(text.match(/^function rateByPeople/gm)?.length, 1);
    assert.deepEqual(left, []);
  });

  it('leave another field of the same rows to be found, and to be corrected', async () => {
    const { text, left } = await repaired(
      `import OpenAI from 'openai';
const client = new OpenAI();
async function run(question: string) {
  const answer = await client.responses.create({ model: 'gpt-4o-mini', input: question });
  const input = \`You are a judge. Rate this from 1 to 5: \${answer.output_text}\`;
  const score = Number((await client.responses.create({ model: 'claude-sonnet', input })).output_text);
  return { question, score, pass: score > 3 };
}
const outcomes = await Promise.all(['a', 'b'].map(run));
console.log(outcomes.filter((one) => one.pass).length / outcomes.length);
console.log(outcomes.reduce((sum, one) => sum + one.score, 0) / outcomes.length);
`,
      { name: 'report.ts', unsafeFixes: true, only: 'uncalibrated-judge' },
    );
    assert.match(text, /rateByPeople\(outcomes\.filter\(\(one\) => one\.pass\)\.length/);
    assert.match(text, /meanByPeople\(outcomes\.reduce\(/);
    assert.doesNotMatch(text, /humanLabels/, 'a sheet of rows without the answers');
    assert(!left.includes('uncalibrated-judge'), text);
  });

  it('leave what another judge says to be found', async () => {
    const half = TWO.replace('passed / total', "rateByPeople(passed, total, 'judge_labels.csv').estimate").replace(
      'const client',
      `import { correctedRate, labelledVerdicts, unlessRefused } from 'unpool/statistics';
function rateByPeople(passed: number, total: number, file: string) {
  return unlessRefused(correctedRate({ successes: passed, n: total }, labelledVerdicts(null, file)));
}
const client`,
    );
    const { text, offers } = await repaired(half, { name: 'report.ts', unsafeFixes: true });
    assert.deepEqual(offers, ['suggested']);
    assert.match(text, /polite: rateByPeople\(polite, total, 'judge_labels_polite\.csv'\)/);
  });
});

describe('a number for each group', () => {
  const TALLIES = `${JUDGE.slice(0, JUDGE.indexOf('interface'))}interface Tally { passed: number; total: number }
const tallies = new Map<string, Tally>();
const answers = ['a', 'b'];
for (const answer of answers) {
  const tally = tallies.get(answer) ?? { passed: 0, total: 0 };
  tally.total++;
  if (await judge(answer)) tally.passed++;
  tallies.set(answer, tally);
}
`;
  it('takes the labels of its group', async () => {
    for (const [lines, key] of [
      ['for (const [model, tally] of tallies) console.log(model, tally.passed / tally.total);', 'model'],
      ['console.log([...tallies].map(([model, tally]) => ({ model, rate: tally.passed / tally.total })));', 'model'],
      [
        'const rows = await Promise.all(answers.map(async (answer) => ({ answer, score: Number(await judge(answer)) })));\nfor (const cut of [0.2, 0.5]) {\n  const passed = rows.filter((row) => row.score > cut).length;\n  console.log(cut, passed / rows.length);\n}',
        'cut',
      ],
    ] as const) {
      const { text } = await repaired(`${TALLIES}${lines}\n`, { name: 'report.ts', unsafeFixes: true });
      assert(text.includes(`\`judge_labels_\${encodeURIComponent(${key})}.csv\`).estimate`), text);
    }
  });

  it('also where a list of each is handed to a callback, or to a function of a library', async () => {
    const scores = `${SCORE}import { mean } from 'simple-statistics';
const byModel = new Map<string, number[]>();
for (const answer of ['a', 'b']) byModel.set(answer, [await judgeScore(answer)]);
`;
    for (const [lines, expected] of [
      [
        'console.log([...byModel.entries()].map(([model, xs]) => [model, xs.reduce((a, b) => a + b, 0) / xs.length]));',
        'meanByPeople(xs.reduce((a, b) => a + b, 0) / xs.length, xs.length, `judge_labels_${encodeURIComponent(model)}.csv`)',
      ],
      [
        'for (const [model, xs] of byModel) console.log(model, mean(xs));',
        'meanByPeople(mean(xs), xs.length, `judge_labels_${encodeURIComponent(model)}.csv`)',
      ],
    ] as const) {
      const { text, left } = await repaired(`${scores}${lines}\n`, { name: 'report.ts', unsafeFixes: true });
      assert(text.includes(`${expected}.estimate`), text);
      assert.deepEqual(left, []);
    }
  });

  it('is left where nobody says which group it is', async () => {
    for (const lines of [
      'for (const tally of tallies.values()) console.log(tally.passed / tally.total);',
      'const rate = ({ passed, total }: Tally) => passed / total;\nconsole.log(rate(tallies.get("a")!), rate(tallies.get("b")!));',
      'async function run(some: string[]) {\n  const verdicts: boolean[] = [];\n  for (const text of some) if (text) verdicts.push(await judge(text));\n  return verdicts.filter(Boolean).length / verdicts.length;\n}\nconsole.log(await run(["a"]), await run(["b"]));',
    ]) {
      const { text } = await repaired(`${TALLIES}${lines}\n`, { name: 'report.ts', unsafeFixes: true });
      assert.equal(text, `${TALLIES}${lines}\n`);
    }
  });

  it('may be one for each criterion', async () => {
    const { text, left } = await repaired(
      `${SCORE}const criteria = ['tone', 'style'];
const rows = await Promise.all(['a', 'b'].map(async (answer) => ({ tone: await judgeScore(answer), style: await judgeScore(answer) })));
const of = (row: Record<string, number>, name: string) => row[name]!;
console.log(criteria.map((name) => rows.reduce((sum, row) => sum + of(row, name), 0) / rows.length));
`,
      { name: 'report.ts', unsafeFixes: true },
    );
    assert.match(text, /rows\.length, `judge_labels_\$\{encodeURIComponent\(name\)\}\.csv`\)\.estimate/);
    assert.deepEqual(left, []);
  });
});

describe('correct what a file of labelled verdicts says, in other forms', () => {
  const one = async (code: string) => {
    const { text, left } = await repaired(code, { name: 'report.ts', unsafeFixes: true, only: 'uncalibrated-judge' });
    assert.deepEqual(left, [], text);
    return text.trimEnd().split('\n');
  };
  const COUNTED = `${JUDGE.slice(0, JUDGE.indexOf('interface'))}const answers = ['a', 'b'];
let passed = 0;
for (const answer of answers) if (await judge(answer)) passed++;
`;
  const RATE = "rateByPeople(passed, answers.length, 'judge_labels.csv')";
  const wilson = (returned: string) => `function wilson(k: number, n: number, z = 1.96) {
  const p = k / n;
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return ${returned};
}
`;

  it('a percentage of what it is handed', async () => {
    const lines = await one(
      `${COUNTED}const pct = (part: number, whole: number) => ((100 * part) / whole).toFixed(1);\nconsole.log(pct(passed, answers.length), pct(3, 4));\n`,
    );
    assert.equal(lines.at(-1), `console.log(pct(${RATE}.successes, answers.length), pct(3, 4));`);
  });

  it('an interval that a function makes of the same counts, and no other', async () => {
    for (const [returned, use, expected] of [
      [
        '[p - half, p + half]',
        'const [low, high] = wilson(passed, answers.length);',
        `const [low, high] = ${RATE}.ci;`,
      ],
      ['[p - half, p + half]', 'console.log(wilson(passed, answers.length, 1.96));', `console.log([...${RATE}.ci]);`],
      [
        '{ lower: p - half, upper: p + half }',
        'console.log(wilson(passed, answers.length));',
        `console.log({ lower: ${RATE}.ci[0], upper: ${RATE}.ci[1] });`,
      ],
    ] as const) {
      const lines = await one(`${COUNTED}${wilson(returned)}${use}\nconsole.log(passed / answers.length);\n`);
      assert.deepEqual(lines.slice(-2), [expected, `console.log(${RATE}.estimate);`]);
    }
    for (const use of ['wilson(passed, answers.length, 2.58)', 'wilson(passed, answers.length + 1)']) {
      const code = `${COUNTED}${wilson('[p - half, p + half]')}console.log(${use}, passed / answers.length);\n`;
      assert.equal((await repaired(code, { name: 'report.ts', unsafeFixes: true })).text, code, use);
    }
  });

  it('a part that counts for less, and a mean for each group', async () => {
    const graded = `${SCORE}const answers = ['a', 'b'];
const counts = { right: 0, partial: 0 };
for (const answer of answers) {
  const score = await judgeScore(answer);
  if (score === 5) counts.right++;
  else if (score > 2) counts.partial++;
}
console.log((counts.right + 0.5 * counts.partial) / answers.length);
`;
    assert.equal(
      (await one(graded)).at(-1),
      "console.log(meanByPeople((counts.right + 0.5 * counts.partial) / answers.length, answers.length, 'judge_labels.csv').estimate);",
    );
    const groups = `${SCORE}const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
const scores: Record<string, number[]> = {};
for (const answer of ['a', 'b']) (scores[answer[0]!] ??= []).push(await judgeScore(answer));
for (const [first, values] of Object.entries(scores)) console.log(first, mean(values));
`;
    assert.match(
      (await one(groups)).at(-1)!,
      /console\.log\(first, meanByPeople\(mean\(values\), values\.length, `judge_labels_\$\{encodeURIComponent\(first\)\}\.csv`\)\.estimate\);$/,
    );
    const places = groups.replace('Object.entries(scores)', 'Object.values(scores).entries()');
    assert.equal((await repaired(places, { name: 'report.ts', unsafeFixes: true })).text, places);
  });
});
