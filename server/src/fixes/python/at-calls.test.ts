import assert from 'node:assert/strict';
import { edited } from '../../repair.ts';
import { TestWorkspace } from '../../test-workspace.ts';

const JUDGE = `from openai import OpenAI

client = OpenAI()


def judge(answer):
    prompt = f"You are a judge. Grade this answer from 1 to 5: {answer}"
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    return int(reply.choices[0].message.content)
`;
const report = (imported: string, number: string) => `import json

from judge import judge
${imported}

with open("rows.jsonl") as file:
    rows = [json.loads(line) for line in file]
scores = [judge(row["answer"]) for row in rows]
print(${number})
`;
const MEAN = 'def mean(xs):\n    return sum(xs) / len(xs) if xs else 0.0\n';

/** The last line of the report once the first repair is made, and what is found then; null where there is none. */
async function corrected(stats: string, imported: string, number: string) {
  const text = report(imported, number);
  const workspace = new TestWorkspace({ 'judge.py': JUDGE, 'stats.py': stats, 'report.py': text });
  const { findings, fixes } = await workspace.analyse('report.py');
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['uncalibrated-judge'],
  );
  const [fix] = fixes(findings[0]!).filter(({ kind }) => kind === 'repair');
  if (!fix) return null;
  const after = edited(text, fix.edits);
  workspace.files.set('report.py', after);
  (await workspace.ready).filesChanged();
  return { last: after.trimEnd().split('\n').at(-1), left: (await workspace.analyse('report.py')).findings.length };
}

describe('a number that a helper of another module works out', () => {
  const CALIBRATED = "calibrated_mean(human_labels(rows, 'human_label'), scores)[0]".replaceAll("'", '"');

  it('is corrected at the call', async () => {
    for (const [stats, imported, number, last] of [
      [MEAN, 'from stats import mean', 'mean(scores)', `print(${CALIBRATED})`],
      [MEAN, 'from stats import mean as average', 'average(scores)', `print(${CALIBRATED})`],
      [MEAN, 'import stats', 'round(stats.mean(scores), 2)', `print(round(${CALIBRATED}, 2))`],
      [
        'def percent(part, whole):\n    return 100 * part / whole\n',
        'from stats import percent',
        'percent(sum(score >= 4 for score in scores), len(scores))',
        `print(percent(${CALIBRATED.replace('scores)', '[score >= 4 for score in scores])')} * len(scores), len(scores)))`,
      ],
    ] as const)
      assert.deepEqual(await corrected(stats, imported, number), { last, left: 0 }, number);
  });

  it('is left alone where more is made of it there', async () => {
    const more = `${MEAN}\n\ndef spread(xs):\n    return max(xs) - mean(xs)\n\n\ndef summary(xs):\n    return {"mean": mean(xs), "n": len(xs)}\n`;
    for (const name of ['spread', 'summary'])
      assert.equal(await corrected(more, `from stats import ${name}`, `${name}(scores)`), null, name);
  });
});
