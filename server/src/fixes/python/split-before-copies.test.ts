import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.utils import resample
df = pd.read_csv("churn.csv")
`;
const STEPS = `rest = df[df["churn"] == 0]
few = df[df["churn"] == 1]
more = resample(few, n_samples=len(rest))
up = pd.concat([rest, more])
`;
const SPLIT = 'X_train, X_test, y_train, y_test = train_test_split(up[["a"]], up["churn"])\n';
const SCORE = 'print(LogisticRegression().fit(X_train, y_train).score(X_test, y_test))\n';
const all = (code: string) => repaired(code, { unsafeFixes: true });

describe('split before rows are drawn again', () => {
  it('leaves no finding, and nothing to do', async () => {
    const { text, left } = await all(HEAD + STEPS + SPLIT + SCORE);
    assert.deepEqual(left, []);
    assert(text.includes('train, test = train_test_split(df)\nrest = train[train["churn"] == 0]\n'));
    assert.deepEqual((await all(text)).text, text);
  });

  it('takes other names where there are such already', async () => {
    const { text, left } = await all(`${HEAD}train = "train.csv"\n${STEPS}${SPLIT}${SCORE}`);
    assert.deepEqual(left, []);
    assert(text.includes('df_train, df_test = train_test_split(df)\n'));
  });

  it('keeps the line breaks of a file', async () => {
    const { text } = await all((HEAD + STEPS + SPLIT + SCORE).replaceAll('\n', '\r\n'));
    assert(text.includes('train_test_split(df)\r\nrest'));
    assert.doesNotMatch(text, /[^\r]\n/);
  });

  it('is not offered where something else happens to the rows', async () => {
    for (const [from, to] of [
      ['up = pd', 'few["a"] = 0\nup = pd'],
      ['up = pd', 'more["a"] = 0\nup = pd'],
      ['\nX_train', '\nup.drop_duplicates(inplace=True)\nX_train'],
      ['\nX_train', '\nup = up.ffill()\nX_train'],
      ['\nX_train', '\nclean(up)\nX_train'],
      ['rest = df[df["churn"] == 0]', 'rest = df[df["b"] > 0]'],
      ['rest = df[df["churn"] == 0]', 'rest = df[(df["churn"] == 0) & (df["b"] > 0)]'],
      ['rest = df[df["churn"] == 0]', 'rest = pd.read_csv("rest.csv")'],
      ['more = resample', 'if len(few) < 50:\n    more = resample'],
      ['train_test_split(up[["a"]], up["churn"])', 'train_test_split(up[["a"]], up["churn"], test_size=len(up) // 4)'],
      ['up[["a"]], up["churn"]', 'scale(up[["a"]]), up["churn"]'],
    ] as const)
      assert.deepEqual((await all((HEAD + STEPS + SPLIT + SCORE).replace(from, to))).offers, ['none'], to);
  });
});
