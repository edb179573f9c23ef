import type { Case } from './cases.ts';

const ROWS = `import json
import statistics
import numpy as np
rows = json.load(open("judge_results.json"))
print(len([row for row in rows if row["human_label"] is not None]))
`;

const LABEL = 'rate(df, "human_label", "judge_label")';
const ALL = { is: LABEL };
const BY_MODEL = ['m2', 'm1'].map((model) => ({
  is: `rate(df[df.model == "${model}"], "human_label", "judge_label")`,
}));

/** Numbers of labels that were put together before: by the code, and what is printed after the count of labels. */
const made: readonly (readonly [string, string, Case['numbers']])[] = [
  ['a total', 'passed = sum(1 for row in rows if row["judge_label"] == 1)\nprint(passed / len(rows))', [ALL]],
  ['a count', 'n = len(rows)\nprint(sum(row["judge_label"] for row in rows) / n)', [ALL]],
  [
    'a counter',
    'correct = 0\nfor row in rows:\n    if row["judge_label"] == 1:\n        correct += 1\nprint(correct / len(rows))',
    [ALL],
  ],
  [
    'two counters, and a name for the verdict',
    'passed, total = 0, 0\nfor i, row in enumerate(rows):\n    verdict = row.get("judge_label")\n    total += 1\n    passed += verdict\nprint(f"{passed / total}")',
    [ALL],
  ],
  ['a list', 'labels = [row["judge_label"] for row in rows]\nprint(sum(labels) / len(labels))', [ALL]],
  [
    'a list that is appended to',
    'labels = []\nfor row in rows:\n    labels.append(int(row["judge_label"] == 1))\nrate = np.mean(labels)\nprint(rate)',
    [ALL],
  ],
  [
    'chosen rows',
    'labels = []\nfor row in rows:\n    if row["model"] == "m1":\n        labels.append(row["judge_label"])\nprint(statistics.mean(labels))',
    [BY_MODEL[1]!],
  ],
  [
    'an array, and its standard error',
    'scores = np.array([row["judge_score"] for row in rows])\nprint(scores.mean(), scores.std() / np.sqrt(len(scores)))',
    [{ is: 'score(df, "human_label", "judge_score")' }, 'changes'],
  ],
  [
    'a margin of error by hand',
    'scores = [row["judge_score"] for row in rows]\nmean = statistics.mean(scores)\nsd = statistics.stdev(scores)\nprint(mean, 1.96 * sd / len(scores) ** 0.5)',
    [{ is: 'score(df, "human_label", "judge_score")' }, 'changes'],
  ],
  [
    'lists by group',
    'by = {}\nfor row in rows:\n    by.setdefault(row["model"], []).append(row["judge_label"])\nfor name, labels in by.items():\n    print(sum(labels) / len(labels))',
    BY_MODEL,
  ],
  [
    'rows by group',
    'from collections import defaultdict\nby = defaultdict(list)\nfor row in rows:\n    by[row["model"]].append(row)\nfor name, group in by.items():\n    print(sum(r["judge_label"] for r in group) / len(group))',
    BY_MODEL,
  ],
  [
    'groups that are chosen',
    'for name in ["m2", "m1"]:\n    group = [row for row in rows if row["model"] == name]\n    n = len(group)\n    print(sum(row["judge_label"] for row in group) / n)',
    BY_MODEL,
  ],
  [
    'rows that a function is handed',
    'def pass_rate(items):\n    passed = [item for item in items if item["judge_label"] == 1]\n    return len(passed) / max(len(items), 1)\nprint(pass_rate(rows))',
    [ALL],
  ],
  [
    'rows of a table',
    'import pandas as pd\ntable = pd.DataFrame(rows)\ncorrect = 0\nfor _, row in table.iterrows():\n    if row["judge_label"] == 1:\n        correct += 1\nprint(correct / len(table), table["human_label"].count())',
    [ALL, 'same'],
  ],
];

const LEFT: readonly string[] = [
  'labels = [row["judge_label"] for row in rows]\nrows.sort(key=lambda row: row["judge_score"])\nprint(sum(labels) / len(labels))',
  'labels = [row["judge_label"] for row in rows]\nrows = rows[:50]\nprint(sum(labels) / len(labels))',
  'passed = 0\nfor row in rows:\n    if row["model"] == "m1":\n        continue\n    passed += row["judge_label"]\nprint(passed / len(rows))',
  'passed = 0\nfor row in rows:\n    if row["judge_label"] == 1:\n        passed += 1\nfor row in rows[:9]:\n    passed += row["judge_label"]\nprint(passed / len(rows))',
  'passed = 0\nfor row in rows:\n    if row["model"] == "m1":\n        pass\n    else:\n        passed += row["judge_label"]\nprint(passed / len(rows))',
  'seen = iter(rows)\npassed = sum(row["judge_label"] for row in seen)\nprint(passed / len(rows))',
  'passed = sum(row["judge_label"] for row in rows if row["model"] == "m1")\nprint(passed / len(rows))',
];

export const RECORDS_CASES: readonly Case[] = [
  ...made.map(
    ([name, code, numbers]): Case => ({
      name: `records with labels of people: ${name}`,
      code: `${ROWS}${code}\n`,
      unsafe: true,
      numbers: ['same', ...numbers!],
    }),
  ),
  {
    name: 'records with labels of people: in the cells of a notebook',
    code: `${ROWS}# %%\nlabels = [row["judge_label"] for row in rows]\n# %%\nprint(np.mean(labels))\n`,
    unsafe: true,
    numbers: ['same', ALL],
    file: 'judge.ipynb',
  },
  ...LEFT.map(
    (code): Case => ({
      name: `records with labels of people: ${code}`,
      code: `${ROWS}${code}\n`,
      unsafe: true,
      numbers: null,
    }),
  ),
];
