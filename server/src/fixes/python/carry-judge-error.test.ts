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

  it('are left alone where the rate may not be worked out', async () => {
    const head = 'TPR, FPR = 0.92, 0.19\n';
    const formula = '(observed - FPR) / (TPR - FPR)';
    for (const code of [
      `print(${formula} if TPR > FPR else observed)\n`,
      `print([${formula} for observed in (0.4, 0.5)])\n`,
      `if ${formula} > 0.5:\n    print(1)\n`,
    ])
      assert.doesNotMatch(
        (await repaired(HEAD + head + code, { unsafeFixes: true })).text,
        /judge_corrected_rate/,
        code,
      );
  });

  it('take the place of the interval around the rate, where it is the only one', async () => {
    const code = (told: string) =>
      `SENS, SPEC = 0.9, 0.8\ncorrected = (observed + SPEC - 1) / (SENS + SPEC - 1)\nse = 0.1 / len(df)\n${told}\n`;
    const both = (told: string) => repaired(HEAD + code(told), { unsafeFixes: true });
    assert.match(
      (await both('print(corrected - 2 * se, corrected + 2 * se)')).text,
      /100, 100\)\nprint\(corrected_low, corrected_high\)\n$/,
    );
    assert.match(
      (await both('print(corrected - 2 * se)')).text,
      /interval of .*\nse = .*\nprint\(corrected - 2 \* se\)\n$/,
    );
    assert.match(
      (await both('print(corrected - 2 * se, corrected + 2 * se, se)')).text,
      /\nse = .*\nprint\(corrected_low, corrected_high, se\)\n$/,
    );
  });
});
