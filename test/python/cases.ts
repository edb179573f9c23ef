import type { PythonLibrary } from '../../server/src/configuration/schema.ts';
import { ORDER_CASES } from './cases-both-orders.ts';
import { CARRIED_CASES, CARRIED_TRUTH } from './cases-carried-errors.ts';
import { COPIES_CASES, COPIES_TRUTH } from './cases-copies.ts';
import { DESIGN_CASES, DESIGN_PAGES, DESIGN_TRUTH } from './cases-design.ts';
import { FOLDS_CASES } from './cases-folds.ts';
import { FOLDS_AT_ONCE_CASES, FOLDS_AT_ONCE_TRUTH } from './cases-folds-at-once.ts';
import { IMPUTED_CASES, IMPUTED_TRUTH } from './cases-imputed.ts';
import { JUDGE_CASES, JUDGE_PAGES, JUDGE_TRUTH } from './cases-judge.ts';
import { ERRORS_CASES, ERRORS_TRUTH } from './cases-judge-errors.ts';
import { HELPERS_CASES } from './cases-judge-helpers.ts';
import { INTERVALS_CASES, INTERVALS_TRUTH } from './cases-judge-intervals.ts';
import { RECORDS_CASES } from './cases-judge-records.ts';
import { SPREAD_CASES, SPREAD_TRUTH } from './cases-judge-spread.ts';
import { TABLES_CASES } from './cases-judge-tables.ts';
import { POOLS_CASES, POOLS_PAGES, POOLS_TRUTH } from './cases-pools.ts';

/** What a number is after the repair: as it was before, different in whatever way, or what this Python expression gives. */
export type Expected = 'same' | 'changes' | { readonly is: string };

export interface Case {
  readonly name: string;
  readonly code: string;
  /** A line at the end that prints what the code only computes. */
  readonly print?: string;
  /** Are repairs made that somebody should look over? */
  readonly unsafe?: boolean;
  /** What repairs are written with: NumPy, which needs no package beside, where it is left out. */
  readonly library?: PythonLibrary;
  /** Code that fills in what the repaired code asks people for: it stops until then. */
  readonly labels?: string;
  /** The numbers that the code prints, in order; null where no repair may be made. */
  readonly numbers: readonly Expected[] | null;
  /** How the title of the repair begins, where it is not the first one. */
  readonly title?: string;
  /** The file; a notebook where it ends so, whose cells `# %%` sets apart in the code. */
  readonly file?: string;
}

/** Runs before the expressions: the corrected numbers, worked out in another way than the corrections do. */
export const TRUTH = `import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import Pipeline
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold, cross_val_score, train_test_split

real = pd.read_csv("real.csv")
questions = pd.read_csv("human_questions.csv")
df = pd.read_csv("verdicts.csv")
churn = pd.read_csv("churn.csv")
X, y = churn.drop(columns=["churn"]), churn["churn"]


def rate(table, human, judge):
    """Share of true labels: of the judge's verdicts, each as often true as people say."""
    truth = table.dropna(subset=[human]).groupby(judge)[human].mean()
    return table[judge].map(truth).mean()


def score(table, human, judge):
    """Mean score: the unlabelled rows' predictions, and people's difference from them (PPI++)."""
    labelled, rest = table[table[human].notna()], table[table[human].isna()]
    covariance = np.cov(labelled[human], labelled[judge], ddof=0)[0, 1]
    weight = min(max(covariance / ((1 + len(labelled) / len(rest)) * table[judge].var()), 0), 1)
    return weight * rest[judge].mean() + (labelled[human] - weight * labelled[judge]).mean()


def held_out(metric=None, **options):
    train, test, labels, truth = train_test_split(X, y, random_state=0, **options)
    model = LogisticRegression().fit(*SMOTE(random_state=0).fit_resample(train, labels))
    return metric(truth, model.predict(test)) if metric else model.score(test, truth)


def folds(scoring=None, model=None, **options):
    steps = [("smote", SMOTE(random_state=0, **options)), ("model", model or LogisticRegression())]
    return cross_val_score(Pipeline(steps), X, y, scoring=scoring).mean()
${DESIGN_TRUTH}${CARRIED_TRUTH}${JUDGE_TRUTH}${ERRORS_TRUTH}${POOLS_TRUTH}${INTERVALS_TRUTH}${SPREAD_TRUTH}${COPIES_TRUTH}${FOLDS_AT_ONCE_TRUTH}${IMPUTED_TRUTH}`;

