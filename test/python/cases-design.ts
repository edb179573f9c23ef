import type { Case } from './cases.ts';

/** How a judge is used, and how often a prompt is asked: the models are those of `stubs/`. */

export const DESIGN_TRUTH = `
from litellm import answer

asked = open("questions.txt").readlines()


def passed(model, judge):
    """Share of answers that a judge calls correct."""
    prompt = "Is the answer correct? Say yes or no.\\nQuestion: {}\\nAnswer: {}"
    return np.mean([answer(judge, prompt.format(q, answer(model, q))) == "yes" for q in asked])


def wins(one, other):
    """Points of the first answer: two verdicts to a pair."""
    prompt = "Which answer is better? Say A or B.\\n{}\\nAnswer A: {}\\nAnswer B: {}"
    ask = lambda q, a, b: answer("openai/gpt-4o", prompt.format(q, a, b))
    return np.array([(ask(q, one, other) == "A") + (ask(q, other, one) == "B") for q in asked]) / 2


words = pd.DataFrame([[len(answer("openai/gpt-4o", q, turn).split()) for turn in range(5)] for q in asked])
lengths = pd.DataFrame([[len(answer("openai/gpt-4o", q, turn)) for turn in range(5)] for q in asked])
`;

export const DESIGN_PAGES: Readonly<Record<string, readonly Omit<Case, 'name' | 'code'>[]>> = {
  'self-judging': [
    { numbers: [{ is: 'passed("openai/gpt-4o", "anthropic/claude-sonnet-4-6")' }], unsafe: true, title: 'Let a model' },
  ],
  'single-order-judging': [
    { numbers: [{ is: 'wins("It is much.", "It is little.").mean()' }], unsafe: true, title: 'Judge each pair' },
    { numbers: [{ is: 'wins("It is much.", "It is little.").mean()' }], unsafe: true, title: 'Judge each pair' },
  ],
  'dependent-generations': [
    { numbers: ['same', { is: 'words.mean(axis=1).sem()' }], unsafe: true },
    { numbers: ['same', { is: '(lengths > 100).mean(axis=1).sem()' }], unsafe: true },
    { numbers: ['same', { is: 'words.mean(axis=1).sem()' }], unsafe: true },
  ],
};

