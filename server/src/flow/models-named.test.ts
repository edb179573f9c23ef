import assert from 'node:assert/strict';
import { TestWorkspace } from '../test-workspace.ts';

/** Models that are asked in other ways than by a client: who is asked, and who judges. */

const JUDGE = 'You are a strict judge. Rate the answer from 1 to 5, with the number only.';
const REPORT = `let sum = 0;
for (const question of questions) sum += Number(await ask(\`${JUDGE} \${await ask(question)}\`));
console.log(sum / questions.length);`;
/** One that answers, and another one that judges. */
const OF_TWO = REPORT.replace('await ask(question)', 'await answer(question)');

const ITSELF = ['self-judging', 'uncalibrated-judge'];
const NOT_ITSELF = ['uncalibrated-judge'];

const agent = (name: string, options: string) => `async function ${name}(prompt: string): Promise<string> {
  let text = '';
  for await (const message of query({ prompt, options: { ${options} } }))
    if (message.type === 'assistant') for (const block of message.message.content) text += block.text;
  return text;
}
`;
const AGENT = "import { query } from '@anthropic-ai/claude-agent-sdk';\n";
const started = (body: string) => `import { execFile, execFileSync, execSync, spawn } from 'node:child_process';
import { promisify } from 'node:util';
const run = promisify(execFile);
async function ask(prompt: string): Promise<string> {
${body}
}
`;

const request = (name: string, model: string) => `async function ${name}(text: string): Promise<string> {
  const url = \`https://generativelanguage.googleapis.com/v1beta/models/${model}:generateContent?key=\${process.env.KEY}\`;
  const reply = await fetch(url, { method: 'POST', body: JSON.stringify({ contents: [{ parts: [{ text }] }] }) });
  return (await reply.json()).candidates[0].content.parts[0].text;
}
`;

/** Two settings, whose answers are judged by the model that is asked by default. */
const inTurn = (other: string) => `import OpenAI from 'openai';
const client = new OpenAI();
const ask = async (input: string, model = 'gpt-4o'): Promise<string> => (await client.responses.create({ model, input })).output_text;
const RUNS = [{ label: 'ours', model: 'qwen3-32b' }, { label: 'theirs', model: '${other}' }];
for (const { label, model } of RUNS) {
  let sum = 0;
  for (const question of questions) sum += Number(await ask(\`${JUDGE} \${await ask(question, model)}\`));
  console.log(label, sum / questions.length);
}`;

/** Answers and verdicts come from a server of the code's own, which has the prompts. */
const service = (model: string) => `const post = async (path: string, body: unknown) =>
  (await fetch(\`\${process.env.SERVER}\${path}\`, { method: 'POST', body: JSON.stringify(body) })).json();
let sum = 0;
for (const question of questions) {
  const { text } = await post('/api/generate', { model: '${model}', question });
  sum += (await post('/api/judge', { model: 'gpt-4o', question, text })).score;
}
console.log(sum / questions.length);`;

const scenarios = (judge: string) => `import OpenAI from 'openai';
const client = new OpenAI();
const SCENARIOS: Record<string, { runs: { model: string }[] }> = {
  one: { runs: [{ model: 'gpt-4o' }] },
  two: { runs: [{ model: 'gpt-4o-mini' }, { model: 'gpt-4.1' }] },
};
const say = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
async function run(key: string) {
  let sum = 0;
  for (const { model } of SCENARIOS[key].runs)
    for (const question of questions) sum += Number(await say('${judge}', \`${JUDGE} \${await say(model, question)}\`));
  console.log(sum / questions.length);
}
await run(process.argv[2]);`;

const chains = (answers: string, judges: string) => `import { ChatOpenAI } from '@langchain/openai';
import { ChatPromptTemplate } from '@langchain/core/prompts';
import { StringOutputParser } from '@langchain/core/output_parsers';
import { RunnableSequence } from '@langchain/core/runnables';
const chain = (prompt: string, model: string) =>
  RunnableSequence.from([ChatPromptTemplate.fromTemplate(prompt), new ChatOpenAI({ model }), new StringOutputParser()]);
const answers = chain('Answer in one sentence: {question}', '${answers}');
const judges = chain('${JUDGE} {answer}', '${judges}');
let sum = 0;
for (const question of questions) {
  const answer = await answers.invoke({ question });
  sum += Number(await judges.invoke({ answer }));
}
console.log(sum / questions.length);`;

