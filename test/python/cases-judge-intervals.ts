import type { Case } from './cases.ts';

/** Intervals by resampling, which are those of the corrected estimate afterwards. */

const ROWS = `import json
import random
import numpy as np
rows = json.load(open("judge_results.json"))
print(len([row for row in rows if row["human_label"] is not None]))
labels = [row["judge_label"] for row in rows]
random.seed(1)
np.random.seed(1)
`;

const RATE = { is: 'rate(df, "human_label", "judge_label")' };

const intervals: readonly string[] = [
  'boots = [np.mean(np.random.choice(labels, size=len(labels), replace=True)) for _ in range(100)]\nlow, high = np.percentile(boots, [2.5, 97.5])\nprint(np.mean(labels), low, high)',
  'boots = []\nfor _ in range(100):\n    sample = random.choices(labels, k=len(labels))\n    boots.append(sum(sample) / len(sample))\nlow = np.quantile(boots, 0.025)\nhigh = np.quantile(boots, 0.975)\nprint(sum(labels) / len(labels), low, high)',
  'def bootstrap_ci(values, n=100):\n    means = []\n    for _ in range(n):\n        sample = random.choices(values, k=len(values))\n        means.append(sum(sample) / len(sample))\n    low = np.percentile(means, 2.5)\n    high = np.percentile(means, 97.5)\n    return low, high\nlow, high = bootstrap_ci(labels)\nprint(np.mean(labels), low, high)',
];

export const INTERVALS_CASES: readonly Case[] = intervals.map((code) => ({
  name: `an interval by resampling: ${code}`,
  code: `${ROWS}${code}\n`,
  unsafe: true,
  numbers: ['same', RATE, 'changes', 'changes'],
}));
