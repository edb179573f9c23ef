import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import pandas as pd
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
const all = (code: string) => repaired(code, { unsafeFixes: true });

describe('split first', () => {
  const offers = async (code: string) => (await all(code)).offers;

  it('is never a safe repair', async () =>
    assert.deepEqual(await offers(HEAD + RESAMPLE + SPLIT + SCORE), ['suggested']));

  it('is not offered where the resampling is under a condition', async () => {
    const same = 'X, y = SMOTE(random_state=0).fit_resample(X, y)';
    const split = SPLIT.replace('X_res, y_res', 'X, y');
    for (const code of [
      `if y.mean() < 0.4:\n    ${same}\n`,
      `for _ in range(1):\n    ${same}\n`,
      `try:\n    ${same}\nexcept ValueError:\n    pass\n`,
      `if y.mean() < 0.4: ${same}\n`,
    ])
      assert.deepEqual(await offers(HEAD + code + split + SCORE), ['none'], code);
  });

  it('is not offered where the resampled rows are worked on before the split', async () => {
    for (const line of [
      'X_res["e"] = X_res["a"] * 2',
      'X_res = StandardScaler().fit_transform(X_res)',
      'X_res.drop(columns=["a"], inplace=True)',
      'add_features(X_res)',
      'y_res = y_res.astype(str)',
    ])
      assert.deepEqual(await offers(`${HEAD}${RESAMPLE}${line}\n${SPLIT}${SCORE}`), ['none'], line);
  });

  it('splits before the resampling where the rows have other columns later', async () => {
    for (const line of ['X = X[["a", "b"]]\n', 'X["e"] = 1\n']) {
      const { text, left } = await all(`${HEAD}${RESAMPLE}${line}${SPLIT}${SCORE}`);
      assert.deepEqual(left, []);
      const first = `${SPLIT.replace('X_res, y_res', 'X, y')}${RESAMPLE.replace('(X, y)', '(X_train, y_train)')}`;
      assert(text.includes(`${first}${line}X_train, y_train = X_res, y_res\n`), text);
    }
  });

  it('takes along a scaler that is fitted between resampling and split', async () => {
    const split = SPLIT.replace('X_res, y_res', 'X, y');
    const code = `${HEAD}scaler = StandardScaler()\nX, y = SMOTE(random_state=0).fit_resample(X, y)\nX = scaler.fit_transform(X)\n${split}`;
    const { text, left } = await all(code + SCORE);
    assert.deepEqual(left, []);
    assert(
      text.includes(
        `${split}X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train)\nX_train = scaler.fit_transform(X_train)\nX_test = scaler.transform(X_test)\n`,
      ),
    );
    // where the scaled rows are looked at, they are those of the training part
    const looked = await all(`${code}print(X.mean())\n${SCORE}`);
    assert.deepEqual(looked.left, []);
    const after =
      'X = scaler.fit_transform(X)\nX_train, y_train = X, y\nX_test = scaler.transform(X_test)\nprint(X.mean())\n';
    assert(looked.text.includes(after), looked.text);
  });

  it('keeps what only reads the resampled rows', async () => {
    const { text, left } = await all(
      `${HEAD}${RESAMPLE}print("balanced", y_res.mean(), X_res.shape)\n${SPLIT}${SCORE}`,
    );
    assert.deepEqual(left, []);
    assert(text.includes(`${RESAMPLE}print("balanced"`));
  });

  it('knows what only looks at the resampled rows', async () => {
    for (const line of [
      'print("shape: {}".format(X_res.shape))',
      'print("balanced: %s, {}".format(pd.Series(y_res).value_counts()))',
      'print(pd.unique(y_res.to_numpy().flatten()))',
      'print(", ".join(X_res.columns))',
    ])
      assert.deepEqual(await offers(`${HEAD}${RESAMPLE}${line}\n${SPLIT}${SCORE}`), ['suggested'], line);
  });

  it('works where statements share a line', async () => {
    const { text } = await all(`${HEAD}${RESAMPLE.trim()}; ${SPLIT.trim()}; ${SCORE}`);
    assert(
      text.endsWith(
        'pass; X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0); X_train, y_train = SMOTE(random_state=0).fit_resample(X_train, y_train); print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n',
      ),
      text,
    );
  });

  it('minds which argument of the resampler is which', async () =>
    assert.deepEqual(await offers(HEAD + RESAMPLE.replace('(X, y)', '(y=y, X=X)') + SPLIT + SCORE), ['none']));

  it('goes from the cell of the resampling to that of the split', async () => {
    const cells = [HEAD, RESAMPLE, 'y_res.value_counts()\n', SPLIT + SCORE];
    const notebook = JSON.stringify({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: { kernelspec: { language: 'python' } },
      cells: cells.map((source) => ({ cell_type: 'code', source, metadata: {}, outputs: [], execution_count: null })),
    });
    const { text, left } = await repaired(notebook, { unsafeFixes: true, name: 'report.ipynb' });
    assert.deepEqual(left, []);
    const sources = (JSON.parse(text) as { cells: { source: string }[] }).cells.map(({ source }) => source);
    assert.equal(sources[1], RESAMPLE);
    assert.match(sources[3]!, /train_test_split\(X, y, random_state=0\)\nX_train, y_train = SMOTE/);
  });
});

