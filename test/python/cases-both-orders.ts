import type { Case } from './cases.ts';

/** Pairs of answers, judged in one order: however the verdicts are counted. */

const PROMPT = '"Which answer is better? Say A or B.\\n{q}\\nAnswer A: {a}\\nAnswer B: {b}"';
const ASKS =
  'completion(model="openai/gpt-4o", messages=[{"role": "user", "content": prompt}]).choices[0].message.content';
const MUCH = '"It is much.", "It is little."';
const RATE = { is: `wins(${MUCH}).mean()` };
const LOST = { is: `1 - wins(${MUCH}).mean()` };

const JUDGE = `from litellm import completion


def judge(q, a, b):
    prompt = f${PROMPT}
    return ${ASKS}


`;
const ROWS = `rows = [{"q": q, "ours": "It is much.", "theirs": "It is little."} for q in open("questions.txt")]
`;
const INLINE = `from litellm import completion

${ROWS}`;
const ASK = `    prompt = f${PROMPT.replace('{q}', "{row['q']}").replace('{a}', "{row['ours']}").replace('{b}', "{row['theirs']}")}
    reply = completion(model="openai/gpt-4o", messages=[{"role": "user", "content": prompt}])
`;
const VERDICT = '    verdict = reply.choices[0].message.content\n';

const counted: readonly (readonly [name: string, code: string, ...numbers: { readonly is: string }[]])[] = [
  [
    'a Counter',
    `from collections import Counter\n${JUDGE}wins = Counter(judge(q, ${MUCH}) for q in open("questions.txt"))\nprint(wins["A"] / sum(wins.values()))\n`,
    RATE,
  ],
  [
    'a Counter that is counted up, both sides told in a text',
    `from collections import Counter\n${JUDGE}tally = Counter()\nfor q in open("questions.txt"):\n    tally[judge(q, ${MUCH})] += 1\nn = sum(tally.values())\nprint(f"A {tally['A'] / n} B {tally['B'] / n}")\n`,
    RATE,
    LOST,
  ],
  [
    'counts that start at nothing',
    `${JUDGE}wins = {"A": 0, "B": 0}\nfor q in open("questions.txt"):\n    wins[judge(q, ${MUCH})] += 1\nprint(wins["A"] / (wins["A"] + wins["B"]))\n`,
    RATE,
  ],
  [
    'branches',
    `${JUDGE}wins = losses = 0\nfor q in open("questions.txt"):\n    winner = judge(q, ${MUCH})\n    if winner == "A":\n        wins += 1\n    else:\n        losses += 1\nprint(wins / (wins + losses))\n`,
    RATE,
  ],
  [
    'a test without a name',
    `${JUDGE}wins = total = 0\nfor q in open("questions.txt"):\n    if judge(q, ${MUCH}) == "A":\n        wins += 1\n    total += 1\nprint(wins / total)\n`,
    RATE,
  ],
  [
    'ones and zeros',
    `import numpy as np\n${JUDGE}results = []\nfor q in open("questions.txt"):\n    winner = judge(q, ${MUCH})\n    results.append(1 if winner == "A" else 0)\nprint(np.mean(results))\n`,
    RATE,
  ],
  [
    'a sum over a list',
    `${JUDGE}verdicts = [judge(q, ${MUCH}) for q in open("questions.txt")]\nprint(sum(1 for v in verdicts if v == "A") / len(verdicts), sum(v == "B" for v in verdicts) / len(verdicts))\n`,
    RATE,
    LOST,
  ],
  [
    'list.count',
    `${JUDGE}verdicts = []\nfor q in open("questions.txt"):\n    verdicts.append(judge(q, ${MUCH}))\nprint(verdicts.count("A") / len(verdicts))\n`,
    RATE,
  ],
  [
    'a column of a table',
    `import pandas as pd\n${JUDGE}df = pd.DataFrame({"q": open("questions.txt").readlines()})\ndf["winner"] = [judge(q, ${MUCH}) for q in df["q"]]\nprint((df["winner"] == "A").mean())\ncounts = df["winner"].value_counts()\nprint(counts["A"] / counts.sum())\n`,
    RATE,
    RATE,
  ],
  [
    'a function of a row, applied',
    `import pandas as pd\nfrom litellm import completion\n\n\ndef pick(row):\n    prompt = f${PROMPT.replace('{q}', "{row['q']}").replace('{a}', "{row['a']}").replace('{b}', "{row['b']}")}\n    return ${ASKS}\n\n\ndf = pd.DataFrame({"q": open("questions.txt").readlines(), "a": "It is much.", "b": "It is little."})\ndf["winner"] = df.apply(pick, axis=1)\nprint((df["winner"] == "A").astype(int).mean())\n`,
    RATE,
  ],
  [
    'a method',
    `from litellm import completion\n\n\nclass Judge:\n    model = "openai/gpt-4o"\n\n    def compare(self, q: str, a: str, b: str) -> str:\n        prompt = f${PROMPT}\n        return ${ASKS.replace('"openai/gpt-4o"', 'self.model')}\n\n\njudge = Judge()\nverdicts = [judge.compare(q, ${MUCH}) for q in open("questions.txt")]\nprint(sum(v == "A" for v in verdicts) / len(verdicts))\n`,
    RATE,
  ],
  [
    'a function that awaits',
    `import asyncio\n${JUDGE.replace('def judge', 'async def judge')}async def main():\n    verdicts = await asyncio.gather(*[judge(q, ${MUCH}) for q in open("questions.txt")])\n    print(verdicts.count("A") / len(verdicts))\n\n\nasyncio.run(main())\n`,
    RATE,
  ],
  [
    'entries of a verdict',
    `${JUDGE.replace(`return ${ASKS}`, `return {"winner": ${ASKS}}`)}verdicts = [judge(q, ${MUCH}) for q in open("questions.txt")]\nprint(sum(v["winner"] == "A" for v in verdicts) / len(verdicts))\n`,
    RATE,
  ],
  [
    'a verdict that is true or false',
    `${JUDGE.replace('content\n', 'content == "A"\n')}outcomes = []\nfor q in open("questions.txt"):\n    won = judge(q, ${MUCH})\n    outcomes.append(int(won))\nprint(sum(outcomes) / len(outcomes))\n`,
    RATE,
  ],
  [
    'a loop that asks itself',
    `${INLINE}wins_a = wins_b = 0\nfor row in rows:\n${ASK}${VERDICT}    if verdict == "A":\n        wins_a += 1\n    elif verdict == "B":\n        wins_b += 1\nprint(wins_a / (wins_a + wins_b))\n`,
    RATE,
  ],
  [
    'a loop that asks itself, and gives the verdict no name',
    `${INLINE}wins = 0\nfor row in rows:\n${ASK}    if reply.choices[0].message.content == "A":\n        wins += 1\nprint(wins / len(rows))\n`,
    RATE,
  ],
  [
    'a loop with a text over several lines, and tables of results',
    `${INLINE}results = []\nfor row in rows:\n    prompt = f"""Which answer is better? Say A or B.\n{row["q"]}\nAnswer A: {row["ours"]}\nAnswer B: {row["theirs"]}"""\n    reply = completion(\n        model="openai/gpt-4o",\n        messages=[{"role": "user", "content": prompt}],\n    )\n${VERDICT}    results.append({"q": row["q"], "winner": verdict})\nprint(len([r for r in results if r["winner"] == "A"]) / len(results))\n`,
    RATE,
  ],
];