const ASK = `from litellm import completion

def ask(prompt, model="openai/gpt-4o"):
    return completion(model=model, messages=[{"role": "user", "content": prompt}]).choices[0].message.content

`;
const ASK_AGAIN = `from litellm import completion

def count(prompt):
    messages = [{"role": "user", "content": prompt}]
    reply = completion(model="openai/gpt-4o", temperature=1, messages=messages)
    return len(reply.choices[0].message.content.split())

`;
const FILL = 'words = []\nfor q in open("questions.txt"):\n    for _ in range(5):\n        words.append(count(q))\n';
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
    title: 'Let a model',
    numbers: [OTHER],
  },
  {
    name: 'a judge with a model of its own family, in settings',
    code:
      'CONFIG = {"judge": {"model": "openai/gpt-4.1"}}\n' +
      ASK +
      JUDGE.replace('PROMPT', `verdict = ask(${prompt}, CONFIG["judge"]["model"])`),
    unsafe: true,
    title: 'Let a model',
    numbers: [OTHER],
  },
  {
    name: 'a judge that grades its own answers, in a notebook',
    code: `# %%\n${ASK}# %%${JUDGE.replace('PROMPT', `verdict = ask(\n        ${prompt},\n    )`)}`,
    unsafe: true,
    title: 'Let a model',
    numbers: [OTHER],
    file: 'judge.ipynb',
  },
  {
    name: 'answers in a list of all prompts, each several times',
    code: `import numpy as np\n${ASK_AGAIN}words = [count(q) for q in open("questions.txt") for _ in range(5)]\nprint(np.mean(words), np.std(words, ddof=1) / np.sqrt(len(words)))\n`,
    unsafe: true,
    numbers: ['same', { is: 'words.mean(axis=1).sem()' }],
  },
  ...[
    [
      'an array under the same name',
      `${FILL}words = np.array(words)\nprint(words.mean(), words.std(ddof=1) / np.sqrt(len(words)))\n`,
    ],
    [
      'an array under another name',
      `${FILL}all_words = np.array(words)\nn = len(all_words)\nprint(all_words.mean(), all_words.std(ddof=1) / np.sqrt(n))\n`,
    ],
    [
      'a spread under a name',
      `${FILL}mean = np.mean(words)\nsd = np.std(words, ddof=1)\nprint(mean, 1.0 * sd / np.sqrt(len(words)))\n`,
    ],
    [
      'a comprehension as an array',
      'words = np.array([count(q) for q in open("questions.txt") for _ in range(5)])\nprint(words.mean(), words.std(ddof=1) / np.sqrt(len(words)))\n',
    ],
    [
      'lists in a list',
      'by_prompt = [[count(q) for _ in range(5)] for q in open("questions.txt")]\nwords = [n for each in by_prompt for n in each]\nprint(np.mean(words), np.std(words, ddof=1) / np.sqrt(len(words)))\n',
    ],
    [
      'all at once',
      'words = []\nfor q in open("questions.txt"):\n    words.extend([count(q) for _ in range(5)])\nprint(np.mean(words), np.std(words, ddof=1) / np.sqrt(len(words)))\n',
    ],
    [
      'all at once, added',
      'words = []\nfor q in open("questions.txt"):\n    words += [count(q) for _ in range(5)]\nprint(np.mean(words), np.std(words, ddof=1) / np.sqrt(len(words)))\n',
    ],
  ].map(
    ([name, code]): Case => ({
      name: `answers to be averaged: ${name}`,
      code: `import numpy as np\n${ASK_AGAIN}${code}`,
      unsafe: true,
      numbers: ['same', { is: 'words.mean(axis=1).sem()' }],
    }),
  ),
  {
    name: 'answers to be averaged: the spread of a rate',
    code: `import math\n${ASK_AGAIN}long = []\nfor q in open("questions.txt"):\n    for _ in range(5):\n        long.append(count(q) > 20)\nrate = sum(long) / len(long)\nprint(rate, math.sqrt(rate * (1 - rate) / len(long)))\n`,
    unsafe: true,
    numbers: ['same', { is: '(words > 20).mean(axis=1).sem()' }],
  },
  {
    name: 'answers that do not all count, with tabs',
    code: `import numpy as np\n${ASK_AGAIN}def main():\n\twords = []\n\tfor q in open("questions.txt"):\n\t\tfor _ in range(5):\n\t\t\tif (n := count(q)) > 20:\n\t\t\t\twords.append(n)\n\tprint(np.mean(words), np.std(words, ddof=1) / np.sqrt(len(words)))\n\nmain()\n`,
    unsafe: true,
    numbers: [{ is: 'words[words > 20].mean(axis=1).mean()' }, { is: 'words[words > 20].mean(axis=1).sem()' }],
  },
  {
    name: 'answers by seed in a table, tested',
    code: `import pandas as pd\nfrom scipy.stats import ttest_1samp\n${ASK_AGAIN}rows = []\nfor seed in range(5):\n    for i, q in enumerate(open("questions.txt")):\n        rows.append({"seed": seed, "question_id": i, "words": count(q)})\ndf = pd.DataFrame(rows)\nprint(ttest_1samp(df["words"], 8).statistic, len(df))\n`,
    unsafe: true,
    numbers: [{ is: '(words.mean(axis=1).mean() - 8) / words.mean(axis=1).sem()' }, 'same'],
  },
  {
    name: 'answers that something else reads, too',
    code: `import numpy as np\n${ASK_AGAIN}words = []\nfor q in open("questions.txt"):\n    for _ in range(5):\n        words.append(count(q))\nprint(words[:10])\nprint(np.std(words) / np.sqrt(len(words)))\n`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'verdicts of pairs, tested',
    code: `from litellm import completion
from scipy.stats import ttest_1samp

def judge(question, *, answer_a, answer_b):
    prompt = f"Which answer is better? Say A or B.\\n{question}\\nAnswer A: {answer_a}\\nAnswer B: {answer_b}"
    text = completion(model="openai/gpt-4o", messages=[{"role": "user", "content": prompt}]).choices[0].message.content
    return 1 if text == "A" else 0

verdicts = [judge(q, answer_a="It is much.", answer_b="It is little.") for q in open("questions.txt")]
print(ttest_1samp(verdicts, 0.5).statistic)
`,
    unsafe: true,
    numbers: [
      {
        is: '(wins("It is much.", "It is little.").mean() - 0.5) / pd.Series(wins("It is much.", "It is little.")).sem()',
      },
    ],
  },
];
