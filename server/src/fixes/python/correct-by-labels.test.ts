import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const TITLE = 'Correct by verdicts';

/** What is left of the code below the helpers; null where nothing is offered. */
async function corrected(code: string, name = 'report.py'): Promise<string | null> {
  const { text, left } = await repaired(code, { unsafeFixes: true, name, title: TITLE });
  if (text === code) return null;
  assert.deepEqual(left, []);
  assert.equal((await repaired(text, { unsafeFixes: true, name, title: TITLE })).text, text, 'a second time');
  return text.slice(text.lastIndexOf('\n\n\n') + 3);
}

const JUDGED = `import json

rows = json.load(open("judge_verdicts.json"))
`;
const COUNTER = `${JUDGED}passed = 0
for row in rows:
    if row["verdict"] == "pass":
        passed += 1
n = len(rows)
`;

describe('verdicts that people give, too', () => {
  it('correct a counter, with all that is around it', async () => {
    const code = await corrected(`${COUNTER}print(round(passed / n, 3) if n else 0.0)\n`);
    assert.match(
      code!,
      /^print\(round\(judge_corrected_rate\(passed \/ n, n, \*judge_errors\("judge_labels\.csv"\)\)\[0\], 3\) if n else 0\.0\)$/m,
    );
  });

  it('correct a rate whatever rows its function is handed', async () => {
    const { text, left } = await repaired(
      `def pass_rate(rows):
    total = len(rows)
    return sum(1 for row in rows if row["verdict"] == "pass") / total if total else 0.0


def report(judge_verdicts):
    return pass_rate(judge_verdicts)


def report_again(llm_judge_result):
    return pass_rate([llm_judge_result, llm_judge_result])
`,
      { unsafeFixes: true, title: TITLE },
    );
    assert.match(text, /return judge_corrected_rate\(sum/);
    assert.deepEqual(left, []);
  });

  it('correct the mean in a method that is called once, into a variable of its name', async () => {
    const code = `import json, openai


def judge(answer):
    prompt = f"You are a judge. Score the answer from 1 to 5: {answer}"
    return float(openai.chat.completions.create(model="m", messages=[{"content": prompt}]).choices[0].message.content)


class Evaluator:
    def __init__(self):
        self.scores = []

    def run(self, rows):
        for row in rows:
            self.scores.append(judge(row["answer"]))

    def summary(self):
        total = len(self.scores)
        return {"average": sum(self.scores) / total, "total": total}


evaluator = Evaluator()
evaluator.run(json.load(open("rows.json")))
summary = evaluator.summary()
print(summary["average"], summary["total"])
`;
    const { text, left } = await repaired(code, { unsafeFixes: true, title: TITLE });
    assert.deepEqual(left, []);
    assert.match(
      text,
      /"average": judge_corrected_mean\(sum\(self\.scores\) \/ total, total, "judge_labels\.csv"\)\[0\], "total": total/,
    );
  });

  it('leave a factor around', async () => {
    const code = await corrected(`${COUNTER}print(100.0 * passed / max(1, n))\n`);
    assert.match(code!, /^print\(100\.0 \* judge_corrected_rate\(passed \/ max\(1, n\), max\(1, n\), /m);
  });

  it('give the standard error of a rate, too', async () => {
    const code = await corrected(
      `${COUNTER.replace('import json', 'import json\nimport math')}p = passed / n\nse = math.sqrt(p * (1 - p) / n)\nprint(p, p - 1.96 * se)\n`,
    );
    assert.match(
      code!,
      /^p, p_low, p_high = judge_corrected_rate\(passed \/ n, n, \*judge_errors\("judge_labels\.csv"\)\)$/m,
    );
    assert.match(code!, /^se = \(p_high - p_low\) \/ 3\.92$/m);
  });

  it('are no mean of what a spread is divided by', async () => {
    const spread = `${JUDGED.replace('import json', 'import json\nimport statistics')}scores = [row["judge_score"] for row in rows]
sd = statistics.stdev(scores)
print(1.96 * sd / len(scores) ** 0.5)
`;
    assert.equal(await corrected(spread), null);
  });

  it('correct what runs once in a function called as one of a library', async () => {
    const code = await corrected(`import asyncio
import statistics
from grading import judge

async def run(answers):
    judge_scores = [judge(answer) for answer in answers]
    print(statistics.fmean(judge_scores))

asyncio.run(run(map(str.strip, open("answers.txt"))))
`);
    assert.match(
      code ?? '',
      /print\(judge_corrected_mean\(statistics\.fmean\(judge_scores\), len\(judge_scores\), "judge_labels\.csv"\)\[0\]\)/,
    );
  });

  it('are read from one file for the same verdicts, and from another for others', async () => {
    const code = await corrected(
      `${JUDGED}def share(group):\n    n = len(group)\n    fair = sum(1 for row in group if row["judge_fair"])\n    true = sum(1 for row in group if row["judge_true"])\n    return fair / n, true / n\nprint(share(rows[:50]))\nfor part in [rows, rows[:9]]:\n    print(sum(1 for r in part if r["judge_true"]) / len(part))\n`,
    );
    assert.equal(code!.match(/"judge_labels_judge_fair\.csv"/g)!.length, 1);
    assert.equal(code!.match(/"judge_labels_judge_true\.csv"/g)!.length, 2);
  });

  it('stand in quotes that the f-string does not have', async () => {
    assert.match((await corrected(`${COUNTER}print(f"{passed / n:.2f}")\n`))!, /judge_errors\('judge_labels\.csv'\)/);
    assert.match((await corrected(`${COUNTER}print(f'{passed / n:.2f}')\n`))!, /judge_errors\("judge_labels\.csv"\)/);
  });

  for (const [why, code] of [
    [
      'a mean of scores that is worked out for several groups',
      `for model in ["a", "b"]:\n    scores = [row["judge_score"] for row in rows if row["model"] == model]\n    print(sum(scores) / len(scores))`,
    ],
    [
      'one metric after the other',
      'for metric in ["fair", "true"]:\n    print(sum(row["judge"][metric] for row in rows) / len(rows))',
    ],
    [
      'columns in turn, not all of them the judge’s',
      'import pandas as pd\n\ndf = pd.read_csv("answers.csv")\nfor gate in ["gate_overlap", "gate_judge"]:\n    print(gate, (df[gate] == True).mean() * 100)',
    ],
    [
      'columns in turn, which a list names elsewhere',
      'import pandas as pd\n\nGATES = ["gate_overlap", "gate_judge"]\ndf = pd.read_csv("answers.csv")\nprint([(df[gate] == True).mean() for gate in GATES])',
    ],
    [
      'a table of means by group',
      'import pandas as pd\n\ndf = pd.read_json("judge_verdicts.json")\nmeans = df[df["turn"] == 1].groupby(["model", "turn"]).mean()\nprint(means.sort_values(by="score"))',
    ],
    [
      'a recall of the judge',
      'caught = sum(1 for row in rows if row["verdict"] == "bad")\nrec = caught / len(rows)\nprint(rec)',
    ],
    [
      'a function for whatever it is handed',
      'def average(values):\n    return sum(values) / len(values)\n\n\nprint(average([row["judge_label"] for row in rows]), average([row["tokens"] for row in rows]))',
    ],
    [
      'a resampled rate',
      'import random\n\n\ndef bootstrap(labels):\n    return [sum(random.choices(labels, k=len(labels))) / len(labels) for _ in range(1000)]\n\n\nprint(bootstrap([row["judge_label"] for row in rows]))',
    ],
    [
      'an interval that is worked out elsewhere',
      'def wilson(k, n):\n    return k / n - 0.1, k / n + 0.1\n\n\nfor part in [rows, rows[:9]]:\n    k = sum(1 for row in part if row["judge_label"])\n    print(k / len(part), wilson(k, len(part)))',
    ],
    [
      'a rate of what was cached',
      'for part in [rows, rows[:9]]:\n    hits = sum(1 for row in part if row["judge_label"])\n    print({"cache_hit_rate": hits / len(part)})',
    ],
    [
      'a count that is worked out anew',
      'def size():\n    return len(rows)\n\n\nfor part in [rows, rows[:9]]:\n    print(sum(1 for row in part if row["judge_label"]) / size())',
    ],
  ] as const)
    it(`are not asked for: ${why}`, async () => {
      assert.equal(await corrected(`${JUDGED}${code}\n`), null);
    });

  it('leave other numbers of the same judge to be found', async () => {
    const { text } = await repaired(`${COUNTER}print(passed / n)\n`, { unsafeFixes: true, title: TITLE });
    const more = `${text}for part in [rows[:9], rows]:\n    print(sum(1 for row in part if row["verdict"] == "pass") / len(part))\n`;
    assert.deepEqual((await repaired(more)).left, ['uncalibrated-judge']);
  });

  it('are known in whatever form somebody wrote the correction', async () => {
    const own = `import csv\n\nimport pandas as pd\n\n\ndef moved(number, pairs):\n    gap = (pairs["human"] - pairs["judge"]).mean()\n    return number + gap\n\n\ndf = pd.read_csv("verdicts.csv")\nlabelled = pd.read_csv("labelled.csv")\nprint(moved(df["judge"].mean(), labelled))\n`;
    assert.deepEqual((await repaired(own)).left, []);
    assert.deepEqual((await repaired(own.replace('number + gap', 'number'))).left, ['uncalibrated-judge']);
  });
});
