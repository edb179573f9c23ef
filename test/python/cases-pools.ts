import type { Case } from './cases.ts';

/** Truth, cases and page numbers of the corrections of pools, imputed values and weights. */

export const POOLS_TRUTH = `
people = pd.read_csv("people.csv")


def p_of_owners():
    """p-value of the t-test of owners' observed incomes, by hand."""
    from scipy.stats import t

    a, b = (people.loc[people["owner"] == owner, "income"].dropna() for owner in (1, 0))
    n = len(a) + len(b) - 2
    pooled = ((len(a) - 1) * a.var() + (len(b) - 1) * b.var()) / n
    return 2 * t.sf(abs(a.mean() - b.mean()) / (pooled * (1 / len(a) + 1 / len(b))) ** 0.5, n)


def weighted_by_a():
    """Mean score of the synthetic rows, by odds of being real that column a tells."""
    rows, is_real = both_questions[["a"]], [1] * len(questions) + [0] * len(made_questions)
    w = np.exp(LogisticRegression().fit(rows, is_real).decision_function(made_questions[["a"]]))
    return (w * made_questions["score"]).sum() / w.sum()


def weighted_slope():
    """Slope of a ridge regression in which rows count by one over their probability, worked out by hand."""
    p = LogisticRegression().fit(patients[["a"]], patients["ill"]).predict_proba(patients[["a"]])[:, 1]
    w, x, z = [v[patients["ill"] == 1] for v in (1 / p, patients["a"], patients["b"])]
    x, z = x - np.average(x, weights=w), z - np.average(z, weights=w)
    return (w * x * z).sum() / ((w * x * x).sum() + 1)


made_questions = pd.read_csv("synthetic_questions.csv")
both_questions = pd.concat([questions, made_questions])


def weighted(what):
    """Mean score of the synthetic rows by their odds of being real, and how many rows they are worth."""
    from sklearn.model_selection import StratifiedKFold

    rows = both_questions[["a", "label"]].to_numpy()
    is_real = np.repeat([1, 0], [len(questions), len(made_questions)])
    odds = np.empty(len(rows))
    for train, test in StratifiedKFold(5, shuffle=True, random_state=0).split(rows, is_real):
        middle, spread = rows[train].mean(axis=0), rows[train].std(axis=0)
        model = LogisticRegression().fit((rows[train] - middle) / spread, is_real[train])
        odds[test] = np.exp(model.decision_function((rows[test] - middle) / spread))
    w = odds[is_real == 0]
    return round(w.sum() ** 2 / (w @ w), 1) if what == "size" else w @ made_questions["score"].to_numpy() / w.sum()


patients, made_patients = pd.read_csv("real_patients.csv"), pd.read_csv("synthetic_patients.csv")


def scored_on_real(**options):
    """Accuracy on real rows that were set apart, of a model that the synthetic rows were trained on, too."""
    rows = patients[["a", "b", "ill"]].to_numpy()
    train, test = train_test_split(rows, random_state=0, **options)
    train = np.vstack([train, made_patients[["a", "b", "ill"]].to_numpy()])
    return LogisticRegression().fit(train[:, :2], train[:, 2]).score(test[:, :2], test[:, 2])


def scored_with_mixture():
    """Loss with forty rows of a mixture that was fitted on the training part."""
    from sklearn.metrics import log_loss
    from sklearn.mixture import GaussianMixture

    rows = patients[["a", "b", "ill"]].to_numpy()
    train, test = train_test_split(rows, random_state=0)
    made, _ = GaussianMixture(3, random_state=0).fit(train[:, :2]).sample(40)
    train = np.vstack([train, np.c_[made, np.ones(40)]])
    return log_loss(test[:, 2], LogisticRegression().fit(train[:, :2], train[:, 2]).predict_proba(test[:, :2]))
`;

type Page = readonly Omit<Case, 'name' | 'code'>[];

