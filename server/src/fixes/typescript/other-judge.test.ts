import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const OPENAI =
  "import OpenAI from 'openai';\nimport { readFileSync } from 'node:fs';\n\nconst client = new OpenAI();\nconst questions = readFileSync('questions.txt', 'utf8').split('\\n');\n";
const NOTE = " // TODO: ask it with Anthropic's client, or one that reaches several makers";
const PROMPT = '`Rate the answer from 1 to 5.\\nQuestion: #{question}\\nAnswer: #{answer}`'.replaceAll('#', '$');
const report = (answer: string, verdict: string) => `let sum = 0;
for (const question of questions) {
  const answer = ${answer};
  sum += Number(${verdict});
}
console.log(sum / questions.length);
`;
const ask = (model: string, input: string) =>
  `(await client.responses.create({ ${model}, input: ${input} })).output_text`;

/** The lines that the repair leaves otherwise than they were. */
async function changed(code: string, name = 'report.ts'): Promise<readonly string[]> {
  const { text, left } = await repaired(code, { unsafeFixes: true, name, only: 'self-judging' });
  assert(!left.includes('self-judging') || text === code, text);
  const before = new Set(code.split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
}

describe('repairs in TypeScript: a judge of its own answers', () => {
  it('gets a constant beside the one that both used', async () => {
    for (const model of ['model: MODEL', 'model']) {
      const name = model.split(' ').at(-1)!;
      const code = `${OPENAI}const ${name} = 'gpt-4o';\n${report(ask(model, 'question'), ask(model, PROMPT))}`;
      assert.deepEqual(await changed(code), [
        `const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`,
        `  sum += Number(${ask('model: JUDGE_MODEL', PROMPT)});`,
      ]);
    }
  });

  it('gets one behind the imports where there was none, in the way of the file, with a name that is free', async () => {
    const code = `${OPENAI}const JUDGE_MODEL = 1;\n${report(ask("model: 'gpt-4o'", 'question'), ask("model: 'gpt-4o'", PROMPT))}`;
    assert.deepEqual(await changed(code.replaceAll("'", '"').replaceAll(/;$/gm, '')), [
      `const JUDGE_MODEL2 = "claude-sonnet-4-6"${NOTE}`,
      `  sum += Number(${ask('model: JUDGE_MODEL2', PROMPT)})`,
    ]);
  });

  it('takes a model of another family by the same interface where that has several', async () => {
    const code = `${OPENAI}${report(ask("model: 'openai/gpt-4o'", 'question'), ask("model: 'openai/gpt-4o'", PROMPT))}`;
    assert.equal((await changed(code))[0], "const JUDGE_MODEL = 'anthropic/claude-sonnet-4-6';");
  });

  it('changes what names the judge only, and nothing else', async () => {
    const code = `${OPENAI}const JUDGE = "gpt-4o";\n${report(ask("model: 'gpt-4o'", 'question'), ask('model: JUDGE', PROMPT))}`;
    assert.deepEqual(await changed(code), [`const JUDGE = "claude-sonnet-4-6";${NOTE}`]);
  });

  const helper = (head: string, model: string) => `${head} {\n  return ${ask(model, 'prompt')};\n}\n`;

  it('gets its model through the function that asks', async () => {
    const code = (head: string, model: string, verdict: string) =>
      `${OPENAI}${helper(head, model)}${report(verdict.replace('PROMPT', 'question'), verdict.replace('PROMPT', PROMPT))}`;
    assert.deepEqual(
      await changed(code('async function ask(prompt: string)', "model: 'gpt-4o'", 'await ask(PROMPT)')),
      [
        `const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`,
        "async function ask(prompt: string, model = 'gpt-4o') {",
        `  return ${ask('model', 'prompt')};`,
        `  sum += Number(await ask(${PROMPT}, JUDGE_MODEL));`,
      ],
    );
    assert.deepEqual(
      await changed(code("const ask = async (prompt: string, model = 'gpt-4o') =>", 'model', 'await ask(PROMPT)')),
      [`const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`, `  sum += Number(await ask(${PROMPT}, JUDGE_MODEL));`],
    );
    assert.deepEqual(
      await changed(code('async function ask(model: string, prompt: string)', 'model', "await ask('gpt-4o', PROMPT)")),
      [`const JUDGE_MODEL = 'claude-sonnet-4-6';${NOTE}`, `  sum += Number(await ask(JUDGE_MODEL, ${PROMPT}));`],
    );
  });

  it('is not offered where the function is handed on, or its model is not in sight', async () => {
    const code = `${OPENAI}${helper('async function ask(prompt: string)', "model: 'gpt-4o'")}${report('await ask(question)', `await ask(${PROMPT})`)}`;
    assert.deepEqual(await changed(`${code}console.log(await Promise.all(questions.map(ask)));\n`), []);
    assert.deepEqual(await changed(code.replaceAll("model: 'gpt-4o'", '...settings')), []);
  });

  it('is made by the provider of its maker in the AI SDK', async () => {
    const generate = (input: string) => `(await generateText({ model, prompt: ${input} })).text`;
    const code = `import { openai } from '@ai-sdk/openai';\nimport { generateText } from 'ai';\n\nconst model = openai('gpt-4o');\nconst questions = ['a', 'b'];\n${report(generate('question'), generate(PROMPT))}`;
    assert.deepEqual(await changed(code), [
      "import { anthropic } from '@ai-sdk/anthropic';",
      "const JUDGE_MODEL = anthropic('claude-sonnet-4-6');",
      `  sum += Number(${generate(PROMPT).replace('model', 'model: JUDGE_MODEL')});`,
    ]);
  });
});
