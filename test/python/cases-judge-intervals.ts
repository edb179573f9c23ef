import type { Case } from './cases.ts';
import { LABELS } from './cases-judge-errors.ts';

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
const [LOW, HIGH] = [0, 1].map((end) => ({ is: `limits(df, "human_label", "judge_label")[${end}]` }));

/** The limits of a rate by verdict (MOVER with Wilson limits), worked out by the roots of Wilson's equation. */
export const INTERVALS_TRUTH = `

def limits(table, human, judge, z=1.96):
    labelled, share = table.dropna(subset=[human]), table[judge].mean()
    rates, gaps = [], []
    for verdict in (1, 0):
        part = labelled[labelled[judge] == verdict][human]
        n, p = len(part), part.mean()
        low, high = sorted(np.roots([1 + z**2 / n, -(2 * p + z**2 / n), p**2]).real)
        rates.append(p)
        gaps.append((p - low, high - p))
    parts = np.array([share, 1 - share])
    middle = parts @ rates
    own = z**2 * (rates[0] - rates[1]) ** 2 * share * (1 - share) / len(table)
    low, high = (np.sqrt(((parts * [gap[end] for gap in gaps]) ** 2).sum() + own) for end in (0, 1))
    return middle - low, middle + high
`;

/** Stands for statsmodels, which is not there. */
const CONFINT = `import sys\nimport types\nsys.modules.update({name: types.ModuleType(name) for name in ["statsmodels", "statsmodels.stats", "statsmodels.stats.proportion"]})\nsys.modules["statsmodels.stats.proportion"].proportion_confint = lambda count, nobs, alpha=0.05, method="normal": (count / nobs - alpha, count / nobs + alpha)\nfrom statsmodels.stats.proportion import proportion_confint\n`;

const intervals: readonly string[] = [
  'boots = [np.mean(np.random.choice(labels, size=len(labels), replace=True)) for _ in range(100)]\nlow, high = np.percentile(boots, [2.5, 97.5])\nprint(np.mean(labels), low, high)',
  'boots = []\nfor _ in range(100):\n    sample = random.choices(labels, k=len(labels))\n    boots.append(sum(sample) / len(sample))\nlow = np.quantile(boots, 0.025)\nhigh = np.quantile(boots, 0.975)\nprint(sum(labels) / len(labels), low, high)',
  'def bootstrap_ci(values, n=100):\n    means = []\n    for _ in range(n):\n        sample = random.choices(values, k=len(values))\n        means.append(sum(sample) / len(sample))\n    low = np.percentile(means, 2.5)\n    high = np.percentile(means, 97.5)\n    return low, high\nlow, high = bootstrap_ci(labels)\nprint(np.mean(labels), low, high)',
  // what a library gives
  'from scipy import stats\nres = stats.bootstrap((labels,), np.mean, confidence_level=0.95, n_resamples=100)\nprint(np.mean(labels), res.confidence_interval.low, res.confidence_interval.high)',
  'from scipy.stats import bootstrap\nci = bootstrap((np.array(labels),), np.mean, n_resamples=100).confidence_interval\nprint(np.mean(labels))\nprint(f"{ci.low} {ci.high}")',
  'from scipy import stats\nlow, high = stats.bootstrap([labels], statistic=np.mean, n_resamples=100).confidence_interval\nprint(sum(labels) / len(labels), low, high)',
  'from scipy import stats\nmean = np.mean(labels)\nsem = stats.sem(labels)\nlow, high = stats.t.interval(0.95, df=len(labels) - 1, loc=mean, scale=sem)\nprint(mean, low, high)',
  'from scipy.stats import norm, sem\nmean = np.mean(labels)\nci = norm.interval(0.95, mean, sem(labels))\nprint(mean, ci[0], ci[1])',
  `${CONFINT}low, high = proportion_confint(sum(labels), len(labels), method="wilson")\nprint(sum(labels) / len(labels), low, high)`,
  `${CONFINT}passed = sum(1 for row in rows if row["judge_label"] == 1)\nn = len(rows)\nrate = passed / n\nci = proportion_confint(count=passed, nobs=n, alpha=0.05)\nprint(rate, ci[0], ci[1])`,
  `${CONFINT}passed = int(np.sum(labels))\nlow, high = proportion_confint(passed, len(labels), method="beta")\nprint(np.mean(labels), low, high)`,
];

export const INTERVALS_CASES: readonly Case[] = [
  ...intervals.map(
    (code): Case => ({
      name: `an interval by resampling: ${code}`,
      code: `${ROWS}${code}\n`,
      unsafe: true,
      numbers: ['same', RATE, LOW!, HIGH!],
    }),
  ),
  ...[
    'low, high = proportion_confint(passed, total, method="wilson")\nprint(rate, low, high)',
    'print(rate, *list(proportion_confint(passed, nobs=total)))',
  ].map(
    (code): Case => ({
      name: `an interval of a counter: ${code}`,
      code: `import csv\n${CONFINT}passed = 0\ntotal = 0\nfor row in csv.DictReader(open("llm_verdicts.csv")):\n    total += 1\n    if row["judge_label"] == "1":\n        passed += 1\nrate = passed / total\n${code}\n`,
      unsafe: true,
      labels: LABELS,
      numbers: [{ is: 'by_people(verdicts)' }, 'changes', 'changes'],
    }),
  ),
];