export const POOLS_PAGES = {
  'imputed-as-observed': [
    { numbers: ['same', { is: 'people["income"].dropna().std() / people["income"].count() ** 0.5' }], unsafe: true },
    { numbers: [{ is: 'p_of_owners()' }], unsafe: true },
  ],
  'synthetic-only-inference': [
    { numbers: ['same', { is: 'pd.read_csv("survey_people.csv")["trust"].sem()' }], unsafe: true },
    { numbers: ['same'], unsafe: true },
  ],
  'significance-gated-pooling': [
    { numbers: [{ is: 'len(questions)' }], unsafe: true },
    { numbers: [{ is: 'questions["score"].mean()' }], unsafe: true },
  ],
  'origin-dropped': [
    { numbers: [{ is: '4' }], unsafe: true },
    { numbers: [{ is: '4' }], unsafe: true },
    { numbers: ['same'], unsafe: true },
  ],
  'unused-weights': [
    { numbers: [{ is: 'weighted_by_a()' }], unsafe: true },
    { numbers: [{ is: 'weighted_slope()' }], unsafe: true },
  ],
  'naive-pooling': [
    { numbers: [{ is: 'questions["score"].mean()' }], unsafe: true },
    { numbers: [{ is: 'questions["score"].mean()' }, { is: 'made_questions["score"].mean()' }], unsafe: true },
    {
      numbers: ['same', { is: 'weighted("size")' }, { is: '200' }, { is: '0' }, { is: 'weighted("mean")' }],
      unsafe: true,
    },
    { numbers: [{ is: 'rate(df, "human_label", "judge_label")' }], unsafe: true },
    { numbers: [{ is: 'questions["score"][questions["score"] > 0].mean()' }], unsafe: true },
  ],
  'synthetic-in-test': [
    { numbers: [{ is: 'with_copies(seed=42)' }], unsafe: true },
    { numbers: [{ is: 'scored_on_real(stratify=patients["ill"])' }], unsafe: true },
    { numbers: [{ is: 'scored_on_real()' }], unsafe: true },
    { numbers: [{ is: 'scored_with_mixture()' }], unsafe: true },
  ],
} as const satisfies Readonly<Record<string, Page>>;

const SPLIT = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
real = pd.read_csv("real_patients.csv")
synthetic = pd.read_csv("synthetic_patients.csv")
pool = pd.concat([real, synthetic])
`;
const WHOLE = `train, test = train_test_split(pool, random_state=0)
print(LogisticRegression().fit(train[["a", "b"]], train["ill"]).score(test[["a", "b"]], test["ill"]))
`;

const CHURN = `import pandas as pd
from collections import Counter
from imblearn.over_sampling import SMOTE, RandomOverSampler
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
`;

const SOURCES = `import pandas as pd
real = pd.read_csv("human_questions.csv")
made = pd.read_csv("synthetic_questions.csv")
real["source"] = "people"
made["source"] = "model"
pooled = pd.concat([real, made])
`;

const TABLES = `import pandas as pd
real = pd.read_csv("human_questions.csv")
made = pd.read_csv("synthetic_questions.csv")
`;

const LISTS = `import csv

def load(path):
    with open(path) as file:
        return list(csv.DictReader(file))

real = load("human_questions.csv")
made = load("synthetic_questions.csv")
`;
const COUNTED = `good = 0
for row in rows:
    if float(row["score"]) > 0.5:
        good += 1