/** The numbers of the "before" blocks of the rules' pages, in their order. */
export const PAGES: Readonly<Record<string, readonly Omit<Case, 'name' | 'code'>[]>> = {
  ...DESIGN_PAGES,
  'naive-pooling': [
    { numbers: [{ is: 'questions["score"].mean()' }] },
    { numbers: [{ is: 'questions["score"].sem()' }], print: 'print(error)' },
    ...POOLS_PAGES['naive-pooling'],
  ],
  ...JUDGE_PAGES,
  'synthetic-in-test': [
    { numbers: [{ is: 'held_out(f1_score, stratify=y)' }], unsafe: true },
    { numbers: [{ is: 'smote_then(scaled=True)' }], unsafe: true },
    { numbers: [{ is: 'held_out()' }], unsafe: true },
    { numbers: [{ is: 'held_out()' }], unsafe: true },
    { numbers: [{ is: 'folds("f1")' }, { is: 'folds("recall")' }], unsafe: true },
    { numbers: [{ is: 'folds("f1", k_neighbors=3)' }, { is: 'folds("recall", k_neighbors=3)' }], unsafe: true },
    { numbers: [{ is: 'folds("f1")' }], unsafe: true },
    { numbers: [{ is: 'max(folds("f1", LogisticRegression(C=c)) for c in (0.1, 1, 10))' }], unsafe: true },
    ...POOLS_PAGES['synthetic-in-test'],
  ],
  'imputed-as-observed': POOLS_PAGES['imputed-as-observed'],
  'synthetic-only-inference': POOLS_PAGES['synthetic-only-inference'],
  'significance-gated-pooling': POOLS_PAGES['significance-gated-pooling'],
  'origin-dropped': POOLS_PAGES['origin-dropped'],
  'unused-weights': POOLS_PAGES['unused-weights'],
  'unused-suppression': [
    { numbers: ['same'] },
    { numbers: ['same'] },
    { numbers: ['same'], unsafe: true, title: 'Write' },
  ],
};

const POOL = `import pandas as pd
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pooled = pd.concat([real, synthetic])
`;
const MEAN = 'print(pooled["score"].mean())\n';
const JUDGE = `import pandas as pd
df = pd.read_csv("verdicts.csv")
`;
const CHURN = `import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score, train_test_split
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("churn.csv")
X, y = df.drop(columns=["churn"]), df["churn"]
`;
const RESAMPLE = 'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\n';
const SPLIT = 'X_train, X_test, y_train, y_test = train_test_split(X_res, y_res, random_state=0)\n';
const SCORE = 'print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n';
const sameNames = (code: string): string => code.replace(/_res\b/g, '');
const LETTERS = `${JUDGE}print(df["human_grade"].count(), df["judge_label"].mean())\n`;

/** The helper refuses what are no numbers in words: the one repair after which a script may stop. */
export const REFUSED = { code: LETTERS.replaceAll('human_grade', 'human'), column: 'human' };

const changed = [
  'pooled.query("a > 0", inplace=True)',
  'pooled.drop(pooled[pooled["a"] > 0].index, inplace=True)',
  'pooled.eval("score = score * 2", inplace=True)',
  'def norm(d):\n    d["score"] = d["score"] * 2\nnorm(pooled)',
  'pooled.rename(columns={"a": "score", "score": "old"}, inplace=True)',
  'pooled.update(synthetic)',
  'pooled.fillna(0, inplace=True)',
  'real.drop(columns=["score"], inplace=True)',
].map((line): Case => ({ name: `after ${JSON.stringify(line)}`, code: `${POOL}${line}\n${MEAN}`, numbers: null }));

