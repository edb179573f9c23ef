import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import numpy as np
import pandas as pd
from sklearn.metrics import f1_score
`;
const READ = `
df = pd.read_csv("labelled.csv")
grid = np.arange(0, 1, 0.05)
`;
const all = (code: string) => repaired(code, { unsafeFixes: true });

describe('split the labels that a setting is chosen by', () => {
  it('chooses on one half, and reports the other', async () => {
    const line = 'print(max(f1_score(df["human_label"], df["judge_score"] >= x) for x in grid))  # best\n';
    const { text, offers, left } = await all(HEAD + READ + line);
    assert.deepEqual(offers, ['suggested']);
    assert.deepEqual(left, []);
    assert.equal(
      text,
      `${HEAD}from sklearn.model_selection import train_test_split
${READ}dev, test = train_test_split(df, test_size=0.5, random_state=0)
best = max(grid, key=lambda x: f1_score(dev["human_label"], dev["judge_score"] >= x))
print(f1_score(test["human_label"], test["judge_score"] >= best))  # best
`,
    );
    assert.equal((await all(text)).text, text);
  });

  it('is not offered where more is done with each setting, or other rows are read', async () => {
    for (const line of [
      'print(max(f1_score(df["human_label"], df["judge_score"] >= x) for x in grid if x > 0.1))',
      'truth = df["human_label"]\nprint(max(f1_score(truth, df["judge_score"] >= x) for x in df["judge_score"]))',
      'print(max(f1_score(df.human_label, df["judge_score"] >= x) for x in grid))',
    ])
      assert.deepEqual((await all(`${HEAD}${READ}${line}\n`)).offers, ['none'], line);
  });
});
