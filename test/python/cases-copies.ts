import type { Case } from './cases.ts';

/** Rows drawn several times before a split. */

export const COPIES_TRUTH = `

def with_copies(drawn=None, seed=1, **options):
    """Accuracy on a test part set apart first, of a model of which rows of the rare class were drawn again."""
    train, test = train_test_split(churn, random_state=0, **options)
    common, rare = (train[train["churn"] == label].to_numpy() for label in (0, 1))
    again = rare[np.random.RandomState(seed).randint(0, len(rare), drawn or len(common))]
    rows = np.vstack([common, rare, again] if drawn else [common, again])
    truth = test.to_numpy()
    return LogisticRegression().fit(rows[:, :3], rows[:, 3]).score(truth[:, :3], truth[:, 3])


def copies_scaled():
    """The same, with columns divided by their spread in the training rows."""
    train, test = train_test_split(churn, random_state=0)
    rest, few = (train[train["churn"] == label] for label in (0, 1))
    again = few.to_numpy()[np.random.RandomState(1).randint(0, len(few), len(rest))]
    rows, truth = np.vstack([rest.to_numpy(), again]), test.to_numpy()
    middle, spread = rows[:, :3].mean(axis=0), rows[:, :3].std(axis=0)
    model = LogisticRegression().fit((rows[:, :3] - middle) / spread, rows[:, 3])
    return model.score((truth[:, :3] - middle) / spread, truth[:, 3])


def copies_prepared(few=None, low=None, high=None):
    """Accuracy on rows set apart first, where rows of both parts are left out and cut off alike."""
    train, test = train_test_split(pd.read_csv("churn.csv"), random_state=0)
    rest, again = train[train.churn == 0], train[train.churn == 1]
    again = again.iloc[np.random.RandomState(1).randint(0, len(again), len(rest))]
    train, test = (part.query(few) if few else part.clip(low, high) for part in (pd.concat([rest, again]), test))
    names = ["a", "b", "c"]
    return LogisticRegression().fit(train[names], train.churn).score(test[names], test.churn)


def copies_in_groups(first):
    """The same with a group that is told by zeros and ones, of which one may be in one part only."""
    table = pd.read_csv("churn.csv")
    table["g"] = [f"g{int(rank // 60)}" for rank in table["a"].rank()]
    table.loc[table.index[table.churn == 0][3], "g"] = "alone"
    train, test = train_test_split(table, random_state=0)
    rest, again = train[train.churn == 0], train[train.churn == 1]
    train = pd.concat([rest, again.iloc[np.random.RandomState(1).randint(0, len(again), len(rest))]])
    groups = sorted(train.g.unique())[1 if first else 0 :]
    rows, truth = (
        np.column_stack([part[["a", "b", "c"]], *(part.g == group for group in groups)]).astype(float)
        for part in (train, test)
    )
    return LogisticRegression().fit(rows, train.churn).score(truth, test.churn)


def folds_in_training(models=(LogisticRegression(),)):
    """The best F1 in folds of the training part, whose own training rows SMOTE saw alone."""
    train, _, labels, _ = train_test_split(X, y, random_state=0)
    steps = [[("smote", SMOTE(random_state=0)), ("model", model)] for model in models]
    return max(cross_val_score(Pipeline(each), train, labels, scoring="f1").mean() for each in steps)


def smote_then(scaled=False, validated=False):
    """Accuracy on rows set apart first, of a model of the others, which SMOTE and then the scaling saw alone."""
    train, test, labels, truth = train_test_split(X.to_numpy(), y.to_numpy(), random_state=0)
    if validated:
        train, val, labels, _ = train_test_split(train, labels, random_state=2)
    rows, labels = SMOTE(random_state=0).fit_resample(train, labels)
    middle, spread = (rows.mean(axis=0), rows.std(axis=0)) if scaled else (0, 1)
    return LogisticRegression().fit((rows - middle) / spread, labels).score((test - middle) / spread, truth)
`;