export const CASES: readonly Case[] = [
  ...DESIGN_CASES,
  ...ORDER_CASES,
  ...CARRIED_CASES,
  ...JUDGE_CASES,
  ...ERRORS_CASES,
  ...RECORDS_CASES,
  ...HELPERS_CASES,
  ...INTERVALS_CASES,
  ...SPREAD_CASES,
  ...TABLES_CASES,
  ...changed,
  {
    name: 'the pool read in other ways first',
    code: `${POOL}print(len(pooled), pooled["a"].max())\nclean = pooled.dropna()\nprint(len(clean))\n${MEAN}print(pooled["label"].sum())\n`,
    numbers: ['same', 'same', 'same', { is: 'real["score"].mean()' }, 'same'],
  },
  {
    name: 'the pool changed after the estimate',
    code: `${POOL}${MEAN}pooled["score"] = 1\nprint(pooled["score"].max())\n`,
    numbers: [{ is: 'real["score"].mean()' }, 'same'],
  },
  {
    name: 'an interval from two estimates',
    code: `${POOL}m = pooled["score"].mean()\nse = pooled["score"].sem()\nprint(m, m - 1.96 * se, len(pooled))\n`,
    numbers: [{ is: 'real["score"].mean()' }, { is: 'real["score"].mean() - 1.96 * real["score"].sem()' }, 'same'],
  },
  {
    name: 'real rows prepared before pooling',
    code: POOL.replace('pooled =', 'real["score"] = real["score"] * 2\npooled =') + MEAN,
    numbers: [{ is: '2 * real["score"].mean()' }],
  },
  {
    name: 'Windows line ends and tabs',
    code: `${POOL}def main():\n\tprint(pooled["score"].mean(), len(pooled))\n\nmain()\n`.replaceAll('\n', '\r\n'),
    numbers: [{ is: 'real["score"].mean()' }, 'same'],
  },
  {
    name: 'a mask of the pool',
    code: `${POOL}mask = (pooled["a"] > 0).values\nprint(pooled[mask]["score"].mean())\n`,
    numbers: null,
  },
  {
    name: 'the cells of a notebook',
    code: `${POOL.replace('real =', '# %%\nreal =')}# %%\n${MEAN}`,
    numbers: [{ is: 'real["score"].mean()' }],
    file: 'pool.ipynb',
  },
  {
    name: 'a judge, group by group',
    code: `${JUDGE}print(df.groupby("model")["judge_label"].mean().tolist(), df["human_label"].sum())\n`,
    unsafe: true,
    numbers: [
      { is: 'rate(df[df.model == "m1"], "human_label", "judge_label")' },
      { is: 'rate(df[df.model == "m2"], "human_label", "judge_label")' },
      'same',
    ],
  },
  {
    name: 'groups made a table of',
    code: `${JUDGE}table = df.groupby("model")["judge_label"].mean().reset_index()\nprint(table["judge_label"].max(), df["human_label"].sum())\n`,
    unsafe: true,
    numbers: [{ is: 'max(rate(t, "human_label", "judge_label") for _, t in df.groupby("model"))' }, 'same'],
  },
  {
    name: 'scores of a judge',
    code: `${JUDGE}print(df["judge_score"].mean(), df["human_score"].sum())\n`,
    numbers: [{ is: 'score(df, "human_score", "judge_score")' }, 'same'],
  },
  {
    name: 'verdicts in words',
    code: `${JUDGE}df["judge_label"] = df["judge_label"].map({0: "no", 1: "yes"})\ndf["human_label"] = df["human_label"].map({0: "no", 1: "yes"})\nprint((df["human_label"] == "yes").sum(), (df["judge_label"] == "yes").mean())\n`,
    unsafe: true,
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
  },
  {
    name: 'everything on one line',
    code: 'import pandas as pd; df = pd.read_csv("verdicts.csv"); print(df["human_label"].sum(), df["judge_label"].mean())\n',
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
  },
  {
    name: 'everything on one line, behind a `__future__` import',
    code: '"""Report."""\nfrom __future__ import annotations; import pandas as pd; df = pd.read_csv("verdicts.csv"); print(df["human_label"].sum(), df["judge_label"].mean())',
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
  },
  {
    name: 'names that mean something else',
    code: `import pandas as pd\nnp, calibrated_mean = 1, 3\n${JUDGE.split('\n')[1]}\nprint(df["human_label"].sum(), df["judge_label"].mean(), np, calibrated_mean)\n`,
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }, 'same', 'same'],
  },
  {
    name: 'a judge in a notebook',
    code: `${JUDGE.replace('df =', '# %%\ndf =')}# %%\nprint(df["human_label"].sum())\n# %%\nprint(df["judge_label"].mean())`,
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
    file: 'judge.ipynb',
  },
  {
    name: 'labels as nullable integers',
    code: `${JUDGE}df["human_label"] = df["human_label"].astype("Int64")\nprint(df["human_label"].sum(), df["judge_label"].mean())\n`,
    numbers: ['same', { is: 'rate(df, "human_label", "judge_label")' }],
  },
  {
    name: 'resampling under a condition',
    code: `${CHURN}if y.mean() < 0.4:\n    ${sameNames(RESAMPLE)}${sameNames(SPLIT)}${SCORE}`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'a column made of the resampled rows',
    code: `${CHURN}${RESAMPLE}X_res["e"] = X_res["a"] * 2\n${SPLIT}${SCORE}`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'a scaler between resampling and split',
    code: `${CHURN}scaler = StandardScaler()\n${sameNames(RESAMPLE)}X = scaler.fit_transform(X)\n${sameNames(SPLIT)}${SCORE}`,
    unsafe: true,
    numbers: [{ is: 'smote_then(scaled=True)' }],
  },
  {
    name: 'resampling in place, without a repair to look over',
    code: CHURN + sameNames(RESAMPLE + SPLIT) + SCORE,
    numbers: null,
  },
  {
    name: 'resampling in place',
    code: CHURN + sameNames(RESAMPLE + SPLIT) + SCORE,
    unsafe: true,
    numbers: [{ is: 'held_out()' }],
  },
  {
    name: 'resampled rows that are looked at, with tabs and Windows line ends',
    code: `${CHURN}def run():\n\t${RESAMPLE}\tprint(len(X_res), y_res.mean())\n\t${SPLIT}\t${SCORE}\nrun()`.replaceAll(
      '\n',
      '\r\n',
    ),
    unsafe: true,
    numbers: ['same', 'same', { is: 'held_out()' }],
  },
  {
    name: 'resampling and split on one line',
    code: `${CHURN}${RESAMPLE.trim()}; ${SPLIT.trim()}; ${SCORE}`,
    unsafe: true,
    numbers: [{ is: 'held_out()' }],
  },
  {
    name: 'resampling and split in cells',
    code: `${CHURN}# %%\n${RESAMPLE}# %%\nprint(len(X_res))\n# %%\n${SPLIT}${SCORE}`,
    unsafe: true,
    numbers: ['same', { is: 'held_out()' }],
    file: 'split.ipynb',
  },
  {
    name: 'a long sampler in cross-validations',
    code: `${CHURN}def run():\n\tX_res, y_res = SMOTE(\n\t\trandom_state=0,\n\t\tk_neighbors=3,\n\t).fit_resample(X, y)\n\tprint(cross_val_score(LogisticRegression(), X_res, y_res).mean())\n\tprint(cross_val_score(LogisticRegression(C=2), X_res, y_res).mean())\n\nrun()\n`,
    unsafe: true,
    numbers: [{ is: 'folds(k_neighbors=3)' }, { is: 'folds(model=LogisticRegression(C=2), k_neighbors=3)' }],
  },
  ...POOLS_CASES,
  ...IMPUTED_CASES,
  ...COPIES_CASES,
  ...FOLDS_CASES,
  ...FOLDS_AT_ONCE_CASES,
];