const scored = (judge: string) => `import { Agent } from '@mastra/core/agent';
import { createScorer, runEvals } from '@mastra/core/evals';
import { generateObject } from 'ai';
const target = new Agent({ name: 'helper', instructions: 'Answer in one sentence.', model: 'anthropic/claude-sonnet-4' });
const quality = createScorer({ id: 'quality' }).generateScore(async ({ run }) => {
  const { object } = await generateObject({ model: '${judge}', prompt: \`${JUDGE} \${run.output}\` });
  return object.score / 5;
});
await runEvals({ data: questions, target, scorers: [quality] });`;

const CASES: Readonly<Record<string, readonly [code: string, rules: readonly string[]]>> = {
  'an agent that nobody names a model to': [AGENT + agent('ask', '') + REPORT, ITSELF],
  'an agent that is told to take another model': [
    AGENT + agent('ask', "model: 'gpt-oss-120b'") + agent('answer', '') + OF_TWO,
    NOT_ITSELF,
  ],
  'a program of the command line': [
    started("  return execFileSync('claude', ['-p', prompt]).toString();") + REPORT,
    ITSELF,
  ],
  'a program that is told which model to ask': [
    started(
      "  const { stdout } = await run('opencode', ['run', prompt, '--model', 'openai/gpt-5']);\n  return stdout;",
    ) + REPORT,
    ITSELF,
  ],
  'a program whose output comes in pieces': [
    started(`  const child = spawn('claude', ['-p', prompt]);
  let out = '';
  child.stdout.on('data', (chunk) => { out += chunk.toString(); });
  await new Promise((resolve) => child.on('close', resolve));
  return out;`) + REPORT,
    ITSELF,
  ],
  'a program whose output a promise gives when it ends': [
    started(`  return new Promise((resolve, reject) => {
    const child = spawn('claude', ['-p', prompt, '--model', 'opus']);
    let out = '';
    child.stdout.on('data', (chunk) => { out += chunk; });
    child.on('close', (code) => { if (code !== 0) return reject(new Error(out)); resolve(out.trim()); });
  });`) + REPORT,
    ITSELF,
  ],
  'a promise that gives the lengths of answers': [
    `${started(`  return new Promise((resolve) => {
    const child = spawn('claude', ['-p', prompt]);
    child.on('close', (code) => resolve(code));
  });`)}let sum = 0;
for (const question of questions) sum += Number(await ask(question));
console.log(sum / questions.length);`,
    [],
  ],
  'a program of whatever name that is told its instructions': [
    started(`  const args = [CLI, '-p', '--model', 'gpt-5', '--system-prompt', SYSTEM];
  return execFileSync(process.execPath, args, { input: prompt }).toString();`) + REPORT,
    ITSELF,
  ],
  'a program that is started by a command line, with the prompt in a file': [
    started(`  writeFileSync('prompt.txt', prompt);
  let command = "cat 'prompt.txt' | claude -p --model sonnet";
  if (process.env.SYSTEM) command += \` --system-prompt "\${process.env.SYSTEM}"\`;
  return execSync(command, { encoding: 'utf8' });`) + REPORT,
    ITSELF,
  ],
  'a command line that starts another program': [
    started(`  writeFileSync('prompt.txt', prompt);
  return execSync('cat prompt.txt | wc -w && echo claude');`) +
      `let sum = 0;\nfor (const question of questions) sum += Number(await ask(question));\nconsole.log(sum / questions.length);`,
    [],
  ],
  'not a program that is no model': [
    started("  return execFileSync('wc', ['-w', prompt]).toString();") +
      `let sum = 0;\nfor (const question of questions) sum += Number(await ask(question));\nconsole.log(sum / questions.length);`,
    [],
  ],
  'a request whose address names the model': [request('ask', 'gemini-2.0-flash') + REPORT, ITSELF],
  'requests whose addresses name different models': [
    request('ask', 'gemini-2.0-flash') + request('answer', 'learnlm-1.5') + OF_TWO,
    NOT_ITSELF,
  ],
  'a service of its own that has another name for the model': [
    `const send = async (modelId: string, content: string): Promise<string> => {
  const body = JSON.stringify({ messages: [{ role: 'user', content }], modelId });
  return (await fetch(process.env.CHAT_URL, { method: 'POST', body })).text();
};
const ask = (prompt: string) => send(process.env.EVAL_MODEL ?? 'local-7b', prompt);
${REPORT}`,
    ITSELF,
  ],
  'chains of a prompt, a model and a parser in a list': [chains('gpt-4o', 'gpt-4o'), ITSELF],
  'such chains with models of different families': [chains('gpt-4o', 'qwen3-32b'), NOT_ITSELF],
  'an agent under test whose framework hands its answers to a judge of its own': [scored('claude-haiku-4-5'), ITSELF],
  'such an agent of another family': [scored('gpt-4o'), NOT_ITSELF],
  'a request whose sender may be handed over': [
    `async function ask(content: string, options: { send?: typeof fetch } = {}): Promise<string> {
  const send = options.send ?? globalThis.fetch;
  const body = JSON.stringify({ model: 'qwen3-32b', messages: [{ role: 'user', content }] });
  const reply = await (await send('http://localhost/v1/chat/completions', { method: 'POST', body })).json();
  return reply.choices[0].message.content;
}
${REPORT}`,
    ITSELF,
  ],
  'settings with a default that the command line may replace': [
    `import OpenAI from 'openai';
const client = new OpenAI();
function settings(argv: string[]) {
  const flags = { model: 'gpt-4o-mini', judgeModel: 'gpt-4o' };
  for (let i = 0; i < argv.length; i++) {
    if (argv[i] === '--model') flags.model = argv[++i];
    else if (argv[i] === '--judge') flags.judgeModel = argv[++i];
  }
  return flags;
}
const flags = settings(process.argv);
const say = async (model: string, input: string): Promise<string> => (await client.responses.create({ model, input })).output_text;
const ask = (prompt: string) => say(flags.judgeModel, prompt);
const answer = (prompt: string) => say(flags.model, prompt);
${OF_TWO}`,
    ITSELF,
  ],
  'a default that a function has where the command line may name another one': [
    `import OpenAI from 'openai';
const client = new OpenAI();
const say = async ({ model, input }: Request): Promise<string> => (await client.responses.create({ model, input })).output_text;
async function run(model = 'gpt-4o-mini') {
  let sum = 0;
  for (const question of questions) {
    const answer = await say({ model, input: question });
    sum += Number(await say({ model: 'gpt-4o-mini', input: \`${JUDGE} \${answer}\` }));
  }
  console.log(sum / questions.length);
}
function settings() {
  const at = process.argv.indexOf('--model');
  const model = at >= 0 ? process.argv[at + 1] : undefined;
  return { model, verbose: true };
}
async function main() {
  const { model } = settings();
  await run(model);
}
main();`,
    ITSELF,
  ],
  'a default that is only said to be a model, behind others that may not be set': [
    `const DEFAULT_MODEL = 'router/auto';
const chosen = (model?: string) => ({ model: model ?? setting('MODEL') ?? DEFAULT_MODEL });
async function ask(content: string, model?: string): Promise<string> {
  const body = JSON.stringify({ ...chosen(model), messages: [{ role: 'user', content }] });
  return (await (await fetch(process.env.ROUTER, { method: 'POST', body })).json()).choices[0].message.content;
}
${REPORT.replace('`))', '`, process.env.JUDGE_MODEL || DEFAULT_MODEL))')}`,
    ITSELF,
  ],
  'an agent that loads its instructions, and says its answer in pieces': [
    `import { createAgentSession, DefaultResourceLoader } from '@mariozechner/pi-coding-agent';
async function judge(answer: string): Promise<boolean> {
  const resourceLoader = new DefaultResourceLoader({ systemPromptOverride: () => '${JUDGE}' });
  const { session } = await createAgentSession({ resourceLoader });
  let text = '';
  session.subscribe((event) => { if (event.type === 'update') text += event.delta; });
  await session.prompt(answer);
  return Number(text) > 3;
}
let passed = 0;
for (const question of questions) if (await judge(question)) passed++;
console.log(passed / questions.length);`,
    NOT_ITSELF,
  ],
  'a service of its own that is told whom to ask': [service('gpt-4o'), ITSELF],
  'a service of its own that is told to ask another one': [service('qwen3-32b'), NOT_ITSELF],
  'a service whose address says that it asks, told of a model that nobody knows': [
    service('nemotron-3').replace("'gpt-4o'", "'nemotron-3'"),
    ITSELF,
  ],
  'a service that is told of another kind of model': [
    service('gpt-4o')
      .replaceAll("'gpt-4o'", "'Civic'")
      .replaceAll('/api/generate', '/cars')
      .replaceAll('/api/judge', '/prices'),
    [],
  ],
  'settings of a table with lists that differ in length': [scenarios('gpt-4o-mini'), ITSELF],
  'settings that each name a model, one of which judges': [inTurn('gpt-4o'), ITSELF],
  'settings that each name a model, none of which judges': [inTurn('llama-3.3-70b'), NOT_ITSELF],
};

describe('models that are asked without a client', () => {
  for (const [name, [code, rules]] of Object.entries(CASES))
    it(name, async () => {
      const text = `const questions: string[] = load();\n${code}`;
      const found = await new TestWorkspace({ 'eval.ts': text }).findings('eval.ts');
      assert.deepEqual([...new Set(found.map((finding) => finding.split(':')[0]))].sort(), rules);
    });
});
