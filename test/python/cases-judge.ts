import type { Case } from './cases.ts';

/** Corrections of a judge's labels: \`rate\` and \`score\` are in the code of all cases. */
export const JUDGE_TRUTH = `

def corrected(table, human, judge):
    """The rate of the unlabelled rows, corrected by sensitivity and specificity (Rogan and Gladen)."""
    labelled, rest = table[table[human].notna()], table[table[human].isna()]
    right = (labelled[human] == labelled[judge]).groupby(labelled[human]).mean()
    return (rest[judge].mean() + right[0] - 1) / (right[0] + right[1] - 1)
`;

export const JUDGE_PAGES: Readonly<Record<string, readonly Omit<Case, 'name' | 'code'>[]>> = {
  'uncalibrated-judge': [
    { numbers: ['same', { is: 'rate(df, "human", "judge")' }], unsafe: true },
    { numbers: ['same', { is: 'score(df, "human", "judge")' }], unsafe: true },
    { numbers: ['same', { is: 'corrected(df, "human", "judge")' }], unsafe: true },
    { numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }], unsafe: true },
    {
      numbers: [{ is: 'rate(df, "human_label", "judge_label")' }, 'changes', 'changes', 'same'],
      unsafe: true,
    },
    {
      numbers: [{ is: 'df.groupby("model").apply(lambda t: rate(t, "human_label", "judge_label")).max()' }, 'same'],
      unsafe: true,
    },
  ],
};

const RECORDS = `import json
import numpy as np
import statistics
results = json.load(open("judge_results.json"))
print(len([row["human_label"] for row in results]))
`;

const TABLE = 'import pandas as pd\ndf = pd.read_csv("verdicts.csv")\n';

export const JUDGE_CASES: readonly Case[] = [
  ...[
    'sum(row["judge_label"] for row in results) / len(results)',
    'sum(1 for row in results if row["judge_label"]) / len(results)',
    'len([row for row in results if row["judge_label"] > 0]) / len(results)',
    'np.mean([row["judge_label"] for row in results])',
    'statistics.mean(int(row["judge_label"]) for row in results)',
    "sum(row.get('judge_label') == 1 for row in results) / len(results)",
  ].map(
    (estimate): Case => ({
      name: `records: ${estimate}`,
      code: `${RECORDS}print(${estimate})\n`,
      unsafe: true,
      numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
    }),
  ),
  {
    name: 'scores of records',
    code: `${RECORDS.replace('human_label', 'human_score')}print(np.mean([row["judge_score"] for row in results]))\n`,
    unsafe: true,
    numbers: ['same', { is: 'score(df, "human_score", "judge_score")' }],
  },
  {
    name: 'records that are chosen',
    code: `${RECORDS}print(np.mean([row["judge_label"] for row in results if row["model"] == "m1"]))\n`,
    unsafe: true,
    numbers: ['same', { is: 'rate(df[df.model == "m1"], "human_label", "judge_label")' }],
  },
  {
    name: 'records that are chosen, as a share of all',
    code: `${RECORDS}print(sum(row["judge_label"] for row in results if row["model"] == "m1") / len(results))\n`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'scores with ppi_py, and all that is made of them',
    code: `${TABLE}print(df["judge_score"].mean(), df["judge_score"].sem(), df["human_score"].sum())\n`,
    library: 'ppi_py',
    numbers: [{ is: 'score(df, "human_score", "judge_score")' }, 'changes', 'same'],
  },
  {
    name: 'labels with ppi_py, group by group',
    code: `${TABLE}print(df.groupby("model")["judge_label"].mean().tolist(), df["human_label"].sum())\n`,
    library: 'ppi_py',
    unsafe: true,
    numbers: [
      { is: 'score(df[df.model == "m1"], "human_label", "judge_label")' },
      { is: 'score(df[df.model == "m2"], "human_label", "judge_label")' },
      'same',
    ],
  },
  {
    name: 'ppi_py where every row is labelled',
    code: `${TABLE}df = df.dropna(subset=["human_label"])\nprint(df["judge_label"].mean(), df["human_label"].sum())\n`,
    library: 'ppi_py',
    unsafe: true,
    numbers: [{ is: 'df["human_label"].mean()' }, 'same'],
  },
  {
    name: 'verdicts in words with judgy, and what is drawn after',
    code: `${TABLE}import numpy as np\nnp.random.seed(3)\ndf["judge_label"] = df["judge_label"].map({0: "no", 1: "yes"})\ndf["human_label"] = df["human_label"].map({0: "no", 1: "yes"})\nprint((df["human_label"] == "yes").sum(), (df["judge_label"] == "yes").mean(), np.random.random())\n`,
    library: 'judgy',
    unsafe: true,
    numbers: ['same', { is: 'corrected(df, "human_label", "judge_label")' }, 'same'],
  },
];
