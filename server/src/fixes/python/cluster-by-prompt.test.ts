import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const code = (end: string): string => `import pandas as pd
import statsmodels.api as sm
import statsmodels.formula.api as smf
from scipy.stats import ttest_ind
from litellm import completion

rows = []
for i, q in enumerate(open("questions.txt")):
    for style in ("plain", "long"):
        for _ in range(4):
            reply = completion(model="openai/gpt-4o", temperature=1, messages=[{"role": "user", "content": q + style}])
            rows.append({"prompt_id": i, "style": style, "words": len(reply.choices[0].message.content.split())})
df = pd.DataFrame(rows)
${end}
`;

const after = async (end: string) => {
  const { text, left } = await repaired(code(end), { unsafeFixes: true });
  return { end: text.slice(text.indexOf('df = pd.DataFrame(rows)\n') + 24).trimEnd(), left };
};

describe('errors of models and tests over prompts', () => {
  it('are clustered where a model is fitted', async () => {
    const groups = 'cov_type="cluster", cov_kwds={"groups": df["prompt_id"]}';
    for (const [before, is] of [
      ['fit = smf.ols("words ~ style", data=df).fit()\nprint(fit.pvalues)', `.fit(${groups})\n`],
      [
        'model = sm.OLS(df["words"], sm.add_constant(df["style"] == "long"))\nfit = model.fit()\nprint(fit.bse)',
        `model.fit(${groups})\n`,
      ],
    ] as const) {
      const { end, left } = await after(before);
      assert(end.includes(is), end);
      assert.deepEqual(left, []);
    }
  });

  it('are of the means by prompt where columns that have names are tested', async () => {
    const test = (more = '') =>
      `a = df[df["style"] == "plain"]["words"]\nb = df[df["style"] == "long"]["words"]\nprint(a.mean(), ttest_ind(a, b).pvalue)${more}`;
    const { end, left } = await after(test());
    assert.match(end, /^a = df\[df\["style"\] == "plain"\]\.groupby\("prompt_id"\)\["words"\]\.mean\(\)\nb = df/);
    assert.deepEqual(left, []);
    assert.equal((await after(test('\nprint(a.max())'))).end, test('\nprint(a.max())'));
  });
});
