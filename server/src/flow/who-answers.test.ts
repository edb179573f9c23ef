import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Who answered, and who judges, where both are asked in modules of their own. */

const ANTHROPIC = "import Anthropic from '@anthropic-ai/sdk';\nconst client = new Anthropic();\n";
const OPENAI = "import OpenAI from 'openai';\nconst client = new OpenAI();\n";

const answer = (model: string) => `${ANTHROPIC}export async function answer(question: string): Promise<string> {
  const reply = await client.messages.create({ model: '${model}', max_tokens: 99, messages: [{ role: 'user', content: question }] });
  return reply.content[0].text;
}
`;
const JUDGE_SYSTEM = 'You are a strict judge. Score the answer from 1 to 5, with the number only.';
const judge = (content = 'answer', options = '') => `${ANTHROPIC}
export async function judge(question: string, answer: string): Promise<number> {
  const reply = await client.messages.create({ model: 'claude-opus-4-1', max_tokens: 9, system: '${JUDGE_SYSTEM}', messages: [{ role: 'user', content: ${content} }] }${options});
  return Number(reply.content[0].text);
}
`;
const report = (answered = 'await answer(question)') => `import { answer } from './answer.ts';
import { judge } from './judge.ts';
const scores: number[] = [];
for (const question of questions) scores.push(await judge(question, ${answered}));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`;

/** What was answered lies in a database before it is judged. */
const STORED = report('(await db.answers.findOne({ question })).text').replace(
  'const scores',
  'for (const question of questions) await db.answers.insert({ question, text: await answer(question) });\nconst scores',
);

/** Nodes that are handed a state, in which the model is. */
const graph = (model: string) => `import { Annotation, StateGraph } from '@langchain/langgraph';
${OPENAI}
const retrieve = async (state) => ({ model: state.options.model });
const generate = async (state) => {
  const reply = await client.responses.create({ model: state.model, input: state.question });
  return { answer: reply.output_text };
};
const graph = new StateGraph(Annotation.Root({}));
graph.addNode('generate', generate);
graph.addNode('retrieve', retrieve).addEdge('retrieve', 'generate');
const app = graph.compile();
export const answer = async (question: string) => (await app.invoke({ question, options: { model: '${model}' } })).answer;
`;

/** All that a program wants of a model is asked in one place. */
const CALL = `${ANTHROPIC}
export async function call(content: string): Promise<string> {
  const response = await client.messages.create({ model: 'claude-opus-4-1', max_tokens: 99, messages: [{ role: 'user', content }] });
  return response.content[0].text;
}
`;

type Files = Readonly<Record<string, string>>;

