import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import pandas as pd
import numpy as np
from scipy import stats
from statsmodels.stats.proportion import proportion_confint
df = pd.read_csv("verdicts.csv")
print(df["human_label"].count())
scores = df["judge_label"]
mean = scores.mean()
`;
const all = (code: string) => repaired(`${HEAD}${code}`, { unsafeFixes: true });

describe("a library's interval beside a corrected mean", () => {
  it('comes of the same correction, and nothing is found or offered afterwards', async () => {
    for (const code of [
      'print(mean, proportion_confint(scores.sum(), len(df), method="wilson"))\n',
      'ci = stats.bootstrap((scores,), np.mean).confidence_interval\nprint(mean, ci.low, ci.high)\n',
      'res = stats.bootstrap((scores,), np.mean)\nlow, high = res.confidence_interval\nprint(mean, low, high)\n',
      'print(mean, stats.t.interval(0.95, len(scores) - 1, loc=mean, scale=stats.sem(scores)))\n',
      'error = scores.sem()\nprint(mean, stats.norm.interval(0.95, loc=mean, scale=error))\n',
    ]) {
      const once = await all(code);
      assert.deepEqual(once.left, [], code);
      assert.match(once.text, /calibrated_mean\(df\["human_label"\], scores\)\[0\]/);
      assert.doesNotMatch(once.text, /bootstrap\(|\.interval\(|= proportion_confint\(/);
      assert.equal((await repaired(once.text, { unsafeFixes: true })).text, once.text);
    }
  });

  it('makes the limits of another level of the corrected mean and error', async () => {
    const { text, left } = await all('print(stats.norm.interval(0.9, loc=mean, scale=stats.sem(scores)))\n');
    assert.match(text, /interval\(0\.9, loc=mean, scale=calibrated_mean\(.*\)\[1\]\)/);
    assert.match(text, /mean = calibrated_mean\(.*\)\[0\]/);
    assert.deepEqual(left, []);
  });

  it('stays told where it is another one, or more is taken of it', async () => {
    for (const code of [
      'print(mean, proportion_confint(scores.sum(), len(df), alpha=0.1))\n',
      'print(mean, stats.bootstrap((scores,), np.mean, confidence_level=0.9).confidence_interval)\n',
      'print(mean, stats.bootstrap((scores,), np.median).confidence_interval)\n',
      'res = stats.bootstrap((scores,), np.mean)\nprint(mean, res.bootstrap_distribution, res.confidence_interval)\n',
      'def interval():\n    return stats.bootstrap((scores,), np.mean).confidence_interval\nprint(mean, interval().low)\n',
      'boots = [np.mean(np.random.choice(scores, 300)) for _ in range(100)]\nprint(mean, np.percentile(boots, [5, 95]))\n',
    ])
      assert.ok((await all(code)).left.includes('uncalibrated-judge'), code);
  });

  it('is of the labels that the mean is of', async () => {
    const { text } = await all('scores = scores[:50]\nprint(mean, proportion_confint(scores.sum(), len(scores)))\n');
    assert.match(text, /print\(mean, proportion_confint\(scores\.sum\(\), len\(scores\)\)\)/);
  });

  it('of a counter comes of the same file of labels, where it is worked out behind the rate', async () => {
    const counter = `import csv
from statsmodels.stats.proportion import proportion_confint
passed = total = 0
for row in csv.DictReader(open("llm_verdicts.csv")):
    total += 1
    if row["judge_label"] == "1":
        passed += 1
`;
    const rate = 'rate = passed / total\n';
    const behind = await repaired(
      `${counter}${rate}low, high = proportion_confint(passed, total)\nprint(rate, low, high)\n`,
      { unsafeFixes: true },
    );
    assert.match(
      behind.text,
      /rate, rate_low, rate_high = judge_corrected_rate\(passed \/ total, total, .*\nlow, high = rate_low, rate_high\n/,
    );
    assert.deepEqual(behind.left, []);
    const before = `${counter}ci = proportion_confint(passed, total)\n${rate}print(rate, ci)\n`;
    assert.equal((await repaired(before, { unsafeFixes: true })).text, before);
  });
});
