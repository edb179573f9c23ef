import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const OPENAI = 'from openai import OpenAI\n\nclient = OpenAI()\n';
const REPORT = (ask: string) => `
scores = []
for question in open("questions.txt"):
    answer = ANSWER
    scores.append(int(${ask}))
print(sum(scores) / len(scores))
`;
const PROMPT = 'f"Rate the answer from 1 to 5: {question} {answer}"';

/** The lines that the repair leaves otherwise than they were. */
async function changed(code: string): Promise<readonly string[]> {
  const { text, left } = await repaired(code, { unsafeFixes: true, only: 'self-judging' });
  assert(!left.includes('self-judging') || text === code);
  const before = new Set(code.split('\n'));
  return text.split('\n').filter((line) => !before.has(line));
}

const NOTE = "  # TODO: ask it with Anthropic's client, or one that reaches several makers";

describe('letting another model judge', () => {
  it('adds a constant beside the one that both used, and gives it to the judging call only', async () => {
    const asks = (model: string, input: string) =>
      `client.responses.create(model=${model}, input=${input}).output_text`;
    const code = `${OPENAI}MODEL = "gpt-4o"\n${REPORT(asks('MODEL', PROMPT)).replace('ANSWER', asks('MODEL', 'question'))}`;
    assert.deepEqual(await changed(code), [
      `JUDGE_MODEL = "claude-sonnet-4-6"${NOTE}`,
      `    scores.append(int(${asks('JUDGE_MODEL', PROMPT)}))`,
    ]);
  });

  it('takes the next free name and the quotes of the file', async () => {
    const code = `import ollama\nJUDGE_MODEL = 'x'\n${REPORT(`ollama.generate('llama3', ${PROMPT}).response`).replace('ANSWER', "ollama.generate('llama3', question).response")}`;
    assert.deepEqual(await changed(code.replaceAll('"', "'")), [
      "JUDGE_MODEL_2 = 'qwen3'",
      `    scores.append(int(ollama.generate(JUDGE_MODEL_2, ${PROMPT}).response))`.replaceAll('"', "'"),
    ]);
  });

  it('makes a helper take the model, typed where its other parameters are', async () => {
    const helper = (head: string, model: string) =>
      `def ask(${head}):\n    return client.responses.create(model=${model}, input=prompt).output_text\n`;
    const code = (head: string) =>
      OPENAI + helper(head, '"gpt-4o"') + REPORT(`ask(${PROMPT})`).replace('ANSWER', 'ask(question)');
    for (const [head, after] of [
      ['prompt', 'prompt, model="gpt-4o"'],
      ['prompt: str', 'prompt: str, model: str = "gpt-4o"'],
    ] as const) {
      const [, constant, definition, call, use] = await changed(code(head)).then((lines) => ['', ...lines]);
      assert.equal(constant, `JUDGE_MODEL = "claude-sonnet-4-6"${NOTE}`);
      assert.equal(definition, `def ask(${after}):`);
      assert.equal(call, '    return client.responses.create(model=model, input=prompt).output_text');
      assert.equal(use, `    scores.append(int(ask(${PROMPT}, model=JUDGE_MODEL)))`);
    }
    // what takes any arguments may hand them on
    assert.deepEqual(await changed(code('prompt, **options')), []);
  });

  it('gives a judge in a chain a client of its own', async () => {
    const code = `from langchain_core.prompts import ChatPromptTemplate
from langchain_groq import ChatGroq

llm = ChatGroq(model="llama-3.3-70b-versatile", temperature=0)
judge = ChatPromptTemplate.from_template("Rate the answer from 1 to 5: {answer}") | llm
${REPORT('judge.invoke({"answer": answer}).content').replace('ANSWER', 'llm.invoke(question).content')}`;
    assert.deepEqual(await changed(code), [
      'JUDGE_MODEL = "qwen/qwen3-32b"',
      'judge_llm = ChatGroq(model=JUDGE_MODEL, temperature=0)',
      'judge = ChatPromptTemplate.from_template("Rate the answer from 1 to 5: {answer}") | judge_llm',
    ]);
  });

  it('uses one constant for several judges', async () => {
    const asks = (input: string) => `ollama.generate("llama3", ${input}).response`;
    const code = `import ollama\n${REPORT(asks(PROMPT)).replace('ANSWER', asks('question'))}${REPORT(asks(PROMPT.replace('5', '9'))).replace('ANSWER', asks('question'))}`;
    const lines = await changed(code);
    assert.deepEqual(
      lines.filter((line) => line.startsWith('JUDGE_MODEL')),
      ['JUDGE_MODEL = "qwen3"'],
    );
    assert.equal(lines.length, 3);
  });
});