const IS = { is: 'with_copies()' };
const STRATIFIED = { is: 'with_copies(stratify=y)' };

const HEAD = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.utils import resample
df = pd.read_csv("churn.csv")
`;
const CLASSES = 'rest = df[df["churn"] == 0]\nfew = df[df["churn"] == 1]\n';
const DRAWN = 'more = resample(few, replace=True, n_samples=len(rest), random_state=1)\n';
const SCORE = 'print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n';
const PARTS = 'X_train, X_test, y_train, y_test = train_test_split';

const forms: readonly (readonly [string, Case['numbers']])[] = [
  [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\nX = up.drop("churn", axis=1)\ny = up["churn"]\n${PARTS}(X, y, random_state=0)\n${SCORE}`,
    [IS],
  ],
  [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\n${PARTS}(up[["a", "b", "c"]].values, up.churn.values, random_state=0, stratify=up.churn)\n${SCORE}`,
    [STRATIFIED],
  ],
  [
    `few = resample(df[df.churn == 1], n_samples=(df.churn == 0).sum(), random_state=1)\ndf = pd.concat([df[df.churn == 0], few]).reset_index(drop=True)\ntrain, test = train_test_split(df, random_state=0)\ncols = ["a", "b", "c"]\nprint(LogisticRegression().fit(train[cols], train.churn).score(test[cols], test.churn))\n`,
    [IS],
  ],
  [
    `common, rare = df.churn.value_counts()\n${CLASSES}more = few.sample(common, replace=True, random_state=1)\nup = pd.concat([rest, more], axis=0)\nX, y = up.loc[:, up.columns != "churn"], up.loc[:, "churn"]\n${PARTS}(X, y, random_state=0, stratify=y)\n${SCORE}`,
    [STRATIFIED],
  ],
  [
    `few = df.query("churn == 1")\nup = pd.concat([df, resample(few, n_samples=100, random_state=1)])\n${PARTS}(up.drop(columns="churn"), up["churn"], random_state=0)\n${SCORE}`,
    [{ is: 'with_copies(100)' }],
  ],
  [
    `def balance(table, label="churn"):\n    few = table[table[label] == 1]\n    rest = table[table[label] == 0]\n    more = resample(few, n_samples=len(rest), random_state=1)\n    return pd.concat([rest, more])\n\n\nif __name__ == "__main__":\n    df = balance(df)\n    X, y = df.drop(columns="churn"), df["churn"]\n    ${PARTS}(X, y, random_state=0)\n    ${SCORE}`,
    [IS],
  ],
  [
    `class Study:\n    def run(self, table):\n        rest, few = table[table.churn == 0], table[table.churn != 0]\n        more = resample(few, n_samples=len(rest), random_state=1)\n        up = pd.concat([rest, more])\n        ${PARTS}(\n            up[["a", "b", "c"]], up["churn"], random_state=0\n        )\n        return LogisticRegression().fit(X_train, y_train).score(X_test, y_test)\n\n\nprint(Study().run(df))\n`,
    [IS],
  ],
  [
    `from sklearn.preprocessing import StandardScaler\n${CLASSES}${DRAWN}up = pd.concat([rest, more])\nX, y = up.drop("churn", axis=1), up["churn"]\nscaler = StandardScaler()\nX = scaler.fit_transform(X)\n${PARTS}(X, y, random_state=0)\n${SCORE}`,
    [{ is: 'copies_scaled()' }],
  ],
  // rows that are changed or left out one by one, and columns made of their values
  ...(
    [
      ['up = up[up["b"] > -0.5]', 'few="b > -0.5"'],
      ['up = up[(up.b > -0.5) & up.c.notna()].fillna(0)', 'few="b > -0.5"'],
      ['up = up.dropna().clip(-1, 1)', 'low=-1, high=1'],
      ['up = up.fillna({"a": 0}).clip(lower=-1)', 'low=-1'],
    ] as const
  ).map(([line, is]): readonly [string, Case['numbers']] => [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\n${line}\n${PARTS}(up.drop(columns="churn"), up["churn"], random_state=0)\n${SCORE}`,
    [{ is: `copies_prepared(${is})` }],
  ]),
  ...['columns=["g"]', 'columns=["g"], drop_first=True'].map((options): readonly [string, Case['numbers']] => [
    `df["g"] = df["a"].rank().floordiv(60).astype(int).map(lambda g: f"g{g}")\ndf.loc[df.index[df.churn == 0][3], "g"] = "alone"\n${CLASSES}${DRAWN}up = pd.concat([rest, more])\nup = pd.get_dummies(up, ${options})\n${PARTS}(up.drop(columns="churn"), up["churn"], random_state=0)\n${SCORE}`,
    [{ is: `copies_in_groups(${Number(options.includes('first'))})` }],
  ]),
  // what is done to the pool, rows that are in no class, a loop with one pool, two tables
  [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\nup["a"] = up["a"] - up["a"].mean()\n${PARTS}(up[["a"]], up["churn"], random_state=0)\n${SCORE}`,
    null,
  ],
  [
    `rest = df[(df["churn"] == 0) & (df["a"] > -1)]\nfew = df[df["churn"] == 1]\n${DRAWN}up = pd.concat([rest, more])\n${PARTS}(up[["a"]], up["churn"], random_state=0)\n${SCORE}`,
    null,
  ],
  [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\nfor seed in range(2):\n    ${PARTS}(up[["a"]], up["churn"], random_state=seed)\n    ${SCORE}`,
    null,
  ],
  // a mean of all rows in a condition, and one that is of the pool's rows by name
  ...[
    'up = up[up["b"] > up["b"].quantile(0.1)]',
    'many = up["b"] > -2\nup = up[many]',
    'up = up.fillna(up.mean())',
  ].map((line): readonly [string, Case['numbers']] => [
    `${CLASSES}${DRAWN}up = pd.concat([rest, more])\n${line}\n${PARTS}(up[["a"]], up["churn"], random_state=0)\n${SCORE}`,
    null,
  ]),
];