describe('make rows from the training part', () => {
  const offers = async (code: string) => (await all(HEAD + code)).offers;

  it('is not offered where the split is of the rows that were made', async () => {
    const table = 'table = pd.DataFrame(X_res, columns=X.columns)\ntable["churn"] = y_res\n';
    const code = `smote = SMOTE()\nX_res, y_res = smote.fit_resample(X, y)\n${table}${SPLIT}${SCORE}`;
    assert.deepEqual(await offers(code), ['none']);
  });

  it('is not offered where they are made from it already', async () => {
    const code = `${SPLIT.replace('X_res, y_res', 'X, y')}X_train, X_val, y_train, y_val = train_test_split(X_train, y_train)
X_train, y_train = SMOTE().fit_resample(X_train, y_train)
model = LogisticRegression().fit(X_train, y_train)
for rows, labels in [[X_train, y_train], [X_val, y_val]]:
    print(model.score(rows, labels))
`;
    assert.deepEqual(await offers(code), ['none']);
  });
});

describe('resample inside the folds', () => {
  it('is not offered where the rows were resampled before', async () => {
    const again = 'X_more, y_more = SMOTE(random_state=1).fit_resample(X_res, y_res)\n';
    const code = `${HEAD}${RESAMPLE}${again}print(cross_val_score(LogisticRegression(), X_more, y_more).mean())\n`;
    assert.deepEqual((await all(code)).offers, ['none']);
  });

  const CROSS = 'print(cross_val_score(LogisticRegression(), X_res, y_res).mean())\n';
  const LONG = 'X_res, y_res = SMOTE(\n    random_state=0,\n    k_neighbors=3,\n).fit_resample(X, y)\n';

  it('gives a long sampler a name', async () => {
    const { text, left } = await all(`${HEAD}${LONG}${CROSS}${CROSS.replace('()', '(C=2)')}`);
    assert.deepEqual(left, []);
    assert.equal(text.match(/SMOTE\(/g)!.length, 1);
    assert(
      text.includes(
        'sampler = SMOTE(\n    random_state=0,\n    k_neighbors=3,\n)\nX_res, y_res = sampler.fit_resample(X, y)\n',
      ),
    );
    assert.equal(text.match(/make_pipeline\(sampler, /g)!.length, 2);
  });

  it('gives one with several arguments a name where it is used more than once', async () => {
    const model = 'model = LogisticRegression()\n';
    const cross = CROSS.replace('LogisticRegression()', 'model');
    const sampler = RESAMPLE.replace('random_state=0', 'random_state=0, k_neighbors=3');
    const { text } = await all(HEAD + model + sampler + cross + cross.replace('y_res)', 'y_res, scoring="f1")'));
    assert.equal(text.match(/SMOTE\(/g)!.length, 1);
    assert.equal((await all(HEAD + model + sampler + cross)).text.match(/SMOTE\(/g)!.length, 2);
  });

  it('keeps the indentation of a function', async () => {
    const body = (LONG + CROSS).replace(/^(?=.)/gm, '\t');
    const { text } = await all(`${HEAD}def run(X, y):\n${body}run(X, y)\n`);
    assert(
      text.includes(
        '\n\tsampler = SMOTE(\n\t    random_state=0,\n\t    k_neighbors=3,\n\t)\n\tX_res, y_res = sampler.',
      ),
      text,
    );
  });

  it('is not offered where the rows differ in more than the resampling', async () => {
    for (const line of ['X_res["e"] = 1', 'X = X[["a"]]', 'prepare(X_res)'])
      assert.deepEqual((await all(`${HEAD}${RESAMPLE}${line}\n${CROSS}`)).offers, ['none'], line);
    const condition = `if y.mean() < 0.4:\n    ${RESAMPLE}else:\n    X_res, y_res = X, y\n`;
    assert.deepEqual((await all(HEAD + condition + CROSS)).offers, ['none']);
    const grouped = CROSS.replace('y_res)', 'y_res, groups=g)');
    assert.deepEqual((await all(HEAD + RESAMPLE + grouped)).offers, ['none']);
  });

  describe('where the resampled rows have the names of those before', () => {
    const SAME = 'X, y = SMOTE(random_state=0).fit_resample(X, y)\n';
    const cross = CROSS.replace('X_res, y_res', 'X, y');

    it('takes the statement away, once and for all', async () => {
      const loop = 'for C in [1, 2]:\n    print(cross_val_score(LogisticRegression(C=C), X, y, cv=3).mean())\n';
      const each = 'print([cross_val_score(m, X, y).mean() for m in [LogisticRegression()]])\n';
      for (const code of [cross, cross + cross.replace('()', '(C=2)'), loop, each, loop + each]) {
        const { text, left } = await all(HEAD + SAME + code);
        assert.deepEqual(left, [], text);
        assert.doesNotMatch(text, /fit_resample/);
        assert.equal(text.match(/make_pipeline\(SMOTE/g)!.length, code.match(/cross_val_score/g)!.length, text);
        assert.equal((await all(text)).text, text);
      }
    });

    it('keeps a long sampler', async () => {
      const { text } = await all(`${HEAD}${LONG.replace('X_res, y_res', 'X, y')}${cross}`);
      assert(text.includes('sampler = SMOTE(\n    random_state=0,\n    k_neighbors=3,\n)\nprint('), text);
    });

    it('keeps those before under a name where the resampled ones are used elsewhere', async () => {
      for (const code of [
        `${SAME}print(X.shape)\n${cross}`,
        `${SAME}${cross}LogisticRegression().fit(X, y)\n`,
        `def later():\n    return len(X)\n${SAME}${cross}print(later())\n`,
      ]) {
        const { text, left } = await all(HEAD + code);
        assert.deepEqual(left, [], code);
        assert(text.includes(`X_observed, y_observed = X, y\n${SAME}`), text);
        assert.match(text, /make_pipeline\(.*\), X_observed, y_observed\)/);
      }
    });

    it('is not offered where they are changed, or resampled more than once', async () => {
      for (const code of [`for _ in range(2):\n    ${SAME}    ${cross}`, `${SAME}X = X[["a"]]\n${cross}`])
        assert.deepEqual((await all(HEAD + code)).offers, ['none'], code);
    });
  });

  it("leaves scikit-learn's function of the same name alone", async () => {
    const code = `from sklearn.pipeline import make_pipeline\n${HEAD}${RESAMPLE}${CROSS.replace('LogisticRegression()', 'make_pipeline(StandardScaler(), LogisticRegression())')}`;
    const { text } = await all(code);
    assert.match(text, /from imblearn\.pipeline import make_pipeline as make_pipeline_2\n/);
    assert.match(text, /cross_val_score\(make_pipeline_2\(SMOTE\(random_state=0\), make_pipeline\(/);
  });
});