print(good / len(rows))
`;

export const POOLS_CASES: readonly Case[] = [
  {
    name: 'a function that resamples under other names and returns the split',
    code: `${CHURN}def prepare(path):\n    df = pd.read_csv(path)\n    rows, labels = SMOTE(random_state=0).fit_resample(df.drop(columns=["churn"]), df["churn"])\n    print(Counter(labels)[1])\n    return train_test_split(rows, labels, random_state=0, stratify=labels)\n\nX_train, X_test, y_train, y_test = prepare("churn.csv")\nprint(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n`,
    unsafe: true,
    numbers: ['same', { is: 'held_out(stratify=y)' }],
  },
  {
    name: 'rows that are resampled under their own names in a function, and several models cross-validated on them',
    code: `${CHURN}from sklearn.model_selection import cross_val_score, cross_validate\n\ndef run(path):\n    df = pd.read_csv(path)\n    X, y = df.drop(columns=["churn"]), df["churn"]\n    X = X * 1\n    X, y = SMOTE(random_state=0).fit_resample(X, y)\n    for name, model in {"lr": LogisticRegression()}.items():\n        print(name, cross_val_score(model, X, y, scoring="f1").mean())\n    print(cross_validate(LogisticRegression(), X, y, scoring=["f1"])["test_f1"].mean())\n\nrun("churn.csv")\n`,
    unsafe: true,
    numbers: [{ is: 'folds("f1")' }, { is: 'folds("f1")' }],
  },
  {
    name: 'two resamplers in turn, whose rows have the same names and are counted',
    code: `${CHURN}df = pd.read_csv("churn.csv")\nX, y = df.drop(columns=["churn"]), df["churn"]\nfor_each = RandomOverSampler(random_state=0)\nX_res, y_res = for_each.fit_resample(X, y)\nprint("%s" % Counter(y_res)[1])\nsmote = SMOTE(random_state=0)\nX_res, y_res = smote.fit_resample(X, y)\nprint("%s" % Counter(y_res)[1])\nX_train, X_test, y_train, y_test = train_test_split(X_res, y_res, random_state=0)\nprint(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n`,
    unsafe: true,
    numbers: ['same', 'same', { is: 'held_out()' }],
  },
  {
    name: 'a pool whose column tells the real rows, several times in one number',
    code: `${SOURCES}def rates(df):\n    return {\n        "a": float(df.loc[df["label"] == 1, "score"].mean()),\n    }\n\nprint(rates(pooled)["a"])\n`,
    unsafe: true,
    numbers: [{ is: 'questions.loc[questions["label"] == 1, "score"].mean()' }],
  },
  {
    name: 'columns of a pool without the one that tells the real rows',
    code: `${SOURCES}COLUMNS = ["score"]\nfew = pooled[COLUMNS + ["label"]]\nprint(few["score"].mean())\n`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'lists of rows that are put together, and gone through',
    code: `${LISTS}rows = real + made\n${COUNTED}`,
    unsafe: true,
    numbers: [{ is: '(questions["score"] > 0.5).mean()' }],
  },
  {
    name: 'a list of rows that gets others',
    code: `${LISTS}rows = [*real]\nrows.extend(made)\nhits = [float(row["score"]) > 0.5 for row in rows]\nprint(sum(hits) / len(hits))\n`,
    unsafe: true,
    numbers: [{ is: '(questions["score"] > 0.5).mean()' }],
  },
  {
    name: 'a list of rows that others are added to',
    code: `${LISTS}real += made\nprint(sum(float(row["score"]) > 0.5 for row in real) / len(real))\n`,
    unsafe: true,
    numbers: [{ is: '(questions["score"] > 0.5).mean()' }],
  },
  {
    name: 'chosen columns of a pool, one of them taken, and its rows counted',
    code: `${SOURCES}pool = pd.concat([real[["score"]], made[["score"]]], ignore_index=True)
print(pool["score"].std() / len(pool) ** 0.5)
`,
    numbers: [{ is: 'questions["score"].std() / len(questions) ** 0.5' }],
    unsafe: true,
  },
  {
    name: 'columns that a test lets together',
    code: `${SOURCES}import numpy as np
from scipy.stats import ks_2samp
stat, p = ks_2samp(real["score"], made["score"])
if p > 0.0:
    pooled = np.concatenate([real["score"], made["score"]])
else:
    pooled = real["score"].to_numpy()
print(pooled.std(ddof=1) / np.sqrt(len(pooled)))
`,
    numbers: [{ is: 'questions["score"].std() / len(questions) ** 0.5' }],
    unsafe: true,
  },
  {
    name: 'a pool with a new index',
    code: `${TABLES}pool = pd.concat([real, made]).sample(frac=1, random_state=0).reset_index(drop=True)\nprint(pool["score"].mean())\n`,
    numbers: [{ is: 'questions["score"].mean()' }],
  },
  {
    name: 'a table that becomes the pool',
    code: `${TABLES}real = pd.concat([real, made], ignore_index=True)\nprint(real["score"].mean())\n`,
    unsafe: true,
    numbers: [{ is: 'questions["score"].mean()' }],
  },
  {
    name: 'a list of tables',
    code: `${TABLES}frames = [real, made]\npool = pd.concat(frames)\nprint(pool["score"].mean())\n`,
    unsafe: true,
    numbers: [{ is: 'questions["score"].mean()' }],
  },
  {
    name: 'a pool that is split, and used elsewhere',
    code: `${SPLIT}print(len(pool))\n${WHOLE}`,
    unsafe: true,
    numbers: ['same', { is: 'scored_on_real()' }],
  },
  {
    name: 'a pool that gets a column before it is split',
    code: `${SPLIT}pool["c"] = pool["a"] * 2\n${WHOLE}`,
    unsafe: true,
    numbers: null,
  },
  {
    name: 'arrays of a pool in a function, with tabs and Windows line ends',
    code: `${SPLIT.split('pool =')[0]}def run(real, synthetic):\n\tpool = pd.concat([real, synthetic])\n\tX, y = pool[["a", "b"]].values, pool["ill"].values\n\tX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\n\tprint(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n\nrun(real, synthetic)\n`.replaceAll(
      '\n',
      '\r\n',
    ),
    unsafe: true,
    numbers: [{ is: 'scored_on_real()' }],
  },
  {
    name: 'arrays of a pool',
    code: `${SPLIT}X = pool[["a", "b"]].values\ny = pool["ill"].values\nX_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nprint(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n`,
    unsafe: true,
    numbers: [{ is: 'scored_on_real()' }],
  },
  {
    name: 'a pool that is split in a later cell',
    code: `${SPLIT}# %%\nprint(len(real))\n# %%\n${WHOLE}`,
    unsafe: true,
    numbers: ['same', { is: 'scored_on_real()' }],
    file: 'pool_split.ipynb',
  },
];
