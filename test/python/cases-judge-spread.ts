import type { Case } from './cases.ts';
import { SAMPLES } from './cases-judge.ts';
import { GROUPS } from './cases-judge-groups.ts';

/** Standard errors that are worked out by hand beside a mean, which are those of the corrected one afterwards. */

/** Half of what 1.96 standard errors are to each side; and the standard error of a corrected mean of scores (PPI++). */
export const SPREAD_TRUTH = `

def half(table, human, judge):
    low, high = limits(table, human, judge)
    return (high - low) / 2


def spread_of_score(table, human, judge):
    labelled, rest = table[table[human].notna()], table[table[human].isna()]
    covariance = np.cov(labelled[human], labelled[judge], ddof=0)[0, 1]
    weight = min(max(covariance / ((1 + len(labelled) / len(rest)) * table[judge].var()), 0), 1)
    parts = [(labelled[human] - weight * labelled[judge]).sem(), weight * rest[judge].sem()]
    return np.hypot(*parts)


def drawn(model=None):
    """The verdicts with what "people" filled in: yes where the number of the answer is even."""
    asked = verdicts.assign(human=(verdicts["answer"].str.extract(r"(\\d+)")[0].astype(int) % 2 == 0).astype(float))
    asked = asked if model is None else asked[asked["model"] == model]
    file = "to_label.csv" if model is None else f"to_label_{model}.csv"
    asked.loc[~asked["answer"].isin(pd.read_csv(file)["answer"]), "human"] = np.nan
    return asked
`;

const RATE = { is: 'rate(df, "human_label", "judge_label")' };
const HALF = { is: 'half(df, "human_label", "judge_label")' };
const ERROR = { is: 'half(df, "human_label", "judge_label") / 1.96' };
const ENDS = ['-', '+'].map((sign) => ({
  is: `rate(df, "human_label", "judge_label") ${sign} half(df, "human_label", "judge_label")`,
}));

const LIST = `import json
import math
import statistics
import numpy as np
from scipy import stats
rows = json.load(open("judge_results.json"))
print(len([row for row in rows if row["human_label"] is not None]))
labels = [row["judge_label"] for row in rows]
`;

const lists: readonly (readonly [string, Case['numbers']])[] = [
  ['print(np.mean(labels), 1.96 * np.std(labels, ddof=1) / np.sqrt(len(labels)))', [RATE, HALF]],
  ['print(f"{np.mean(labels)} ± {1.96 * np.std(labels) / len(labels) ** 0.5}")', [RATE, HALF]],
  [
    'n = len(labels)\nmean = statistics.mean(labels)\nsd = statistics.stdev(labels)\nhalf = 1.96 * sd / math.sqrt(n)\nprint(mean - half, mean + half)',
    ENDS,
  ],
  ['mean = sum(labels) / len(labels)\nprint(mean, "+/-", stats.sem(labels))', [RATE, ERROR]],
  [
    'n = len(labels)\nmean = sum(labels) / n\nvariance = sum((x - mean) ** 2 for x in labels) / (n - 1)\nse = math.sqrt(variance / n)\nprint(mean, se)',
    [RATE, ERROR],
  ],
  [
    'mean = sum(labels) / len(labels)\nsd = (sum((x - mean) ** 2 for x in labels) / len(labels)) ** 0.5\nprint(mean, (sd * 1.96) / math.sqrt(len(labels)))',
    [RATE, HALF],
  ],
  ['print(np.mean(labels), math.sqrt(statistics.variance(labels) / len(labels)))', [RATE, ERROR]],
  [
    'array = np.array(labels)\nmean, sd = array.mean(), array.std(ddof=1)\nz = 1.96\nprint(mean, z * sd / np.sqrt(array.size))',
    [RATE, HALF],
  ],
  [
    'def main():\n\tsd = np.std(labels)\n\tmean = np.mean(labels)\n\tprint({"mean": mean, "stderr": sd / len(labels) ** 0.5}, sd)\n\nmain()',
    [RATE, ERROR, 'same'],
  ],
];

const TABLE = `import numpy as np
import pandas as pd
from scipy import stats
df = pd.read_csv("verdicts.csv")
print(df["human_label"].count(), df["human_score"].count())
`;
const SCORE = { is: 'score(df, "human_score", "judge_score")' };
const OF_SCORE = { is: '1.96 * spread_of_score(df, "human_score", "judge_score")' };

const tables: readonly (readonly [string, Case['numbers']])[] = [
  [
    'mean = df["judge_label"].mean()\nci = 1.96 * df["judge_label"].std() / len(df) ** 0.5\nprint(mean, ci)',
    [RATE, HALF],
  ],
  [
    'scores = df["judge_score"]\nprint(f"{scores.mean()} +/- {1.96 * scores.std(ddof=1) / np.sqrt(len(scores))}")',
    [SCORE, OF_SCORE],
  ],
  ['m = df["judge_score"].mean()\ns = stats.sem(df["judge_score"])\nprint(m, 1.96 * s)', [SCORE, OF_SCORE]],
  [
    'm = np.mean(df["judge_score"])\ns = np.sqrt(np.var(df["judge_score"], ddof=1) / len(df))\nprint(m, 1.96 * s)',
    [SCORE, OF_SCORE],
  ],
];

