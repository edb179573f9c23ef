import type { Case } from './cases.ts';
import { SAMPLES } from './cases-judge.ts';

/** Tables, and what was taken of them before. */

const TABLE =
  'import numpy as np\nimport pandas as pd\ndf = pd.read_csv("verdicts.csv")\nprint(df["human_label"].count())\n';
const ALL = { is: 'rate(df, "human_label", "judge_label")' };
const [M1, M2] = ['m1', 'm2'].map((model) => ({
  is: `rate(df[df.model == "${model}"], "human_label", "judge_label")`,
}));
const GROUPS: Case['numbers'] = [M1!, M2!];

const tables: readonly (readonly [string, Case['numbers']])[] = [
  [
    'table = df.groupby("model")["judge_label"].agg(["mean", "count"])\nprint(*table["mean"], *table["count"])',
    [...GROUPS, 'same', 'same'],
  ],
  [
    "table = df.groupby('model').agg(rate=('judge_label', 'mean'), n=('judge_label', 'size'), score=('human_score', 'mean')).reset_index()\nprint(*table['rate'], *table['n'])",
    [...GROUPS, 'same', 'same'],
  ],
  ['table = df.groupby("model").agg({"judge_label": "mean", "model": "count"})\nprint(*table["judge_label"])', GROUPS],
  ['print(*df.groupby("model")["judge_label"].agg("mean"))', GROUPS],
  ['print(*df.groupby("model")["judge_label"].agg(rate="mean", n="size")["rate"])', GROUPS],
  ['print(*df.groupby("model", as_index=False)["judge_label"].mean()["judge_label"])', GROUPS],
  ['for _, part in df.groupby("model"):\n    print(part["judge_label"].mean())', GROUPS],
  [
    'for model in ["m1", "m2"]:\n    part = df[df["model"] == model]\n    print(part["judge_label"].mean(), len(part))',
    [M1!, 'same', M2!, 'same'],
  ],
  ['print(df.query("model == \'m1\'")["judge_label"].mean())', [M1!]],
  ['print(len(df[df["judge_label"] == 1]) / len(df))', [ALL]],
  ['print(df["judge_label"].eq(1).mean())', [ALL]],
  ['print(df["judge_label"].astype(int).mean())', [ALL]],
  ['print(df["judge_label"].value_counts(normalize=True)[1])', [ALL]],
  ['print(df["judge_label"].value_counts(normalize=True).loc[1])', [ALL]],
  ['rate = df["judge_label"].value_counts(normalize=True).get(1, 0)\nprint(f"{rate}")', [ALL]],
  ['judge = df["judge_label"].to_numpy()\nprint(judge.mean())', [ALL]],
  ['judge = df["judge_label"]\nprint(sum(judge) / len(judge))', [ALL]],
  [
    'def rate(part):\n    return part["judge_label"].mean()\nprint(rate(df[df["model"] == "m1"]), rate(df))',
    [M1!, ALL],
  ],
  [
    'def summary(part):\n    return pd.Series({"rate": part["judge_label"].mean(), "n": len(part)})\nprint(*df.groupby("model")[["judge_label", "human_label"]].apply(summary)["rate"])',
    GROUPS,
  ],
];

const LEFT: readonly string[] = [
  'print(*df["judge_label"].value_counts(normalize=True))',
  'judge = df["judge_label"]\ndf = df[df["model"] == "m1"]\nprint(judge.mean())',
  'print(df.groupby("model", as_index=False).agg(rate=("judge_label", "mean")))',
  'print(df.groupby("model").agg({"judge_label": ["mean", "count"]}))',
  'print(len(df[df["judge_label"] == 1]) / 300)',
  'print(df["judge_score"].describe())',
  'print(df["judge_score"].describe()["mean"])',
];

export const TABLES_CASES: readonly Case[] = [
  ...tables.map(
    ([lines, numbers]): Case => ({
      name: `a table with labels of people: ${lines}`,
      code: `${TABLE}${lines}\n`,
      unsafe: true,
      numbers: ['same', ...numbers!],
    }),
  ),
  ...LEFT.map(
    (lines): Case => ({
      name: `a table that is left: ${lines}`,
      code: `${TABLE}${lines}\n`,
      unsafe: true,
      numbers: null,
    }),
  ),
  {
    name: 'a table of groups, and a sample',
    code: `import pandas as pd\ndf = pd.read_csv("llm_verdicts.csv")\nprint(*df.groupby(df["model"] != "").agg(rate=("judge_label", "mean"))["rate"])\n`,
    unsafe: true,
    labels: SAMPLES,
    numbers: [{ is: 'sampled(verdicts, "judge_label")' }],
  },
];
