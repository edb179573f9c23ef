import type { Case } from './cases.ts';
import { SAMPLES } from './cases-judge.ts';
import { LABELS } from './cases-judge-errors.ts';

/** Helpers that work for any rows: what they are called with is corrected. */

const RECORDS = `import json
rows = json.load(open("judge_results.json"))
print(len([row for row in rows if row["human_label"] is not None]))
`;
const VERDICTS = `import csv
import json
import statistics
rows = list(csv.DictReader(open("llm_verdicts.csv")))
for row in rows:
    row["judge_label"] = int(row["judge_label"])
`;

const MEAN = 'def mean(xs):\n    return sum(xs) / len(xs)\n';
const GUARDED =
  'def average(values):\n    values = list(values)\n    if not values:\n        return 0.0\n    return sum(values) / len(values)\n';
const ROUNDED = 'def percent(xs):\n    return round(100 * statistics.mean(xs), 12) if xs else None\n';
const SHARE = 'def rate(k, n):\n    return k / n if n else 0.0\n';
const PERCENT =
  'def pct(part, whole):\n    """Percentage."""\n    value = 100.0 * part / max(whole, 1)\n    return value\n';
const TEXT = 'def share(a, b):\n    if b == 0:\n        return "n/a"\n    return f"{a / b}"\n';

const people: readonly (readonly [string, string, Case['numbers']])[] = [
  [
    'a mean',
    `${MEAN}print(mean([row["judge_label"] for row in rows]), mean([len(row["model"]) for row in rows]))`,
    [{ is: 'rate(df, "human_label", "judge_label")' }, 'same'],
  ],
  [
    'a mean of a list, with a guard',
    `${GUARDED}labels = [row["judge_label"] for row in rows]\nprint(average(labels), average([1, 2]))`,
    [{ is: 'rate(df, "human_label", "judge_label")' }, 'same'],
  ],
  [
    'two means',
    `${MEAN}print(mean([row["judge_label"] for row in rows]), mean([row["judge_score"] for row in rows]), mean([4]))`,
    [{ is: 'rate(df, "human_label", "judge_label")' }, { is: 'score(df, "human_label", "judge_score")' }, 'same'],
  ],
  [
    'a share of a counter',
    `${SHARE}correct = 0\nfor row in rows:\n    if row["judge_label"] == 1:\n        correct += 1\nprint(rate(correct, len(rows)), rate(2, 4))`,
    [{ is: 'rate(df, "human_label", "judge_label")' }, 'same'],
  ],
];

const ALL = 'by_people(verdicts)';

const files: readonly (readonly [string, string, Case['numbers']])[] = [
  [
    'a percentage',
    `${PERCENT}passed = sum(1 for row in rows if row["judge_label"] == 1)\nlong = sum(1 for row in rows if len(row["answer"]) > 8)\nprint(pct(passed, len(rows)), pct(long, len(rows)))`,
    [{ is: `100 * ${ALL}` }, 'same'],
  ],
  [
    'a text',
    `${TEXT}passed = sum(row["judge_label"] == 1 for row in rows)\nprint(f"{share(passed, len(rows))}", share(1, 2))`,
    [{ is: ALL }, 'same'],
  ],
  [
    'groups',
    `${SHARE}by_model = {}\nfor row in rows:\n    by_model.setdefault(row["model"], []).append(row["judge_label"] == 1)\nfor model in ["m1"]:\n    print(rate(sum(by_model[model]), len(by_model[model])))\nprint(rate(n=4, k=1))`,
    [{ is: 'by_people(verdicts[verdicts.model == "m1"])' }, 'same'],
  ],
];

const samples: readonly (readonly [string, string, Case['numbers']])[] = [
  [
    'a mean',
    `${MEAN}labels = [row["judge_label"] for row in rows]\nprint(mean(labels), mean([len(row["answer"]) for row in rows]))`,
    [{ is: 'sampled(verdicts, "judge_label")' }, 'same'],
  ],
  [
    'a rounded percentage',
    `${ROUNDED}print(percent([row["judge_label"] for row in rows]), percent([1, 2]))`,
    [{ is: '100 * sampled(verdicts, "judge_label")' }, 'same'],
  ],
  [
    'a method',
    `class Report:\n    def __init__(self, rows):\n        self.rows = rows\n    def _avg(self, values):\n        values = list(values)\n        return sum(values) / max(len(values), 1)\n    def show(self):\n        print(self._avg(row["judge_label"] for row in self.rows), self._avg(len(row["answer"]) for row in self.rows))\nReport(rows).show()`,
    [{ is: 'sampled(verdicts, "judge_label")' }, 'same'],
  ],
];

const LEFT: readonly string[] = [
  'def wilson(k, n):\n    p = k / n\n    return p - 0.1\nprint(wilson(sum(row["judge_label"] for row in rows if row["model"] == "m1"), 300), wilson(1, 2))',
  'def describe(xs):\n    print(sum(xs) / len(xs))\ndescribe([row["judge_label"] for row in rows if row["model"] == "m1"])\ndescribe([1, 2])',
];

const cases = (
  kind: string,
  code: string,
  all: readonly (readonly [string, string, Case['numbers']])[],
  rest: Partial<Case>,
): readonly Case[] =>
  all.map(([name, lines, numbers]) => ({
    name: `a helper and ${kind}: ${name}`,
    code: `${code}${lines}\n`,
    unsafe: true,
    numbers,
    ...rest,
  }));

export const HELPERS_CASES: readonly Case[] = [
  ...cases('labels of people', RECORDS, people, {}).map((each) => ({
    ...each,
    numbers: ['same' as const, ...each.numbers!],
  })),
  ...cases('verdicts of people', VERDICTS, files, { labels: LABELS }),
  ...cases('a sample', VERDICTS, samples, { labels: SAMPLES }),
  ...LEFT.map(
    (code): Case => ({
      name: `a helper that is left: ${code}`,
      code: `${VERDICTS}${code}\n`,
      unsafe: true,
      numbers: null,
    }),
  ),
];
