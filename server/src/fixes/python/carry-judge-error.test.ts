import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import pandas as pd

df = pd.read_csv("verdicts.csv")
observed = df["judge"].mean()
`;

const carried = async (code: string): Promise<string | null> => {
  const { text, offers, left } = await repaired(HEAD + code, { unsafeFixes: true });
  if (offers.every((offer) => offer === 'none')) return null;
  assert.deepEqual(left, []);
  return /^corrected, .*$/m.exec(text)![0];
};

describe('the errors of a judge in the interval', () => {
  it('come from rates that are constants, with a number of labels to fill in', async () => {
    const line = await carried('TPR, FPR = 0.92, 0.19\ncorrected = (observed - FPR) / (TPR - FPR)\nprint(corrected)\n');
    assert.equal(
      line,
      'corrected, corrected_low, corrected_high = judge_corrected_rate(observed, len(df["judge"]), TPR, 1 - FPR, 100, 100)',
    );
  });

  it('come from sensitivity and specificity, too', async () => {
    const line = await carried(
      'SENSITIVITY = 0.92\nSPECIFICITY = 0.81\ncorrected = (observed + SPECIFICITY - 1) / (SENSITIVITY + SPECIFICITY - 1)\nprint(corrected)\n',
    );
    assert.match(line!, /judge_corrected_rate\(observed, len\(df\["judge"\]\), SENSITIVITY, SPECIFICITY, 100, 100\)$/);
  });

  it('are left alone in a function', async () => {
    const code =
      'TPR, FPR = 0.92, 0.19\n\n\ndef corrected():\n    return (observed - FPR) / (TPR - FPR)\n\n\nprint(corrected())\n';
    assert.equal(await carried(code), null);
  });
});
