import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** A case says how it is scored: some by rules, some by a judge. */

const HEAD = `import OpenAI from 'openai';
const client = new OpenAI();
const answer = async (input: string) => (await client.responses.create({ model: 'qwen3-32b', input })).output_text;
const judge = async (said: string): Promise<number> => {
  const input = \`You are a strict judge. Rate the answer from 0 to 1, with the number only: \${said}\`;
  return Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
};
const matches = (said: string, wanted: string): number => (new RegExp(wanted).test(said) ? 1 : 0);
const short = (said: string): number => (said.includes('yes') ? 1 : 0);
const cases = load();
`;

const REPORT = `const all = [];
for (const one of cases) all.push(await scored(one, await answer(one.question)));
console.log(all.filter((one) => one.pass).length / all.length);`;

const CASES: Readonly<Record<string, string>> = {
  'in a switch': `async function scored(one, said) {
  let score = 0;
  switch (one.kind) {
    case 'regex': score = matches(said, one.wanted); break;
    case 'judge': score = await judge(said); break;
  }
  return { id: one.id, pass: score === 1 };
}`,
  'in a switch that has the judge in front': `async function scored(one, said) {
  let score = 0;
  switch (one.kind) {
    case 'judge': score = await judge(said); break;
    case 'regex': score = matches(said, one.wanted); break;
  }
  return { id: one.id, pass: score === 1 };
}`,
  'by what is returned first': `async function scored(one, said) {
  if (one.kind === 'regex') {
    const score = matches(said, one.wanted);
    return { score, pass: score === 1 };
  }
  const score = await judge(said);
  return { score, pass: score > 0.5 };
}`,
  'in a condition': `async function scored(one, said) {
  const score = one.kind === 'regex' ? matches(said, one.wanted) : await judge(said);
  return { pass: score > 0.5 };
}`,
  'by a table of functions': `const SCORERS = { regex: matches, short, judge };
async function scored(one, said) {
  const score = await SCORERS[one.kind](said, one.wanted);
  return { pass: score > 0.5 };
}`,
  'by a variable that holds one of a table': `const SCORERS = { short: (said) => ({ score: short(said) }), judge: async (said) => ({ score: await judge(said) }) };
async function scored(one, said) {
  const scorer = SCORERS[one.kind];
  if (!scorer) throw new Error('no scorer');
  const { score } = await scorer(said);
  return { pass: score > 0.5 };
}`,
  'by a map of functions': `const SCORERS = new Map([['regex', matches], ['judge', judge]]);
async function scored(one, said) {
  const score = await SCORERS.get(one.kind)(said, one.wanted);
  return { pass: score > 0.5 };
}`,
  'by a list of them': `const SCORERS = [{ name: 'short', run: short }, { name: 'judge', run: judge }];
async function scored(one, said) {
  const scorer = SCORERS.find(({ name }) => name === one.kind);
  return { pass: (await scorer.run(said)) > 0.5 };
}`,
};

const RULES_ONLY = `const SCORERS = { matches, short };
async function scored(one, said) {
  return { pass: SCORERS[one.kind](said, one.wanted) > 0.5 };
}`;

/** A function that nobody calls counts what both kinds of scorers left in rows of one form. */
const ROWS = `import OpenAI from 'openai';
const client = new OpenAI();
const answer = async (input: string) => (await client.responses.create({ model: 'qwen3-32b', input })).output_text;
async function graded(said: string) {
  const input = \`You are a strict judge. Rate the answer from 0 to 1, with the number only: \${said}\`;
  const score = Number((await client.responses.create({ model: 'gpt-4o', input })).output_text);
  return { passed: score > 0.5 };
}
const checked = (said: string) => {
  const score = said.includes('yes') ? 1 : 0;
  return { passed: score === 1 };
};
export async function runOne(question: string) {
  const said = await answer(question);
  return [checked(said), await graded(said)];
}
export const rate = (rows: Row[]) => rows.filter((row) => row.passed).length / rows.length;`;

describe('a scorer that a case names', () => {
  const found = (code: string) => new TestWorkspace({ 'eval.ts': `${HEAD}${code}\n${REPORT}` }).findings('eval.ts');
  for (const [name, code] of Object.entries(CASES))
    it(`is a judge at times: ${name}`, async () => {
      assert.deepEqual(
        (await found(code)).map((finding) => finding.split(':')[0]),
        ['uncalibrated-judge'],
      );
    });
  it('is a judge where its rows are counted elsewhere, with those of rules', async () => {
    const all = await new TestWorkspace({ 'eval.ts': ROWS }).findings('eval.ts');
    assert.deepEqual(
      all.map((finding) => finding.split(':')[0]),
      ['uncalibrated-judge'],
    );
  });
  it('is none where all of them are rules', async () => assert.deepEqual(await found(RULES_ONLY), []));
});
