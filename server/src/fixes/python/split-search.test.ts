import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import numpy as np
import pandas as pd
from sklearn.metrics import accuracy_score

df = pd.read_csv("verdicts.csv")
grid = np.linspace(1, 5, 17)
`;
const LOOP = `best_t, best_acc = 0.0, -1.0
for t in grid:
    labels = (df["judge_score"] >= t).astype(int)
    acc = accuracy_score(df["human"], labels)
    if acc > best_acc:
        best_t, best_acc = t, acc
`;
const SPLIT = 'df, df_test = train_test_split(df, test_size=0.5, random_state=0)\n';

const after = async (code: string) => {
  const { text, left } = await repaired(HEAD + code, { unsafeFixes: true, only: 'circular-calibration' });
  return { text, end: text.slice(text.indexOf('17)\n') + 4), left };
};

describe('a search on one half of the labelled rows', () => {
  it('is told by the other half, behind a loop', async () => {
    const { text, end, left } = await after(`${LOOP}print(best_acc)\n`);
    assert.deepEqual(left, []);
    const told = 'best_acc = accuracy_score(df_test["human"], (df_test["judge_score"] >= best_t).astype(int))\n';
    assert.equal(end, `${LOOP.replace('for', `${SPLIT}for`)}${told}print(best_acc)\n`);
    assert.equal((await after(text.slice(HEAD.length))).left.length, 0);
  });

  it('is told by the other half, behind a list or a mapping', async () => {
    const number = 'accuracy_score(df["human"], df["judge_score"] >= t)';
    const told = 'print(accuracy_score(df_test["human"], df_test["judge_score"] >= best))\n';
    for (const [code, print] of [
      [`accs = [${number} for t in grid]\nbest = grid[np.argmax(accs)]\n`, 'print(max(accs))\n'],
      [`accs = {t: ${number} for t in grid}\nbest = max(accs, key=accs.get)\n`, 'print(accs[best])\n'],
      [
        `accs = [${number} for t in grid]\nbest = grid[np.argmax(accs)]\n`,
        `print(${number.replace('= t', '= best')})\n`,
      ],
    ] as const) {
      const { end, left } = await after(code + print);
      assert.deepEqual(left, []);
      assert.equal(end, SPLIT + code + told);
    }
  });

  it('is left alone where something else reads the rows behind it', async () => {
    for (const code of [
      `${LOOP}print(best_acc, df["judge_score"].max())\nprint(len(df))\n`,
      `${LOOP}df["ok"] = df["judge_score"] >= best_t\nprint(best_acc)\n`,
    ])
      assert.equal((await after(code)).end, code);
  });
});