const FAMILY: Readonly<Record<string, Files>> = {
  'a judge that is asked with options of the request beside it': {
    'answer.ts': answer('claude-haiku-4-5'),
    'judge.ts': judge('answer', ', { timeout: 9000 }'),
    'eval.ts': report(),
  },
  'a judge in one function with who answers': {
    'answer.ts': answer('claude-haiku-4-5').replace('answer(', 'answerFromContext(').replaceAll('reply', 'raw'),
    'judge.ts': `import { answerFromContext } from './answer.ts';
${judge().replace('judge(question: string, answer: string)', 'gradeAnswer(answer: string)')}
export async function judgeQuestion(question: string): Promise<number> {
  const candidate = await answerFromContext(question);
  return candidate === 'NOT_IN_CONTEXT' ? 0 : await gradeAnswer(candidate);
}
`,
    'eval.ts': report()
      .replace('judge(question, await answer(question))', 'judgeQuestion(question)')
      .replaceAll('judge }', 'judgeQuestion }'),
  },
  'answers of an agent that is asked again and again, with data among its options and no model': {
    'agent.ts': `${ANTHROPIC}const DEFAULT_MODEL = 'claude-haiku-4-5';
export async function runAgent(task: string, options: { user?: string; model?: string }) {
  const model = options.model ?? DEFAULT_MODEL;
  const messages = [{ role: 'user', content: task }];
  while (messages.length < 20) {
    const response = await client.messages.create({ model, max_tokens: 99, messages });
    if (response.stop_reason !== 'tool_use') return { answer: response.content[0].text };
    messages.push({ role: 'assistant', content: response.content });
  }
  return { answer: '' };
}
`,
    'judge.ts': judge(),
    'eval.ts': report('(await runAgent(question.text, { user: question.user })).answer')
      .replace('answer } from', 'runAgent } from')
      .replace('./answer.ts', './agent.ts')
      .replace('const scores', "const questions = JSON.parse(fs.readFileSync('questions.json', 'utf8'));\nconst scores")
      .replace('import', "import fs from 'node:fs';\nimport"),
  },
  'a judge whose message a function puts together': {
    'answer.ts': `${OPENAI}export const help = async (input: string) => (await client.responses.create({ model: 'gpt-4o', input })).output_text;
${answer('claude-haiku-4-5').replace(ANTHROPIC, ANTHROPIC.replaceAll('client', 'claude')).replaceAll('client.messages', 'claude.messages')}`,
    'judge.ts': `${judge('buildJudgeContent(question, answer)')}
function buildJudgeContent(question: string, answer: string): string {
  return \`Question: \${question} Answer: \${answer}\`;
}
`,
    'eval.ts': report(),
  },
  'a judge whose module is only loaded where it is wanted': {
    'answer.ts': answer('claude-haiku-4-5'),
    'judge.ts': judge(),
    'eval.ts': report().replace(
      /import \{ judge \}.*/,
      "const { judge } = process.argv.includes('--judge') ? await import('./judge.ts') : undefined;",
    ),
  },
  'answers on a way that nobody sees, where all that are asked are of the family': {
    'answer.ts': answer('claude-haiku-4-5'),
    'judge.ts': judge(),
    'eval.ts': STORED,
  },
  'answers of a graph that has the model in its state': {
    'answer.ts': graph('claude-haiku-4-5'),
    'judge.ts': judge(),
    'eval.ts': report(),
  },
};