export const ORDER_CASES: readonly Case[] = [
  ...counted.map(
    ([name, code, ...numbers]): Case => ({
      name: `pairs judged in one order: ${name}`,
      code,
      unsafe: true,
      title: 'Judge each pair',
      numbers,
    }),
  ),
  {
    name: 'pairs judged in one order: ties that the code counts by itself',
    code: `${JUDGE}wins = losses = ties = 0\nfor q in open("questions.txt"):\n    v = judge(q, ${MUCH})\n    if v == "A":\n        wins += 1\n    elif v == "B":\n        losses += 1\n    else:\n        ties += 1\nprint((wins + 0.5 * ties) / (wins + losses + ties))\n`,
    unsafe: true,
    title: 'Judge each pair',
    numbers: [RATE],
  },
  ...[
    [
      'a test that wants whole wins',
      `from scipy.stats import binomtest\n${JUDGE}asked = open("questions.txt").readlines()\nwins = sum(judge(q, ${MUCH}) == "A" for q in asked)\nprint(binomtest(wins, len(asked)).pvalue)\n`,
    ],
    [
      'a verdict that something else reads',
      `${JUDGE}wins = total = 0\nfor q in open("questions.txt"):\n    v = judge(q, ${MUCH})\n    wins += ord(v) == 65\n    total += 1\nprint(wins / total)\n`,
    ],
    [
      'what is counted on the way to the verdict',
      `${INLINE}wins = asked = 0\nfor row in rows:\n    prompt = f"Which answer is better? Say A or B.\\n{row['q']}\\nAnswer A: {row['ours']}\\nAnswer B: {row['theirs']}"\n    asked += len(prompt)\n    reply = completion(model="openai/gpt-4o", messages=[{"role": "user", "content": prompt}])\n${VERDICT}    if verdict == "A":\n        wins += 1\nprint(wins / len(rows), asked)\n`,
    ],
  ].map(
    ([name, code]): Case => ({
      name: `pairs judged in one order: ${name}`,
      code: code!,
      unsafe: true,
      title: 'Judge each pair',
      numbers: null,
    }),
  ),
];
