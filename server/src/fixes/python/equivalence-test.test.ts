import assert from 'node:assert/strict';
import { createAnalyser } from '../../analyser.ts';
import { sourceDocument } from '../../cli/document.ts';
import { testAssets } from '../../test-assets.ts';
import { emptyWorkspace } from '../../test-workspace.ts';

const CODE = `import pandas as pd
from scipy.stats import ks_2samp
real = pd.read_csv("human_questions.csv")
synthetic = pd.read_csv("synthetic_questions.csv")
statistic, p = ks_2samp(real["score"], synthetic["score"])
data = real
if p > 0.05:
    data = pd.concat([real, synthetic])
print(len(data))
`;

describe('a test of equivalence', () => {
  it('has its margin as what is to be filled in', async () => {
    const { analyse } = await createAnalyser(emptyWorkspace, testAssets);
    const analysis = (await analyse(sourceDocument('file:///project/report.py', CODE), { minConfidence: 'likely' }))!;
    const [fix] = analysis.findings.flatMap((finding) => analysis.fixes(finding));
    const stops = fix!.edits.flatMap(({ newText, tabStops }) =>
      (tabStops ?? []).map(({ start, end }) => newText.slice(start - 9, end)),
    );
    assert.deepEqual(stops, ['MARGIN = 0.05']);
  });
});
