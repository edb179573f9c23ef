import { golden } from '../golden/golden.ts';
import { type Case, rowsOf } from './typescript-cases.ts';

/** Evaluations that a framework runs, of which the judge is calibrated by a file of labelled verdicts. */

const RATE: number = golden.cases.poststrat_mover!.expected.est;

const rows = rowsOf('judge_binary.csv', ['human', 'judge']);
const files = {
  'answers.json': rows.map(({ judge }) => `answer: ${judge}`),
  'judge_labels.csv': `judge,human\n${rows
    .flatMap(({ human, judge }) => (human === null ? [] : `${judge},${human}\n`))
    .join('')}`,
};

const ANSWERS = `import { readFileSync } from 'node:fs';

const answers: string[] = JSON.parse(readFileSync('answers.json', 'utf8'));
`;
const JUDGE = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function asked(text: string): Promise<number> {
  const input = \`You are a judge. Is this right, 1 or 0? \${text}\`;
  const reply = await client.responses.create({ model: 'gpt-4o', input });
  return Number(reply.output_text);
}

const answers: string[] = JSON.parse(readFileSync('answers.json', 'utf8'));
`;

const of = (name: string, code: string, numbers: Case['numbers'] = [RATE]): Case => ({
  name,
  rule: 'uncalibrated-judge',
  code,
  files,
  numbers,
});

export const frameworkCases: readonly Case[] = [
  of(
    "braintrust, with a library's judge beside a scorer of rules",
    `import { Factuality } from 'autoevals';
import { Eval } from 'braintrust';
${ANSWERS}
function short({ output }: { output: string }) {
  return { name: 'short', score: output.length < 10 ? 1 : 0 };
}

const result = await Eval('support', {
  data: () => answers.map((answer) => ({ input: answer, expected: 'a' })),
  task: async (input) => input,
  scores: [Factuality, short],
});
console.log(result.summary.scores['Factuality']!.score, result.summary.scores['short']!.score);
`,
    [RATE, null],
  ),
  of(
    'braintrust, with a judge of the file in a list of its own',
    `import { Eval } from 'braintrust';
${JUDGE}
const correctness = async ({ output }: { output: string }) => ({ name: 'correct', score: await asked(output) });
const scores = [correctness];

async function main() {
  const { summary } = await Eval('support', {
    data: () => answers.map((answer) => ({ input: answer })),
    task: (input) => input,
    scores,
  });
  console.log(summary.scores['correct']!.score);
}

await main();
`,
  ),
  of(
    'evalite, with a judge in the list',
    `import { evalite } from 'evalite';
${JUDGE}
await evalite('support', {
  data: answers.map((input) => ({ input })),
  task: async (input) => input,
  scorers: [
    {
      name: 'Correct',
      scorer: async ({ output }) => {
        const score = await asked(output);
        return { score };
      },
    },
    ({ output }) => output.length,
  ],
});
`,
    [RATE, null],
  ),
  of(
    'langsmith',
    `import { evaluate } from 'langsmith/evaluation';
${JUDGE}
async function correctness({ outputs }: { outputs: Record<string, string> }) {
  return { key: 'correctness', score: (await asked(outputs['answer']!)) === 1 };
}

const target = async (inputs: { question: string }) => ({ answer: inputs.question });
const data = answers.map((question) => ({ inputs: { question } }));
const results = await evaluate(target, { data, evaluators: [correctness] });
console.log(results.mean);
`,
  ),
];
