import type { Case } from './cases.ts';
import { ERRORS_PAGES } from './cases-judge-errors.ts';
import { GROUPS } from './cases-judge-groups.ts';

/** People's labels: yes where the number of the answer is even. */
export const SAMPLES = `import csv
with open("to_label.csv", newline="") as file:
    lines = list(csv.DictReader(file))
assert all("judge_label" not in line for line in lines), "the judge is seen"
for line in lines:
    line["human_label"] = int(int(line[next(key for key in ("answer", "text") if key in line)].split()[1]) % 2 == 0)
with open("to_label.csv", "w", newline="") as file:
    writer = csv.DictWriter(file, list(lines[0]))
    writer.writeheader()
    writer.writerows(lines)
`;

/** Corrections of a judge's labels: \`rate\` and \`score\` are in the code of all cases. */
export const JUDGE_TRUTH = `

def corrected(table, human, judge):
    """The rate of the unlabelled rows, corrected by sensitivity and specificity (Rogan and Gladen)."""
    labelled, rest = table[table[human].notna()], table[table[human].isna()]
    right = (labelled[human] == labelled[judge]).groupby(labelled[human]).mean()
    return (rest[judge].mean() + right[0] - 1) / (right[0] + right[1] - 1)


verdicts = pd.read_csv("llm_verdicts.csv")


def sampled(table, judge):
    """The rate by what "people" filled in: yes where the number of the answer is even."""
    drawn = pd.read_csv("to_label.csv")["answer"]
    asked = table.assign(human=(table["answer"].str.extract(r"(\\d+)")[0].astype(int) % 2 == 0).astype(float))
    asked.loc[~table["answer"].isin(drawn), "human"] = np.nan
    assert len(drawn) == asked["human"].notna().sum() == 200
    return rate(asked, "human", judge)


def on_other_half(table):
    """The F1 on the second half of the threshold that is best on the first."""
    table = table.dropna(subset=["human_label"])
    choosing, rest = train_test_split(table, test_size=0.5, random_state=0)
    tried = [(f1_score(choosing["human_label"], choosing["judge_score"] >= t), -t) for t in np.arange(0, 1, 0.05)]
    return f1_score(rest["human_label"], rest["judge_score"] >= -max(tried)[1])
`;

export const JUDGE_PAGES: Readonly<Record<string, readonly Omit<Case, 'name' | 'code'>[]>> = {
  'circular-calibration': [{ numbers: [{ is: 'on_other_half(df)' }], unsafe: true }],
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
    {
      numbers: [
        { is: 'df.groupby("model").apply(lambda t: rate(t, "human_label", "judge_label")).max()' },
        'same',
        'same',
      ],
      unsafe: true,
    },
    {
      numbers: [
        'same',
        { is: 'rate(df[df.model == "m2"], "human_label", "judge_label")' },
        { is: 'rate(df[df.model == "m1"], "human_label", "judge_label")' },
      ],
      unsafe: true,
    },
    { numbers: ['same', 'same', { is: 'rate(df, "human_label", "judge_label")' }], unsafe: true },
    {
      numbers: [{ is: 'rate(df, "human_label", "judge_label")' }, 'changes', 'changes', 'same'],
      unsafe: true,
    },
    {
      numbers: [
        { is: 'rate(df, "human_label", "judge_label")' },
        { is: 'half(df, "human_label", "judge_label")' },
        'same',
      ],
      unsafe: true,
    },
    { numbers: ['same', { is: 'sampled(verdicts, "judge_label")' }], unsafe: true, labels: SAMPLES },
    {
      numbers: ['m1', 'm2'].map((model) => ({ is: `rate(drawn("${model}"), "human", "judge_label")` })),
      unsafe: true,
      labels: GROUPS,
    },
    ...ERRORS_PAGES,
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
  ...[
    'rows = df.to_dict("records")\nprint(len(rows), sum(row["judge_label"] for row in rows) / len(rows))',
    'rows = df.to_dict("records")\nprint(len(rows), sum(1 for row in rows if row["judge_label"] == 1) / len(rows))',
    'print(len(df), df.sort_values("answer")["judge_label"].mean())',
    'print(len(df), np.mean(df["judge_label"]))',
    'def main():\n    verdicts = df["judge_label"]\n    print(len(df), (df["judge_label"] == 1).sum() / len(df))\nmain()',
  ].map(
    (lines): Case => ({
      name: `a sample to label: ${lines}`,
      code: `import numpy as np\nimport pandas as pd\ndf = pd.read_csv("llm_verdicts.csv")\n${lines}\n`,
      unsafe: true,
      labels: SAMPLES,
      numbers: ['same', { is: 'sampled(verdicts, "judge_label")' }],
    }),
  ),
];