const TUNED = `import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, RandomizedSearchCV, cross_val_score, train_test_split
df = pd.read_csv("churn.csv")
X, y = df.drop(columns=["churn"]), df["churn"]
`;
const BEST = { is: 'max(folds("f1", LogisticRegression(C=c)) for c in (0.1, 1, 10))' };

const searches: readonly (readonly [string, Case['numbers']])[] = [
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\ngrid = {"C": [0.1, 1, 10]}\nsearch = GridSearchCV(LogisticRegression(), grid, scoring="f1")\nsearch.fit(X_res, y_res)\nprint(search.best_score_)',
    [BEST],
  ],
  [
    'smote = SMOTE(random_state=0)\nX, y = smote.fit_resample(X, y)\nsearch = RandomizedSearchCV(estimator=LogisticRegression(), param_distributions={\'C\': [0.1, 1, 10]}, n_iter=3, scoring="f1").fit(X, y)\nprint(f"{search.best_score_:.15f}")',
    [BEST],
  ],
  [
    'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)\nX_train_res, y_train_res = SMOTE(random_state=0).fit_resample(X_train, y_train)\nsearch = GridSearchCV(LogisticRegression(), [{"C": [0.1, 1]}, {"C": [10]}], scoring="f1")\nsearch.fit(X_train_res, y_train_res)\nprint(search.best_score_)',
    ['changes'],
  ],
  // what is read of the search, a grid that is used elsewhere, and searches in a loop
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\nsearch = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}, scoring="f1")\nsearch.fit(X_res, y_res)\nprint(search.best_score_, {0.1: 0, 1: 0, 10: 0}[search.best_params_["C"]])',
    [BEST, 'same'],
  ],
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\ngrid = {"C": [0.1, 1, 10]}\nsearch = GridSearchCV(LogisticRegression(), grid, scoring="f1")\nmodel = search.fit(X=X_res, y=y_res)\nprint(model.best_score_, len(grid["C"]), len(model.best_estimator_.coef_), len(model.cv_results_["mean_test_score"]))',
    [BEST, 'same', 'same', 'same'],
  ],
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\nfor model, grid in [(LogisticRegression(), {"C": [0.1, 1, 10]})]:\n    search = GridSearchCV(estimator=model, param_grid=grid, scoring="f1")\n    search.fit(X_res, y_res)\n    print(search.best_score_)\n    tuned = LogisticRegression(**search.best_params_)',
    [BEST],
  ],
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\nsearch = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}, scoring="f1")\nsearch.fit(X_res, y_res)\nprint(search.best_score_, len(search.cv_results_))',
    null,
  ],
  [
    'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\nsearch = GridSearchCV(LogisticRegression(), {"C": [0.1, 1, 10]}, scoring="f1")\nsearch.fit(X_res, y_res, sample_weight=[1] * len(y_res))\nprint(search.best_score_)',
    null,
  ],
];

