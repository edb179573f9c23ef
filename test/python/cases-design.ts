import type { Case } from './cases.ts';

/** How a judge is used, and how often a prompt is asked: the models are those of `stubs/`. */

export const DESIGN_TRUTH = `
from litellm import answer

asked = open("questions.txt").readlines()


def passed(model, judge):
    """Share of answers that a judge calls correct."""
    prompt = "Is the answer correct? Say yes or no.\\nQuestion: {}\\nAnswer: {}"
    return np.mean([answer(judge, prompt.format(q, answer(model, q))) == "yes" for q in asked])
`;

export const DESIGN_PAGES: Readonly<Record<string, readonly Omit<Case, 'name' | 'code'>[]>> = {
  'self-judging': [{ numbers: [{ is: 'passed("openai/gpt-4o", "anthropic/claude-sonnet-4-6")' }], unsafe: true }],
};

const ASK = `from litellm import completion

def ask(prompt, model="openai/gpt-4o"):
    return completion(model=model, messages=[{"role": "user", "content": prompt}]).choices[0].message.content

`;
const JUDGE = `
right = []
for question in open("questions.txt"):
    answer = ask(question)
    PROMPT
    right.append(verdict == "yes")
print(sum(right) / len(right))
`;
const prompt = 'f"Is the answer correct? Say yes or no.\\nQuestion: {question}\\nAnswer: {answer}"';
const OTHER = { is: 'passed("openai/gpt-4o", "anthropic/claude-sonnet-4-6")' };

export const DESIGN_CASES: readonly Case[] = [
  {
    name: 'a judge with the default model of a helper',
    code: ASK + JUDGE.replace('PROMPT', `verdict = ask(${prompt})`),
    unsafe: true,
    numbers: [OTHER],
  },
  {
    name: 'a judge with a model of its own family, in settings',
    code:
      'CONFIG = {"judge": {"model": "openai/gpt-4.1"}}\n' +
      ASK +
      JUDGE.replace('PROMPT', `verdict = ask(${prompt}, CONFIG["judge"]["model"])`),
    unsafe: true,
    numbers: [OTHER],
  },
  {
    name: 'a judge that grades its own answers, in a notebook',
    code: `# %%\n${ASK}# %%${JUDGE.replace('PROMPT', `verdict = ask(\n        ${prompt},\n    )`)}`,
    unsafe: true,
    numbers: [OTHER],
    file: 'judge.ipynb',
  },
];