const OTHERS: Readonly<Record<string, Files>> = {
  'answers on a way that nobody sees, where one that is asked is of another family': {
    'answer.ts': `${answer('claude-haiku-4-5')}import OpenAI from 'openai';
export const reply = async (input: string) => (await new OpenAI().responses.create({ model: 'gpt-4o', input })).output_text;
`,
    'judge.ts': judge(),
    'eval.ts': STORED.replace('{ answer }', '{ answer, reply }').replace(
      'text: ',
      'other: await reply(question), text: ',
    ),
  },
  'answers of a graph that has another model in its state': {
    'answer.ts': graph('gpt-4o'),
    'judge.ts': judge(),
    'eval.ts': report(),
  },
  'policies that the judge itself has taken from a prompt, by which it judges what lies in a file': {
    'llm.ts': CALL,
    'eval.ts': `import { call } from './llm.ts';
const extractPolicies = async (prompt: string) => JSON.parse(await call(\`List what this agent has to do: \${prompt}\`));
const policies = await extractPolicies(prompt);
const scores: number[] = [];
for (const answer of answers) scores.push(Number(await call(\`${JUDGE_SYSTEM} Policies: \${policies} Answer: \${answer}\`)));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
  },
  'diagnoses of what is judged, which lies in a file': {
    'llm.ts': CALL,
    'eval.ts': `import { readFileSync } from 'node:fs';
import { call } from './llm.ts';
const rows = JSON.parse(readFileSync('conversations.json', 'utf8'));
const check = async (row) => Number(await call(\`${JUDGE_SYSTEM} \${row.text}\`));
async function diagnose(row) {
  return await call(\`What went wrong here? \${row.text}\`);
}
const scores: number[] = [];
for (const row of rows) scores.push(await check(row));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length, await diagnose(rows[0]));
`,
  },
  'a client that is made for the model that judges': {
    'judge.ts': judge(),
    'eval.ts': `import { judge } from './judge.ts';
const llm = createLlmClient({ model: 'claude-opus-4-1' });
const scores: number[] = [];
for (const answer of answers) scores.push(await judge(answer.question, answer.text));
console.log(scores.reduce((a, b) => a + b, 0) / scores.length);
`,
  },
  'a class for one maker, of which there may be others': {
    'answer.ts': `import Anthropic from '@anthropic-ai/sdk';
class AnthropicProvider {
  client = new Anthropic();
  async ask(content: string): Promise<string> {
    const reply = await this.client.messages.create({ model: 'claude-haiku-4-5', max_tokens: 99, messages: [{ role: 'user', content }] });
    return reply.content[0].text;
  }
}
export const answer = (question: string) => providerFor(process.env.PROVIDER, AnthropicProvider).answers(question);
`,
    'judge.ts': judge(),
    'eval.ts': STORED,
  },
};

const HANDED = `import OpenAI from 'openai';
const client = new OpenAI();
const say = async (model: string, input: string) => (await client.responses.create({ model, input })).output_text;
export async function evaluate(questions: string[], { model, judge }: { model: string; judge: string }) {
  let sum = 0;
  for (const question of questions) sum += Number(await say(judge, \`${JUDGE_SYSTEM} \${await say(model, question)}\`));
  return sum / questions.length;
}
`;
const handing = (judge: string): Files => ({
  'run.ts': HANDED,
  'eval.ts': `import { evaluate } from './run.ts';\nconsole.log(await evaluate(questions, { model: 'gpt-4o', judge: '${judge}' }));\n`,
});

const rulesIn = async (files: Files): Promise<string[]> => {
  const found = await new TestWorkspace(files).findings('eval.ts');
  return [...new Set(found.map((finding) => finding.split(':')[0]!))].sort();
};

/** What a store has is judged by what only the name of a field calls a verdict; `more` asks the same function, too. */
const ofStore = (more: string): Files => ({
  'eval.ts': `${OPENAI}async function check(input: string): Promise<string> {
  const reply = await client.chat.completions.create({ model: 'o4-mini', messages: [{ role: 'user', content: input }] });
  return JSON.parse(reply.choices[0].message.content).verdict;
}
${more}
let bad = 0;
for (const { question, answer } of rows) if ((await check(\`Question: \${question} Answer: \${answer}\`)) === 'wrong') bad++;
console.log(bad / rows.length);
`,
});
const REPLIES = 'for (const row of rows) await db.replies.insert({ text: await check(row.question) });';

/** One function asks two sisters to judge by turns: which of them it is here is not seen. */
const SISTERS: Files = {
  'eval.ts': `import OpenAI from 'openai';
const client = new OpenAI();
const say = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
const judge = (model: string, text: string) => say(model, \`${JUDGE_SYSTEM} \${text}\`);
const first: number[] = [];
const second: number[] = [];
for (const question of questions) first.push(Number(await judge('gpt-4o', await say('gpt-4o', question))));
for (const question of questions) second.push(Number(await judge('gpt-4.1', question)));
console.log(first.reduce((a, b) => a + b, 0) / first.length);
`,
};

describe('models in modules of their own', () => {
  it('are of one family where one module asks several of it to judge', async () => {
    const found = await new TestWorkspace(SISTERS).findings('eval.ts');
    assert(found.some((finding) => finding.startsWith('self-judging')));
    const { findings } = await new TestWorkspace(SISTERS).analyse('eval.ts');
    assert.deepEqual(
      [...new Set(findings.filter(({ rule }) => rule === 'self-judging').map(({ severity }) => severity))],
      ['information'],
    );
  });
  it('are not known where nobody but the judge asks', async () => {
    assert.deepEqual(await rulesIn(ofStore('')), ['uncalibrated-judge']);
    assert.deepEqual(await rulesIn(ofStore(REPLIES)), ['self-judging', 'uncalibrated-judge']);
  });
  it('are told where they are handed to the module that asks them', async () => {
    assert((await rulesIn(handing('gpt-4.1'))).includes('self-judging'));
    assert(!(await rulesIn(handing('qwen3-32b'))).includes('self-judging'));
    const alone = await new TestWorkspace(handing('gpt-4.1')).findings('run.ts');
    assert(!alone.some((finding) => finding.startsWith('self-judging')), String(alone));
  });
  for (const [name, files] of Object.entries(FAMILY))
    it(`are of one family: ${name}`, async () => {
      assert.deepEqual(await rulesIn(files), ['self-judging', 'uncalibrated-judge']);
    });
  for (const [name, files] of Object.entries(OTHERS))
    it(`are not held to be related: ${name}`, async () => {
      assert.deepEqual(await rulesIn(files), ['uncalibrated-judge']);
    });
});
