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

describe('a pool of the real rows', () => {
  const HEAD = `import json
import pandas as pd

def load(path):
    return [json.loads(line) for line in open(path)]

real = load("human_cases.jsonl")
synthetic = load("synthetic_cases.jsonl")
`;
  const LOOP = `n = 0
for row in rows:
    if predict(row["q"]) == row["a"]:
        n += 1
print(n / len(rows))
`;
  const HITS = 'hits = [predict(r["q"]) == r["a"] for r in rows]\nprint(sum(hits) / len(hits))\n';
  const POOLS = [
    ['rows = real + synthetic\n', /rows = (list\(real\)|real)\n/],
    ['rows = [*real, *synthetic]\n', /rows = \[\*real\]\n/],
    ['rows = load("human_cases.jsonl")\nrows.extend(synthetic)\n', /rows = load\("human_cases\.jsonl"\)\n(n|hits) = /],
    ['rows = load("human_cases.jsonl")\nrows += synthetic\n', /rows = load\("human_cases\.jsonl"\)\n(n|hits) = /],
  ] as const;

  it('is gone through, once and for all', async () => {
    for (const [pool, expected] of POOLS)
      for (const number of [LOOP, HITS]) {
        const { text, left } = await all(HEAD + pool + number);
        assert.deepEqual(left, [], text);
        assert.match(text, expected);
        assert.equal((await all(text)).text, text);
      }
  });

  it('is not made where something else needs the pool', async () => {
    for (const line of [
      'json.dump(rows, open("rows.json", "w"))',
      'model.fit(rows)',
      'made = [r for r in rows if r["made"]]',
      'rows[0] = None',
      'more = rows',
      'def others():\n    return len(rows)',
    ])
      for (const [pool] of POOLS) {
        const code = `${HEAD}${pool}${line}\n${LOOP}`;
        assert.equal((await all(code)).text, code, line);
      }
    const saved = `${HEAD}${POOLS[0][0]}${HITS}json.dump(hits, open("hits.json", "w"))\n`;
    assert.equal((await all(saved)).text, saved);
  });

  it('is made of the table that had the name before, or of a list of tables', async () => {
    const tables = 'import pandas as pd\ndf = pd.read_csv("human.csv")\nmade = pd.read_csv("synthetic.csv")\n';
    const number = 'print(df["score"].mean())\n';
    const same = await all(`${tables}df = pd.concat([df, made], ignore_index=True)\n${number}`);
    assert.equal(same.text, tables + number);
    const list = `${tables}frames = [df, made]\npool = pd.concat(frames)\n${number.replace('df', 'pool')}`;
    assert.equal((await all(list)).text, list.replace('[df, made]', '[df]'));
    const kept = `${tables}df = pd.concat([df, made])\ndf.to_csv("all.csv")\n${number}`;
    assert.equal((await all(kept, 'Estimate')).text, kept);
  });
});

describe('columns that are chosen of a pool', () => {
  const POOL = `import pandas as pd
real = pd.read_csv("real.csv")
fake = pd.read_csv("generated.csv")
real["source"] = "real"
fake["source"] = "synthetic"
pool = pd.concat([real, fake])
pool = pool[["text", "stars"]]
`;
  it('keep the one that tells the rows apart, on the way to a file', async () => {
    const { text, left } = await all(`${POOL}pool.to_csv("pool.csv")\n`);
    assert.deepEqual(left, []);
    assert.match(text, /pool\[\["text", "stars", "source"\]\]\n/);
    const split = `${POOL}from sklearn.model_selection import train_test_split\ntrain, test = train_test_split(pool)\n`;
    assert.equal((await all(split)).text, split);
  });
});
