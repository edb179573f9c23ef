import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const all = (code: string, title: string | null = null) => repaired(code, { unsafeFixes: true, title });

const SPLIT = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
real = pd.read_csv("real.csv")
synthetic = pd.read_csv("synthetic.csv")
pool = pd.concat([real, synthetic])
`;
const SCORE = `X_train, X_test, y_train, y_test = train_test_split(X, y)
print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))
`;
const PARTS = 'X = pool[["a", "b"]]\ny = pool["label"]\n';
const TITLE = 'Test on real rows';

describe('test on real rows', () => {
  it('is done once and for all', async () => {
    const once = await all(SPLIT + PARTS + SCORE);
    assert.deepEqual(once.left, []);
    assert.equal((await all(once.text)).text, once.text);
  });

  it('is not offered where more is made of the pool, or of what is split', async () => {
    for (const line of ['pool["c"] = 1', 'clean(pool)', 'X = X.fillna(0)', 'print(X.shape)', 'real["a"] = 0']) {
      const code = `${SPLIT}${PARTS}${line}\n${SCORE}`;
      assert.equal((await all(code, TITLE)).text, code, line);
    }
  });

  it('leaves changed copies of real rows alone', async () => {
    const code = SPLIT.replace(
      'pd.read_csv("synthetic.csv")',
      'real.copy()\nsynthetic["a"] += np.random.normal(size=9)',
    );
    const text = `import numpy as np\n${code}${PARTS}${SCORE}`;
    assert.equal((await all(text, TITLE)).text, text);
  });
});

describe('complete cases', () => {
  it('never names a table before it is made', async () => {
    const code = `import pandas as pd
from scipy import stats
from sklearn.impute import SimpleImputer
df = pd.read_csv("people.csv")
filled = pd.DataFrame(SimpleImputer().fit_transform(df[["weight"]]), columns=["weight"])
print(stats.sem(filled["weight"]))
`;
    assert.equal((await all(code)).text, code);
  });

  it('is not offered where what is estimated from is changed in between', async () => {
    const fill = `import pandas as pd
from scipy import stats
df = pd.read_csv("people.csv")
df["age"] = df["age"].fillna(df["age"].mean())
`;
    const code = `${fill}df["age"] = df["age"] * 2\nprint(stats.sem(df["age"]))\n`;
    assert.equal((await all(code)).text, code);
    const other = await all(`${fill}df["size"] = 1\nprint(stats.sem(df["age"]))\n`);
    assert.match(other.text, /observed = df\.dropna\(subset=\["age"\]\)\ndf\["age"\] = /);
  });
});

describe('pass weights', () => {
  const weights = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsRegressor
df = pd.read_csv("survey.csv")
p = LogisticRegression().fit(df[["age"]], df["answered"]).predict_proba(df[["age"]])[:, 1]
weights = 1 / p
`;
  it('is not offered for a model that takes none', async () => {
    const code = `${weights}print(KNeighborsRegressor().fit(df[["age"]], df["trust"]))\n`;
    assert.equal((await all(code)).text, code);
  });

  it('imports NumPy where it is needed', async () => {
    const { text, left } = await all(`${weights}print(df["trust"].mean())\n`);
    assert.deepEqual(left, []);
    assert.match(text, /import numpy as np\n/);
    assert.match(text, /print\(np\.average\(df\["trust"\], weights=weights\)\)/);
  });
});
