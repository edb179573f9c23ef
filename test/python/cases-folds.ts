import type { Case } from './cases.ts';

/** Folds that are looped over, of resampled rows. */

const HEAD = `import numpy as np
import pandas as pd
from collections import Counter
from imblearn.over_sampling import SMOTE
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold
df = pd.read_csv("churn.csv")
X, y = df.drop(columns=["churn"]), df["churn"]
`;
const ARRAYS = `${HEAD.replace(/X, y = .*\n/, '')}X = df.drop(columns=["churn"]).values\ny = df["churn"].to_numpy()\n`;
const SAMPLED = 'smote = SMOTE(random_state=0)\nX_res, y_res = smote.fit_resample(X, y)\n';
const IN_PLACE = 'X, y = SMOTE(random_state=0).fit_resample(X, y)\n';
const LOOP = 'f1s = []\nfor train, test in StratifiedKFold(n_splits=5).split(X_res, y_res):\n';
const SCORE =
  '    model = LogisticRegression().fit(X_train, y_train)\n    f1s.append(f1_score(y_test, model.predict(X_test)))\nprint(np.mean(f1s))\n';
const PARTS =
  '    X_train, X_test = X_res.iloc[train], X_res.iloc[test]\n    y_train, y_test = y_res.iloc[train], y_res.iloc[test]\n';
const inPlace = (code: string): string => code.replaceAll('_res', '');
const byPlace = (code: string): string => code.replaceAll('.iloc', '');
const F1: Case['numbers'] = [{ is: 'folds("f1")' }];

const forms: readonly (readonly [string, Case['numbers']])[] = [
  [HEAD + SAMPLED + LOOP + PARTS + SCORE, F1],
  [HEAD + IN_PLACE + inPlace(LOOP + PARTS) + SCORE, F1],
  [ARRAYS + SAMPLED + LOOP + byPlace(PARTS) + SCORE, F1],
  [`${ARRAYS}${SAMPLED}print(Counter(y_res)[1])\n${LOOP}${byPlace(PARTS)}${SCORE}`, ['same', ...F1!]],
  [
    `${HEAD}${SAMPLED}folds = StratifiedKFold(5)\nf1s = []\nfor fold, (train, test) in enumerate(folds.split(X_res, y_res), start=1):\n    X_test = X_res.iloc[test]\n    y_test = y_res.iloc[test]\n    X_train = X_res.iloc[train]\n    y_train = y_res.iloc[train]\n${SCORE}`,
    F1,
  ],
  [
    `${HEAD}${SAMPLED}${LOOP}    model = LogisticRegression()\n    model.fit(X_res.iloc[train], y_res.iloc[train])\n    f1s.append(f1_score(y_res.iloc[test], model.predict(X_res.iloc[test])))\nprint(np.mean(f1s))\n`,
    F1,
  ],
  [
    `${HEAD}def evaluate(X, y):\n    ${IN_PLACE}    f1s = []\n    for train, test in StratifiedKFold(n_splits=5).split(X, y):\n        model = LogisticRegression().fit(X.iloc[train], y.iloc[train])\n        f1s.append(f1_score(y.iloc[test], model.predict(X.iloc[test])))\n    return np.mean(f1s)\n\nprint(evaluate(X, y))\n`,
    F1,
  ],
  // rows that are numbered otherwise than by their place
  [HEAD + SAMPLED + LOOP + PARTS.replaceAll('y_res.iloc', 'y_res') + SCORE, null],
  // as many predictions as there are resampled rows
  [
    `${HEAD}${SAMPLED}out = np.zeros(len(y_res))\n${LOOP}${PARTS}    model = LogisticRegression().fit(X_train, y_train)\n    out[test] = model.predict(X_test)\n    print(model.score(X_test, y_test))\nprint(f1_score(y_res, out))\n`,
    null,
  ],
  // the training rows are used before there are labels
  [
    `${HEAD}${SAMPLED}${LOOP}    X_train, X_test = X_res.iloc[train], X_res.iloc[test]\n    low = X_train.min()\n    y_train, y_test = y_res.iloc[train], y_res.iloc[test]\n${SCORE}`,
    null,
  ],
  // what is made of the resampled rows
  [`${HEAD}${SAMPLED}X_res = X_res * 2\n${LOOP}${PARTS}${SCORE}`, null],
  [HEAD + SAMPLED + LOOP + PARTS + SCORE.replace('X_test)))', 'X_test)))\n    print(len(X_res))'), null],
  [`${HEAD}${SAMPLED}smote = None\n${LOOP}${PARTS}${SCORE}`, null],
];

export const FOLDS_CASES: readonly Case[] = forms.map(
  ([code, numbers], index): Case => ({ name: `folds looped over (${index + 1})`, code, unsafe: true, numbers }),
);