const counts: readonly (readonly [string, Case['numbers']])[] = [
  [
    'k = int((df["judge_label"] == 1).sum())\nn = len(df)\nrate = k / n\nprint(f"{rate} ({k} of {n})")',
    [RATE, 'same', 'same'],
  ],
  ['passed = df["judge_label"].eq(1).sum()\nprint(passed / df.shape[0])', [RATE]],
];

/** What is no number of all rows, and limits by Wilson, of which the mean is no part. */
const LEFT: readonly string[] = [
  'k = int((df["judge_label"] == 1).sum())\nn = len(df[df["model"] == "m1"])\nprint(k / n)',
  'k = int((df["judge_label"] == 1).sum())\ndf = df[df["model"] == "m1"]\nprint(k / len(df))',
  'n = len(df)\np = df["judge_label"].mean()\nz = 1.96\nhalf = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)\nprint(p, half)',
  'print(df["judge_label"].value_counts(normalize=True))\nprint(df["judge_label"].value_counts() / len(df))',
];

const SAMPLED = `import csv
import numpy as np
rows = list(csv.DictReader(open("llm_verdicts.csv")))
for row in rows:
    row["judge_label"] = int(row["judge_label"])
`;
const DRAWN = [{ is: 'rate(drawn(), "human", "judge_label")' }, { is: 'half(drawn(), "human", "judge_label")' }];

const samples: readonly string[] = [
  'labels = np.array([row["judge_label"] for row in rows])\nmean, sd = labels.mean(), labels.std(ddof=1)\nhalf = 1.96 * sd / np.sqrt(len(labels))\nprint(mean, half)',
  'labels = []\nfor row in rows:\n    labels.append(row["judge_label"])\nsd = np.std(labels)\nprint(f"{np.mean(labels)} ± {1.96 * sd / np.sqrt(len(labels))}")',
];

const TABLES = `import csv
import numpy as np
import pandas as pd
df = pd.read_csv("llm_verdicts.csv")
rows = list(csv.DictReader(open("llm_verdicts.csv")))
for row in rows:
    row["judge_label"] = int(row["judge_label"])
`;
const [M1, M2] = ['m1', 'm2'].map((model) => `drawn("${model}")`);

const groups: readonly (readonly [string, Case['numbers']])[] = [
  [
    'for model, group in df.groupby("model"):\n    mean = group["judge_label"].mean()\n    half = 1.96 * group["judge_label"].std() / np.sqrt(len(group))\n    print(f"{mean} ± {half}")',
    [M1, M2].flatMap((all) => [
      { is: `rate(${all}, "human", "judge_label")` },
      { is: `half(${all}, "human", "judge_label")` },
    ]),
  ],
  [
    'rates = {}\nfor model in ["m2", "m1"]:\n    part = [row for row in rows if row["model"] == model]\n    scores = []\n    for row in part:\n        scores.append(row["judge_label"])\n    rates[model] = sum(scores) / len(scores)\nfor rate in rates.values():\n    print(rate)',
    [M2, M1].map((all) => ({ is: `rate(${all}, "human", "judge_label")` })),
  ],
  [
    'def summarize(name, part):\n    scores = [row["judge_label"] for row in part]\n    print(np.mean(scores), np.std(scores, ddof=1) / np.sqrt(len(scores)))\n\nfirst = [row for row in rows if row["model"] == "m1"]\nsummarize("m1", first)\nsummarize(name="m2", part=[row for row in rows if row["model"] == "m2"])',
    [M1, M2].flatMap((all) => [
      { is: `rate(${all}, "human", "judge_label")` },
      { is: `half(${all}, "human", "judge_label") / 1.96` },
    ]),
  ],
  [
    'def mean_of(which):\n    part = df[df["model"] == which]\n    return part["judge_label"].mean()\n\nfor model in ["m1", "m2"]:\n    print(mean_of(model))',
    [M1, M2].map((all) => ({ is: `rate(${all}, "human", "judge_label")` })),
  ],
];

const of =
  (kind: string, head: string, rest: Partial<Case>) =>
  ([code, numbers]: readonly [string, Case['numbers']]): Case => ({
    name: `a spread by hand, ${kind}: ${code}`,
    code: `${head}${code}\n`,
    unsafe: true,
    numbers,
    ...rest,
  });

const same = (count: number) => (numbers: Case['numbers']) => [...Array<'same'>(count).fill('same'), ...numbers!];

export const SPREAD_CASES: readonly Case[] = [
  ...lists.map(([code, numbers]) => of('of a list', LIST, {})([code, same(1)(numbers)])),
  ...tables.map(([code, numbers]) => of('of a column', TABLE, {})([code, same(2)(numbers)])),
  ...counts.map(([code, numbers]) => of('of a count', TABLE, {})([code, same(2)(numbers)])),
  ...LEFT.map((code) => of('that is left', TABLE, {})([code, null])),
  ...groups.map(of('group by group', TABLES, { labels: GROUPS })),
  ...samples.map((code) => of('and a sample', SAMPLED, { labels: SAMPLES })([code, DRAWN])),
];
