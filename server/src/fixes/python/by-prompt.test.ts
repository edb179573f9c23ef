import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import numpy as np
import pandas as pd
from scipy import stats
from litellm import completion

def words(prompt):
    return len(completion(model="gpt-4o", messages=[{"content": prompt}]).choices[0].message.content.split())

prompts = open("prompts.txt").readlines()
`;
const TABLE = `${HEAD}rows = []
for seed in range(5):
    for number, prompt in enumerate(prompts):
        rows.append({"KEY": number, "seed": seed, "words": words(prompt)})
df = pd.DataFrame(rows)
`;
const ERROR = 'print(np.std(found) / np.sqrt(len(found)))\n';

const after = async (code: string): Promise<string> => (await repaired(code, { unsafeFixes: true })).text;

describe('averaging by prompt', () => {
  it('groups a table by the column of its prompts', async () => {
    const code = (column: string) => `${TABLE.replace('KEY', 'task_id')}print(stats.sem(${column}))\n`;
    assert.equal(await after(code('df["words"]')), code('df.groupby("task_id")["words"].mean()'));
  });

  it('does nothing where no column tells the prompts apart', async () => {
    const code = `${TABLE.replace('KEY', 'place')}print(df["words"].sem())\n`;
    assert.equal(await after(code), code);
  });

  it('repairs all intervals of the same rows at once, and the mean that they are around', async () => {
    const code = (column: string) =>
      `${TABLE.replace('KEY', 'item')}m = ${column}.mean()\ne = ${column}.sem()\nprint(m, e, stats.sem(${column}))\n`;
    assert.equal(await after(code('df["words"]')), code('df.groupby("item")["words"].mean()'));
  });

  it('averages where a comprehension or a loop collects', async () => {
    const list = (element: string, rest = '') => `${HEAD}found = [${element} for p in prompts${rest}]\n${ERROR}`;
    assert.equal(await after(list('words(p)', ' for _ in range(7)')), list('sum(words(p) for _ in range(7)) / 7'));
    const loop = (name: string, [first, last]: readonly [string, string]) =>
      `${HEAD}found = []\nfor p in prompts:\n${first}    for _ in range(3):\n        ${name}.append(words(p))\n${last}${ERROR}`;
    assert.equal(
      await after(loop('found', ['', ''])),
      loop('of_prompt', ['    of_prompt = []\n', '    found.append(sum(of_prompt) / len(of_prompt))\n']),
    );
  });

  it('leaves a list alone that is filled by seed, or that something else reads', async () => {
    for (const code of [
      `${HEAD}found = []\nfor seed in range(3):\n    for p in prompts:\n        found.append(words(p))\n${ERROR}`,
      `${HEAD}found = [words(p) for p in prompts for _ in range(7)]\nprint(found)\n${ERROR}`,
      `${HEAD}found = []\nfor p in prompts:\n    for _ in range(3):\n        found.append(words(p))\n    print(len(found))\n${ERROR}`,
    ])
      assert.equal(await after(code), code);
  });
});
