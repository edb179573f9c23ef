import type { Case } from './cases.ts';

/** A rate that is corrected by error rates, in whatever form it is told. */

export const CARRIED_TRUTH = `

def lee(rate, n, right, wrong, m1, m0):
    """Limits of Lee et al. around a corrected rate: each rate with a few more rows, as by Agresti and Coull."""
    z = 1.959964
    more = lambda rate, rows, add: (rate * rows + add) / (rows + 2 * add)
    p, q1, q0 = more(rate, n, z * z / 2), more(right, m1, 1), more(1 - wrong, m0, 1)
    var1, var0 = q1 * (1 - q1) / (m1 + 2), q0 * (1 - q0) / (m0 + 2)
    middle = (p - q0) / (q1 - q0)
    moved = middle + 2 * z * z * (middle * var1 - (1 - middle) * var0)
    width = (p * (1 - p) / (n + z * z) + (1 - middle) ** 2 * var0 + middle**2 * var1) ** 0.5 / (q1 - q0)
    return moved - z * width, moved + z * width
`;

const HEAD = `import numpy as np
import pandas as pd

df = pd.read_csv("verdicts.csv")
SENS, SPEC = 0.95, 0.8
`;
const FORMULA = '(p + SPEC - 1) / (SENS + SPEC - 1)';
const LIMITS = (side: 0 | 1, labels = '100, 100') => ({
  is: `lee(df["judge"].mean(), len(df), 0.95, 0.8, ${labels})[${side}]`,
});
/** A line of its own tells that it is 95 %. */
const TOLD = (labels?: string) => [
  { is: '95' },
  LIMITS(0, labels),
  LIMITS(1, labels),
  { is: '(df["judge"].mean() - 0.2) / 0.75' },
];
const rate = 'p = (df["judge"] == 1).mean()\n';

const forms: readonly (readonly [string, string, Case['numbers']])[] = [
  [
    'with an interval around it',
    `${rate}n = len(df)\ntheta = ${FORMULA}\nse = np.sqrt(p * (1 - p) / n) / (SENS + SPEC - 1)\nprint(theta, f"[{theta - 1.96 * se}, {theta + 1.96 * se}]")\n`,
    ['same', LIMITS(0), LIMITS(1)],
  ],
  [
    'returned with its limits',
    `def corrected(judge):\n    p = judge.mean()\n    theta = ${FORMULA}\n    half = 1.96 * (p * (1 - p) / len(judge)) ** 0.5 / (SENS + SPEC - 1)\n    return {"rate": theta, "low": theta - half, "high": theta + half}\n\n\nprint(*corrected(df["judge"]).values())\n`,
    ['same', LIMITS(0), LIMITS(1)],
  ],
  ['in a text', `${rate}print(f"{np.clip(${FORMULA}, 0, 1)}")\n`, TOLD()],
  ['in a table', `${rate}told = {"raw": p, "rate": ${FORMULA}}\nprint(told["rate"])\n`, TOLD()],
  [
    'of counts',
    `tp, fn, tn, fp = 190, 10, 40, 10\nSENSITIVITY = tp / (tp + fn)\nSPECIFICITY = tn / (tn + fp)\np = sum(df["judge"]) / len(df)\ntheta = (p + SPECIFICITY - 1) / (SENSITIVITY + SPECIFICITY - 1)\nprint(theta)\n`,
    TOLD('200, 50'),
  ],
];

export const CARRIED_CASES: readonly Case[] = forms.map(([name, code, numbers]) => ({
  name: `a rate corrected by error rates, ${name}`,
  code: HEAD + code,
  unsafe: true,
  title: 'Carry',
  numbers,
}));
