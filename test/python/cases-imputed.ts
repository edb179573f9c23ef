import type { Case } from './cases.ts';

/** Gaps that are filled in various forms: the standard error is that of the observed values afterwards. */

export const IMPUTED_TRUTH = `
def change():
    """Of those whose income is known at both times."""
    income, order = pd.read_csv("people.csv")["income"], np.arange(len(people))
    later = np.where(order % 4 > 0, income * 1.1 + order % 7, np.nan)
    later[5] = 3.0
    both = later - income
    return both[~np.isnan(both)]
`;

const HEAD = `import numpy as np
import pandas as pd
from sklearn.impute import KNNImputer
from sklearn.linear_model import LinearRegression
df = pd.read_csv("people.csv")
df["order"] = np.arange(len(df))
known = df[df["income"].notna()]
model = LinearRegression().fit(known[["order"]], known["income"])
pred = model.predict(df[["order"]])
`;

const fills: readonly string[] = [
  'df["income"] = df["income"].fillna(pd.Series(pred, index=df.index))',
  'df["income"] = df["income"].combine_first(pd.Series(pred, index=df.index))',
  'missing = df["income"].isna()\ndf.loc[missing, "income"] = pred[missing]',
  'imputer = KNNImputer()\ncols = ["order", "income"]\ndf[cols] = imputer.fit_transform(df[cols])',
];

export const IMPUTED_CASES: readonly Case[] = [
  ...fills.map(
    (fill): Case => ({
      name: `gaps that are filled: ${fill}`,
      code: `${HEAD}${fill}\nprint(df["income"].sem())\n`,
      unsafe: true,
      numbers: [{ is: 'people["income"].sem()' }],
    }),
  ),
  {
    name: 'gaps that are filled, and groups with names of their own',
    code: `import pandas as pd
from scipy.stats import ttest_ind
from sklearn.impute import SimpleImputer
df = pd.read_csv("people.csv")
df["income"] = SimpleImputer(strategy="mean").fit_transform(df[["income"]]).ravel()
owners = df.loc[df["owner"] == 1, "income"]
others = df[df["owner"] == 0]["income"].to_numpy()
print(ttest_ind(owners, others).pvalue)
`,
    unsafe: true,
    numbers: [{ is: 'p_of_owners()' }],
  },
  {
    name: 'gaps that are filled in two columns, and their difference',
    code: `${HEAD}from scipy.stats import ttest_rel
df["later"] = (df["income"] * 1.1 + df["order"] % 7).where(df["order"] % 4 > 0)
df.loc[5, "later"] = 3.0
cols = ["income", "later"]
df[cols] = KNNImputer().fit_transform(df[cols])
change = df["later"] - df["income"]
print(change.sem())
print(ttest_rel(df["later"], df["income"]).statistic)
`,
    unsafe: true,
    numbers: [{ is: 'change().sem()' }, { is: 'change().mean() / change().sem()' }],
  },
  {
    name: 'gaps that are filled in a column of its own',
    code: `${HEAD}df["filled"] = df["income"].fillna(pd.Series(pred, index=df.index))\nprint(df["filled"].sem())\n`,
    unsafe: true,
    numbers: null,
  },
];