const SAMPLED = 'X_res, y_res = SMOTE(random_state=0).fit_resample(X, y)\n';
const APART = `${PARTS}(X_res, y_res, random_state=0)\n`;
const AGAIN = 'X_train, X_val, y_train, y_val = train_test_split(X_train, y_train, random_state=2)\n';
const APART_FIRST = `${PARTS}(X, y, random_state=0)\n`;
const SCALED = 'scaler = StandardScaler()\nX_res = scaler.fit_transform(X_res)\n';

const steps: readonly (readonly [string, Case['numbers']])[] = [
  [`${SAMPLED}${APART}${AGAIN}${SCORE}`, [{ is: 'smote_then(validated=True)' }]],
  [
    `${SAMPLED}${SCALED}${APART}${AGAIN}${SCORE}`
      .replaceAll(/_res\b/g, '')
      .replace('X = scaler', 'X_scaled = scaler')
      .replace('(X, y, random_state=0)\nX_train, X_val', '(X_scaled, y, random_state=0)\nX_train, X_val'),
    [{ is: 'smote_then(scaled=True, validated=True)' }],
  ],
  // once it is split, folds of the training rows, and the test part
  [
    `${APART_FIRST}X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\nprint(cross_val_score(LogisticRegression(), X_train, y_train, scoring="f1").mean())\n${SCORE}`,
    [{ is: 'folds_in_training()' }, 'same'],
  ],
  [
    `${APART_FIRST}X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\nsearch = GridSearchCV(LogisticRegression(), {"C": [0.1, 1]}, scoring="f1")\nsearch.fit(X_train, y_train)\nprint(search.best_score_)\nbest = search.best_estimator_\nprint(best.score(X_test, y_test), len(X_train))\n`,
    [{ is: 'folds_in_training([LogisticRegression(C=c) for c in (0.1, 1)])' }, 'same', 'same'],
  ],
  [
    `${APART_FIRST}smote = SMOTE(random_state=0)\nX_train, y_train = smote.fit_resample(X_train, y_train)\nX_test_res, y_test_res = smote.fit_resample(X_test, y_test)\nprint(LogisticRegression().fit(X_train, y_train).score(X_test_res, y_test_res))\n`,
    [{ is: 'held_out()' }],
  ],
  [
    `${APART_FIRST}smote = SMOTE(random_state=0)\nX_train, y_train = smote.fit_resample(X_train, y_train)\nX_test, y_test = smote.fit_resample(X_test, y_test)\n${SCORE}`,
    [{ is: 'held_out()' }],
  ],
  // what is scaled is looked at, or the training rows are changed before a part of them is set apart
  [
    `${SAMPLED}${SCALED}print(len(X_res))\n${APART}print(len(X_res))\n${SCORE}`,
    ['changes', 'changes', { is: 'smote_then(scaled=True)' }],
  ],
  [`${SAMPLED}${APART}X_train = X_train * 2\n${AGAIN}${SCORE}`, ['changes']],
];

