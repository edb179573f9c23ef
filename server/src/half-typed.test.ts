import assert from 'node:assert/strict';
import { createAnalyser } from './analyser.ts';
import type { Analyser } from './analysis.ts';
import { HALF_TYPED } from './languages/python/half-typed.ts';
import { testAssets } from './test-assets.ts';
import { emptyWorkspace } from './test-workspace.ts';
import type { SourceDocument } from './workspace/document.ts';

const HEAD =
  'import pandas as pd\nfrom imblearn.over_sampling import SMOTE\nfrom sklearn.model_selection import cross_val_score\n\n\n';
const BEFORE = `def before():
    pooled = pd.concat([pd.read_csv("real.csv"), pd.read_csv("synthetic.csv")])
    return pooled["score"].mean()


`;
const AFTER = `

def after(model, df):
    X, y = SMOTE().fit_resample(df, df["label"])
    return cross_val_score(model, X, y)
`;

const document = (...cells: string[]): SourceDocument => ({
  uri: 'file:///typing.py',
  language: 'python',
  units: cells.map((text, index) => ({
    uri: `file:///typing.py#${index}`,
    cell: cells.length === 1 ? null : index + 1,
    text,
    version: 1,
  })),
});

describe('half-typed code', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await createAnalyser(emptyWorkspace, testAssets);
  });

  async function rulesIn(source: SourceDocument): Promise<string[]> {
    const analysis = await analyser.analyse(source, { minConfidence: 'likely' });
    return analysis!.findings.map(({ rule }) => rule);
  }

  for (const snippet of HALF_TYPED) {
    it(`the other functions keep their findings beside ${JSON.stringify(snippet)}`, async () => {
      assert.deepEqual(await rulesIn(document(HEAD + BEFORE + snippet + AFTER)), [
        'naive-pooling',
        'synthetic-in-test',
      ]);
    });

    it(`the other cells keep their findings beside ${JSON.stringify(snippet)}`, async () => {
      assert.deepEqual(await rulesIn(document(HEAD, BEFORE, snippet, AFTER)), ['naive-pooling', 'synthetic-in-test']);
    });
  }

  it('every prefix of a file is analysed without an error', async () => {
    const text = HEAD + BEFORE + AFTER;
    for (let end = 0; end <= text.length; end += 7) await rulesIn(document(text.slice(0, end)));
  });
});
