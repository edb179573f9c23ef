import type { Case } from './cases.ts';

/** Cross-validation in one call, of rows that were resampled, and maybe scaled, before. */

export const FOLDS_AT_ONCE_TRUTH = `
def in_folds(scaled=False, C=1.0, share=1.0):
    """Labels and predictions fold by fold, where SMOTE and then the scaling see training rows alone."""
    rows, labels = X.to_numpy(), y.to_numpy()
    for train, test in StratifiedKFold(5).split(rows, labels):
        train = train[: int(share * len(train))]
        more, known = SMOTE(random_state=0).fit_resample(rows[train], labels[train])
        middle, spread = (more.mean(axis=0), more.std(axis=0)) if scaled else (0, 1)
        model = LogisticRegression(C=C).fit((more - middle) / spread, known)
        yield labels[test], model.predict((rows[test] - middle) / spread)


def f1_in_folds(**options):
    return np.mean([f1_score(known, predicted) for known, predicted in in_folds(**options)])


def accuracy_in_folds(**options):
    known, predicted = (np.concatenate(parts) for parts in zip(*in_folds(**options)))
    return np.mean(known == predicted)
`;

const HEAD = `import numpy as np
import pandas as pd
from imblearn.over_sampling import SMOTE
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score
from sklearn.model_selection import cross_val_predict, cross_val_score, learning_curve, validation_curve
from sklearn.preprocessing import StandardScaler
df = pd.read_csv("churn.csv")
X, y = df.drop(columns=["churn"]), df["churn"]
`;
const SAMPLED = 'smote = SMOTE(random_state=0)\nX_res, y_res = smote.fit_resample(X, y)\n';
const IN_PLACE = 'X, y = SMOTE(random_state=0).fit_resample(X, y)\n';
const SCALED = 'scaler = StandardScaler()\nX_s = scaler.fit_transform(X_res)\n';
const scored = (rows: string, labels: string): string =>
  `print(cross_val_score(LogisticRegression(), ${rows}, ${labels}, scoring="f1").mean())\n`;
const predicted = (rows: string, labels: string): string =>
  `predicted = cross_val_predict(LogisticRegression(), ${rows}, ${labels})\n`;

const IS_SCALED: Case['numbers'] = [{ is: 'f1_in_folds(scaled=True)' }];
const IS_PREDICTED: Case['numbers'] = [{ is: 'accuracy_in_folds()' }];

const forms: readonly (readonly [string, Case['numbers']])[] = [
  [SAMPLED + SCALED + scored('X_s', 'y_res'), IS_SCALED],
  [SAMPLED + SCALED.replace('X_s', 'X_res') + scored('X_res', 'y_res'), IS_SCALED],
  [`${SAMPLED}X_s = StandardScaler().fit_transform(X_res)\n${scored('X_s', 'y_res')}`, IS_SCALED],
  [`${IN_PLACE}X = StandardScaler().fit_transform(X)\n${scored('X', 'y')}`, IS_SCALED],
  [
    `${SAMPLED + SCALED + predicted('X_s', 'y_res')}print((predicted == y_res).mean())\n`,
    [{ is: 'accuracy_in_folds(scaled=True)' }],
  ],
  // more is done to the rows, or the scaler is another one than it seems
  [`${SAMPLED}X_res = X_res * 2\n${SCALED}${scored('X_s', 'y_res')}`, null],
  [`${SAMPLED}${SCALED}X_s[:, 0] = 0\n${scored('X_s', 'y_res')}`, null],
  [`${SAMPLED}scaler = PCA(2)\n${SCALED}${scored('X_s', 'y_res')}`, null],
  [`${SAMPLED}${SCALED}y_res = 1 - y_res\n${scored('X_s', 'y_res')}`, null],
  // what the predictions are held against is of the rows before, too
  [`${SAMPLED}${predicted('X_res', 'y_res')}print(accuracy_score(y_res, predicted))\n`, IS_PREDICTED],
  [`${SAMPLED}${predicted('X_res', 'y_res')}right = y_res.values == predicted\nprint(right.mean())\n`, IS_PREDICTED],
  [`${SAMPLED}print(accuracy_score(y_res, cross_val_predict(LogisticRegression(), X_res, y_res)))\n`, IS_PREDICTED],
  [`${IN_PLACE}${predicted('X', 'y')}print(accuracy_score(y, predicted))\n`, IS_PREDICTED],
  [`${SAMPLED}truth = y_res.values\n${predicted('X_res', 'y_res')}print(accuracy_score(truth, predicted))\n`, null],
  [`${SAMPLED}${predicted('X_res', 'y_res')}X_res["p"] = predicted\nprint((X_res["p"] == y_res).mean())\n`, null],
  [
    `def run(X, y):\n    ${SAMPLED.replace('\n', '\n    ')}    ${predicted('X_res', 'y_res')}    return predicted\n\nprint(run(X, y).mean())\n`,
    null,
  ],
  // curves
  [
    `${SAMPLED}train, test = validation_curve(LogisticRegression(), X_res, y_res, param_name="C", param_range=[0.01, 1], scoring="f1")\nprint(*test.mean(axis=1))\n`,
    [{ is: 'f1_in_folds(C=0.01)' }, { is: 'f1_in_folds(C=1)' }],
  ],
  [
    `${SAMPLED}${SCALED}train, test = validation_curve(LogisticRegression(), X_s, y_res, param_name="C", param_range=[0.01, 1], scoring="f1")\nprint(*test.mean(axis=1))\n`,
    [{ is: 'f1_in_folds(scaled=True, C=0.01)' }, { is: 'f1_in_folds(scaled=True, C=1)' }],
  ],
  [
    `${SAMPLED}sizes, train, test = learning_curve(LogisticRegression(), X_res, y_res, train_sizes=[0.5, 1.0], scoring="f1")\nprint(*test.mean(axis=1))\n`,
    [{ is: 'f1_in_folds(share=0.5)' }, { is: 'f1_in_folds()' }],
  ],
  [
    `${SAMPLED}sizes, train, test = learning_curve(LogisticRegression(), X_res, y_res, train_sizes=[100, 200], scoring="f1")\nprint(*test.mean(axis=1))\n`,
    null,
  ],
];

export const FOLDS_AT_ONCE_CASES: readonly Case[] = forms.map(
  ([code, numbers], index): Case => ({
    name: `folds at once (${index + 1})`,
    code: HEAD + code,
    unsafe: true,
    numbers,
  }),
);
