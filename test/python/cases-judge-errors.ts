import type { Case } from './cases.ts';

/** People's verdicts on every third answer: yes where the number of the answer is even. */
export const LABELS = `import pandas as pd
rows = pd.read_csv("llm_verdicts.csv")[::3]
human = (rows["answer"].str.extract(r"(\\d+)")[0].astype(int) % 2 == 0).astype(int)
for name in ("", "_passed", "_label_1", "_judge_label", "_judge_label_1", "_judge_label_0"):
    judge = 1 - rows["judge_label"] if name.endswith("0") else rows["judge_label"]
    pairs = pd.DataFrame({"judge": judge, "human": 1 - human if name.endswith("0") else human})
    pairs.to_csv(f"judge_labels{name}.csv", index=False)
`;

/** The corrected numbers, worked out in another way. */
export const ERRORS_TRUTH = `

def by_people(table):
    """The rate of true answers among those with these verdicts (Rogan and Gladen)."""
    pairs = pd.read_csv("judge_labels.csv")
    table_of = pd.crosstab(pairs["human"], pairs["judge"], normalize="index")
    false, true = table_of.loc[0, 1], table_of.loc[1, 1]
    return (table["judge_label"].mean() - false) / (true - false)


def shifted():
    """The judge's mean, moved by what people say otherwise."""
    pairs = pd.read_csv("judge_labels.csv")
    return verdicts["judge_label"].mean() + pairs["human"].mean() - pairs["judge"].mean()
`;

export const ERRORS_PAGES: readonly Omit<Case, 'name' | 'code'>[] = [
  { numbers: [{ is: 'round(100 * by_people(verdicts), 1)' }], unsafe: true, labels: LABELS },
  { numbers: [{ is: 'shifted()' }], unsafe: true, labels: LABELS },
];

const ROWS = `import csv
import json
import statistics
rows = list(csv.DictReader(open("llm_verdicts.csv")))
for row in rows:
    row["judge_label"] = int(row["judge_label"])
`;

const counter = (report: string): string => `${ROWS}passed = 0
total = 0
for row in rows:
    total += 1
    if row["judge_label"] == 1:
        passed += 1
${report}
`;

const BY_MODEL = 'by_people(verdicts[verdicts.model == "m1"])';
const ALL = { is: 'by_people(verdicts)' };
const PERCENT = { is: '100 * by_people(verdicts)' };

const rates: readonly (readonly [string, string, Case['numbers']])[] = [
  ['a counter', counter('print(passed / total)'), [ALL]],
  ['a counter in percent', counter('print(100 * passed / max(1, total))'), [PERCENT]],
  ['a counter in percent, the other way round', counter('print(passed * 100 / total if total else 0.0)'), [PERCENT]],
  ['a percentage behind', counter('rate = (passed / total) * 100 if total else 0.0\nprint(rate)'), [PERCENT]],
  ['a sum of two', counter('failed = total - passed\nprint(passed / (passed + failed))'), [ALL]],
  ['in an f-string', counter('print(f"{100 * passed / total}")'), [PERCENT]],
  [
    'a sum of ones in a function that is called for several groups',
    `${ROWS}def rate(group):\n    return round(sum(1 for row in group if row["judge_label"] == 1) / len(group), 12)\nfor model in ["m1"]:\n    print(rate([row for row in rows if row["model"] == model]))\nprint(rate(rows))\n`,
    [{ is: BY_MODEL }, ALL],
  ],
  [
    'lists by group',
    `${ROWS}by_model = {}\nfor row in rows:\n    by_model.setdefault(row["model"], [])\n    by_model[row["model"]].append(row["judge_label"])\nrates = {model: sum(labels) / len(labels) if labels else None for model, labels in by_model.items()}\nprint(rates["m1"])\n`,
    [{ is: BY_MODEL }],
  ],
  [
    'two groups, one from the other',
    `${ROWS}for _ in range(1):\n    a = [row["judge_label"] == 1 for row in rows if row["model"] == "m1"]\n    b = [row["judge_label"] == 1 for row in rows]\n    print(sum(a) / len(a) - sum(b) / len(b))\n`,
    [{ is: `${BY_MODEL} - by_people(verdicts)` }],
  ],
  [
    'a counter that a class keeps',
    `${ROWS}class Tally:\n    def __init__(self):\n        self.passed = 0\n        self.total = 0\n    def add(self, row):\n        self.total += 1\n        if row["judge_label"] == 1:\n            self.passed += 1\n    def rate(self):\n        return self.passed / self.total\ntally = Tally()\nfor row in rows:\n    tally.add(row)\nprint(tally.rate())\n`,
    [ALL],
  ],
  [
    'two verdicts, each with a file of its own',
    counter(
      'print(passed / total)\nfor _ in range(1):\n    print(sum(1 for row in rows if row["judge_label"] == 0) / len(rows))',
    ),
    [ALL, { is: '1 - by_people(verdicts)' }],
  ],
  [
    'a name that means something else',
    counter('judge_errors = read_judge_labels = 3\nprint(judge_errors, passed / total)'),
    ['same', ALL],
  ],
];

export const ERRORS_CASES: readonly Case[] = [
  ...rates.map(
    ([name, code, numbers]): Case => ({
      name: `a rate and verdicts of people: ${name}`,
      code,
      unsafe: true,
      labels: LABELS,
      numbers,
    }),
  ),
  {
    name: 'a rate and verdicts of people: in the cells of a notebook',
    code: counter('print(passed / total)').replace('passed = 0', '# %%\npassed = 0').replace('print(', '# %%\nprint('),
    unsafe: true,
    labels: LABELS,
    numbers: [ALL],
    file: 'judge.ipynb',
  },
  {
    name: 'a mean and verdicts of people',
    code: `${ROWS}scores = []\nfor row in rows:\n    if row["answer"]:\n        scores.append(row["judge_label"] * 1.0)\nprint(statistics.mean(scores), sum(scores) / len(scores))\n`,
    unsafe: true,
    labels: LABELS,
    numbers: [{ is: 'shifted()' }, { is: 'shifted()' }],
  },
  ...[
    'for part in [rows, rows]:\n    scores = [row["judge_score"] for row in part]\n    print(statistics.mean(scores))',
    'for name in ["judge_label"]:\n    print(sum(row[name] for row in rows) / len(rows))',
    'def wilson(k, n):\n    return k / n - 0.1\nfor part in [rows]:\n    k = sum(1 for row in part if row["judge_label"])\n    print(k / len(part), wilson(k, len(part)))',
    'for part in [rows]:\n    passed = [row["judge_label"] == 1 for row in part]\n    seen = iter(part)\n    print(sum(passed) / sum(1 for _ in seen))',
  ].map(
    (lines): Case => ({
      name: `verdicts of people are no help: ${lines}`,
      code: `${ROWS.replace('int(row["judge_label"])', 'row["judge_score"] = int(row["judge_label"])')}${lines}\n`,
      unsafe: true,
      numbers: null,
    }),
  ),
];