const REPARTED = `${PARTS}(features, target, random_state=0)\n${SCORE}`;

const tables: readonly (readonly [string, Case['numbers']])[] = [
  [
    `${SAMPLED}table = pd.DataFrame(X_res, columns=X.columns)\ntable["churn"] = y_res\nfeatures, target = table.drop("churn", axis=1), table["churn"]\n${REPARTED}`,
    [{ is: 'held_out()' }],
  ],
  [
    `${SAMPLED}table = pd.concat([X_res, y_res], axis=1)\nprint(len(df))\nfeatures = table.drop(columns=["churn"])\ntarget = table.churn\n${REPARTED}`,
    ['same', { is: 'held_out()' }],
  ],
  [
    `cols = ["a", "b", "c"]\n${SAMPLED.replace('(X, y)', '(X.values, y)')}table = pd.concat([pd.DataFrame(X_res, columns=cols), pd.Series(y_res, name="churn")], axis=1).sample(frac=1, random_state=0)\nfeatures = table[cols]\ntarget = table["churn"]\n${REPARTED}`,
    [{ is: 'held_out()' }],
  ],
  // what is done to the table, a name that the split gives another value to, labels of another column
  [
    `${SAMPLED}table = pd.concat([X_res, y_res], axis=1)\ntable = table[table["a"] > 0]\nfeatures, target = table.drop("churn", axis=1), table["churn"]\n${REPARTED}`,
    null,
  ],
  [
    `${APART_FIRST}print(len(X_train))\n${SAMPLED}table = pd.concat([X_res, y_res], axis=1)\nfeatures, target = table.drop("churn", axis=1), table["churn"]\n${REPARTED}`,
    null,
  ],
  [
    `${SAMPLED}table = pd.concat([X_res, y_res], axis=1)\nfeatures, target = table.drop("a", axis=1), table["churn"]\n${REPARTED}`,
    null,
  ],
];

export const COPIES_CASES: readonly Case[] = [
  ...tables.map(
    ([code, numbers]): Case => ({
      name: `resampled into a table: ${code.replaceAll('\n', ' / ').slice(0, 170)}`,
      code: `${TUNED}${code}`,
      numbers,
      unsafe: true,
    }),
  ),
  ...steps.map(
    ([code, numbers]): Case => ({
      name: `resampled, then: ${code.replaceAll('\n', ' / ').slice(0, 170)}`,
      code: `${TUNED}from sklearn.preprocessing import StandardScaler\n${code}`,
      numbers,
      unsafe: true,
    }),
  ),
  ...forms.map(
    ([code, numbers]): Case => ({
      name: `rows drawn again: ${code.replaceAll('\n', ' / ').slice(0, 150)}`,
      code: HEAD + code,
      numbers,
      unsafe: true,
    }),
  ),
  ...searches.map(
    ([code, numbers]): Case => ({
      name: `resampled before a search: ${code.replaceAll('\n', ' / ').slice(0, 170)}`,
      code: `${TUNED}${code}\n`,
      numbers,
      unsafe: true,
    }),
  ),
  {
    name: 'rows drawn again, in cells with imports of their own',
    code: `import pandas as pd\nfrom sklearn.utils import resample\ndf = pd.read_csv("churn.csv")\n# %%\n${CLASSES}${DRAWN}\n# %%\nup = pd.concat([rest, more])\nX = up.drop("churn", axis=1)\ny = up["churn"]\n# %%\nfrom sklearn.model_selection import train_test_split\n${PARTS}(X, y, random_state=0)\n# %%\nfrom sklearn.linear_model import LogisticRegression\n${SCORE}`,
    file: 'report.ipynb',
    numbers: [IS],
    unsafe: true,
  },
];
