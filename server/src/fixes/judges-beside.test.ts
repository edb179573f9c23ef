import assert from 'node:assert/strict';
import { repaired, repairedBy } from './test-repair.ts';

const PYTHON = `import json
from openai import OpenAI

client = OpenAI()


def answer(question):
    r = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": question}])
    return r.choices[0].message.content


def judge_correctness(question, text):
    r = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Is this answer correct? Reply 1 or 0.\\n{question}\\n{text}"}],
    )
    return int(r.choices[0].message.content)


def judge_helpfulness(question, text):
    r = client.chat.completions.create(
        model="gpt-4o",
        messages=[{"role": "user", "content": f"Rate from 1 to 5 how helpful this answer is.\\n{question}\\n{text}"}],
    )
    return int(r.choices[0].message.content)


questions = [json.loads(line)["question"] for line in open("questions.jsonl")]
`;
const TWO = `correct, helpful = [], []
for q in questions:
    a = answer(q)
    correct.append(judge_correctness(q, a))
    helpful.append(judge_helpfulness(q, a))
print(sum(correct) / len(correct))
print(sum(helpful) / len(helpful))
`;
const ONE = `total = 0
for q in questions:
    a = answer(q)
    total += (judge_correctness(q, a) + judge_helpfulness(q, a) / 5) / 2
print(total / len(questions))
`;

const TYPESCRIPT = `import OpenAI from 'openai';
import { readFileSync } from 'node:fs';

const client = new OpenAI();

async function answer(question: string) {
  const r = await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: question }] });
  return r.choices[0].message.content ?? '';
}

async function judgeCorrectness(question: string, text: string) {
  const r = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`Is this answer correct? Reply 1 or 0.\\n\${question}\\n\${text}\` }],
  });
  return Number(r.choices[0].message.content);
}

async function judgeHelpfulness(question: string, text: string) {
  const r = await client.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: \`Rate from 1 to 5 how helpful this answer is.\\n\${question}\\n\${text}\` }],
  });
  return Number(r.choices[0].message.content);
}

const questions = readFileSync('questions.txt', 'utf8').split('\\n');
`;
const TWO_LISTS = `const correct: number[] = [];
const helpful: number[] = [];
for (const q of questions) {
  const a = await answer(q);
  correct.push(await judgeCorrectness(q, a));
  helpful.push(await judgeHelpfulness(q, a));
}
`;
const ONE_HELPER = `${TWO_LISTS}const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length;
console.log(mean(correct), mean(helpful));
`;
const TWO_MEANS = `${TWO_LISTS}console.log(correct.reduce((a, b) => a + b, 0) / correct.length);
console.log(helpful.reduce((a, b) => a + b, 0) / helpful.length);
`;

const OTHER = /^Let a model of another family judge/;
const uses = (text: string): number => text.match(/model(?:=|: )JUDGE_MODEL\b/g)?.length ?? 0;
const answers = /model(?:=|: )["']gpt-4o["']/g;

describe('several judges of their own family in one module', () => {
  const scripts = [
    ['report.py', PYTHON + ONE, PYTHON + TWO],
    ['report.ts', TYPESCRIPT + ONE_HELPER, TYPESCRIPT + TWO_MEANS],
  ] as const;

  for (const [name, together, apart] of scripts) {
    it(`are all replaced where one number is of the verdicts of both: ${name}`, async () => {
      const { text, left } = await repairedBy(OTHER, together, name);
      assert.equal(uses(text), 2, text);
      assert.equal(text.match(answers)?.length, 1, text);
      assert(!left.includes('self-judging'));
    });

    it(`are replaced one by one where each has a number of its own: ${name}`, async () => {
      const first = await repairedBy(OTHER, apart, name);
      assert.equal(uses(first.text), 1, first.text);
      assert.equal(first.left.filter((rule) => rule === 'self-judging').length, 1);
      const second = await repairedBy(OTHER, first.text, name);
      assert.equal(uses(second.text), 2, second.text);
      assert.equal(second.text.match(/JUDGE_MODEL\d* = /g)?.length, 1, second.text);
      assert(!second.left.includes('self-judging'));
    });
  }

  it('is replaced in both tries where the first reply could not be read', async () => {
    const code = `MODEL = "gpt-4o"
${PYTHON.replaceAll('"gpt-4o"', 'MODEL').replace(
  '    return int(r.choices[0].message.content)\n',
  `    verdict = r.choices[0].message.content.strip()
    if verdict not in ("0", "1"):
        r = client.chat.completions.create(
            model=MODEL,
            messages=[{"role": "user", "content": f"Is this answer correct? Reply with 1 or 0.\\n{question}\\n{text}"}],
        )
        verdict = r.choices[0].message.content.strip()
    return int(verdict)
`,
)}scores = [judge_correctness(q, answer(q)) for q in questions]
print(sum(scores) / len(scores))
`;
    const { text } = await repaired(code, { unsafeFixes: true, only: 'self-judging' });
    assert.equal(text.match(/model=MODEL\b/g)?.length, 1, text);
  });
});
