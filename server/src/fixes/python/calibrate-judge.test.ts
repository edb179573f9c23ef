import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const HEAD = `import pandas as pd
df = pd.read_csv("verdicts.csv")
`;
const all = (code: string) => repaired(code, { unsafeFixes: true });

describe('correct with the human labels', () => {
  it('is safe where the code uses the human labels as numbers', async () => {
    for (const use of [
      'df["human_label"].mean()',
      '(df["human_label"] == 1).sum()',
      'df["human_label"] == df["judge_label"]',
      'df["human_label"].astype(float)',
    ])
      assert.deepEqual(
        (await repaired(`${HEAD}x = ${use}\nprint(df["judge_label"].mean())\n`)).offers.at(-1),
        'safe',
        use,
      );
  });

  it('is suggested where they may be anything', async () => {
    for (const use of ['df["human_label"].count()', 'df["human_label"] == "A"', 'df["human_label"].unique()'])
      assert.deepEqual(
        (await repaired(`${HEAD}x = ${use}\nprint(df["judge_label"].mean())\n`)).offers.at(-1),
        'suggested',
        use,
      );
  });

  it('is suggested where the table is made anew', async () => {
    const code = `${HEAD}print(df["human_label"].mean())\ndf = df[["judge_label"]]\nprint(df["judge_label"].mean())\n`;
    assert.deepEqual((await repaired(code)).offers, ['suggested']);
  });

  it('is suggested where the human labels may be dropped, or of another kind', async () => {
    const use = 'print(df["human_label"].mean())\n';
    for (const rest of [
      'df.drop(columns=["human_label"], inplace=True)\nprint(df["judge_label"].mean())\n',
      'print(df["judge_score"].mean())\n',
    ])
      assert.deepEqual((await repaired(HEAD + use + rest)).offers, ['suggested'], rest);
  });

  it('is not offered for what people said of the rows that a judge chose', async () => {
    const code = `import json
from grading import judge

rows = []
for case in json.load(open("cases.json")):
    result = json.loads(judge(case["answer"]))
    result["expected"] = case["expected"]
    rows.append(result)
called = [row for row in rows if row.get("verdict", "").upper() == "PASS"]
right = sum(1 for row in called if row["expected"] == "pass")
print(right / len(called))
`;
    assert.equal((await all(code)).text, code);
  });

  it('is not offered for how good the judge itself is', async () => {
    const code = `import json

rows = [json.loads(line) for line in open("llm_judge_verdicts.jsonl")]
wrong = [row for row in rows if row["human_label"] == "wrong"]
recall = sum(1 for row in wrong if row["judge_label"] == "wrong") / len(wrong)
print(recall)
`;
    assert.doesNotMatch((await all(code)).text, /calibrated_mean\(\[/);
  });

  it('takes the human labels of the same kind', async () => {
    const use = 'print(df["human_label"].mean(), df["human_score"].mean())\n';
    const { text, offers } = await repaired(`${HEAD}${use}print(df["llm_judge_score"].mean())\n`);
    assert.deepEqual(offers, ['safe']);
    assert.match(text, /calibrated_mean\(df\["human_score"\], df\["llm_judge_score"\]\)/);
  });

  it('is not offered with what was expected of the answers, but of the same verdict', async () => {
    for (const [expected, judged] of [
      ['gold_verdict', 'verdict_correct'],
      ['expected_refusal', 'judge_score'],
      ['ground_truth', 'llm_judge_score'],
    ]) {
      const code = `${HEAD}print(df["${expected}"].value_counts())\nprint(df["${judged}"].mean())\n`;
      assert.doesNotMatch((await all(code)).text, /calibrated_mean\(df\["/, expected);
    }
    for (const [expected, judged] of [
      ['gold', 'judge'],
      ['gold_label', 'llm_judge_label'],
      ['gold_correct', 'judge_correct'],
    ]) {
      const code = `${HEAD}print(df["${expected}"].value_counts())\nprint(df["${judged}"].mean())\n`;
      assert.match((await all(code)).text, /calibrated_mean\(df/, expected);
    }
  });

  it('is not offered where the human labels come later', async () => {
    const code = `${HEAD}print(df["judge_label"].mean())\ndf["human_label"] = annotate(df)\n`;
    assert.deepEqual((await repaired(code)).offers, ['none']);
  });

  it('is not offered with labels that the column was worked out from', async () => {
    for (const fill of [
      'df["judge_score"] = df["judge_score"].where(df["human_score"].isna(), df["human_score"])',
      'df["agreed"] = df["human_score"] >= 4\ndf["judge_score"] = df["judge_score"].where(df["agreed"], 0)',
    ]) {
      const { text } = await all(`${HEAD}${fill}\nprint(df["human_score"].mean(), df["judge_score"].mean())\n`);
      assert.doesNotMatch(text, /calibrated_mean/, fill);
    }
    const rows = 'rows = [json.loads(line) for line in open("llm_verdicts.jsonl")]\n';
    const fill = '    r["judge_ok"] = r["human_label"] if r["human_label"] is not None else r["judge_label"]\n';
    const { text } = await all(
      `import json\n${rows}for r in rows:\n${fill}labels = [r["judge_ok"] for r in rows]\nprint(sum(labels) / len(labels))\n`,
    );
    assert.doesNotMatch(text, /\(\[r\["human_label"\]/);
  });

  it('corrects each group by itself', async () => {
    const { text, offers, left } = await all(
      `${HEAD}print(df["human_label"].mean())\nprint(df.groupby("model")["judge_label"].mean())\n`,
    );
    assert.deepEqual(offers, ['suggested']);
    assert(
      text.endsWith(
        'print(df.groupby("model")[["human_label", "judge_label"]].apply(lambda rows: calibrated_mean(rows["human_label"], rows["judge_label"])[0]).rename("judge_label"))\n',
      ),
      text,
    );
    assert.deepEqual(left, []);
  });

  it('is not offered for groups whose result has another form', async () => {
    for (const groups of [
      'df.groupby("model", as_index=False)["judge_label"].mean()',
      'df.groupby("model")["judge_label"].mean(numeric_only=True)',
      '(df.groupby("model")["judge_label"].mean() + 1)',
      'df["judge_label"].rolling(20).mean()',
    ])
      assert(
        !(await all(`${HEAD}print(df["human_label"].mean())\nprint(${groups})\n`)).text.includes('rolling(20))[0]'),
        groups,
      );
    const { offers } = await all(
      `${HEAD}print(df["human_label"].mean())\nprint(df.groupby("model")["judge_label"].mean(numeric_only=True))\n`,
    );
    assert.deepEqual(offers, ['none']);
  });

  it('puts the helper before its use where statements share a line', async () => {
    const { text } = await all(
      'import pandas as pd; df = pd.read_csv("verdicts.csv"); print(df["human_label"].mean()); print(df["judge_label"].mean())\n',
    );
    assert.match(text, /^import pandas as pd\nimport numpy as np\n\n\ndef calibrated_mean/);
    assert.match(text, /\n\ndf = pd\.read_csv\("verdicts\.csv"\); print.*calibrated_mean\(.*\)\[0\]\)\n$/);
  });

  it('leaves names that mean something else alone', async () => {
    const use = 'print(df["human_label"].mean(), df["judge_label"].mean(), np, calibrated_mean)\n';
    const { text } = await all(`import pandas as pd\ncalibrated_mean = 3\nnp = "x"\n${HEAD.split('\n')[1]}\n${use}`);
    assert.match(text, /^import numpy\nimport pandas as pd\n/);
    assert.match(text, /numpy\.asarray/);
    assert.doesNotMatch(text, /np\.asarray\((?<!numpy\.asarray\()/);
    assert.match(text, /calibrated_mean_2\(df\["human_label"\]/);
    const rebound = await all(`import numpy as np\nimport pandas as pd\n${HEAD.split('\n')[1]}\nnp = 3\n${use}`);
    assert.match(rebound.text, /import numpy\n[\s\S]*numpy\.asarray/);
    const both = await all(`import pandas as pd\nnp, numpy = 1, 2\n${HEAD.split('\n')[1]}\n${use}`);
    assert.match(both.text, /import numpy as np_2\n[\s\S]*np_2\.asarray/);
  });

  it('does not take a function of that name for the helper', async () => {
    const code = `import numpy as np\nimport pandas as pd\ndef calibrated_mean(x):\n    return x\n${HEAD.split('\n')[1]}\nprint(df["human_label"].mean(), df["judge_label"].mean())\n`;
    assert.match((await all(code)).text, /def calibrated_mean_2\(human, judge/);
  });

  it('imports numpy where it is imported too late', async () => {
    const code = `${HEAD}print(df["human_label"].mean(), df["judge_label"].mean())\nimport numpy as np\n`;
    assert.match((await all(code)).text, /^import numpy\nimport pandas as pd\n/);
  });
});
