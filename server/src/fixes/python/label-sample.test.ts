import assert from 'node:assert/strict';
import { repaired } from '../test-repair.ts';

const TABLE = `import pandas as pd

df = pd.read_csv("verdicts.csv")
`;

/** Where nobody labelled anything, the code below the helpers; null where nothing is offered. */
async function sampled(code: string, name = 'report.py'): Promise<string | null> {
  const { text, offers, left } = await repaired(code, { unsafeFixes: true, name });
  if (offers.every((offer) => offer === 'none')) return null;
  assert.deepEqual(left, []);
  assert.equal((await repaired(text, { unsafeFixes: true, name })).text, text, 'a second time changes something');
  return text.slice(text.lastIndexOf('\n\n\n') + 3);
}

describe('a sample for people to label', () => {
  it('is drawn of the rows of a table, without what the judge said', async () => {
    const code = await sampled(`${TABLE}print(df["judge_label"].mean())\n`);
    assert.match(
      code!,
      /^print\(calibrated_mean\(human_labels\(df\.to_dict\("records"\), "human_label", hide=\["judge_label"\]\), df\["judge_label"\]\)\[0\]\)$/m,
    );
  });

  it('is another one for another question, and shows neither answer', async () => {
    const code = `${TABLE}print((df["judge_label"] == "good").mean())\nprint(df.groupby("model")["judge_score"].mean())\n`;
    const [first, second] = (await sampled(code))!.match(/hide=[^)]*\)/g)!;
    assert.match(first!, /hide=\["judge_label", "judge_score"\]\)$/);
    assert.match(second!, /hide=\["judge_score", "judge_label"\], path="to_label_2\.csv"\)$/);
  });

  it('is drawn of records', async () => {
    const code = await sampled(
      `import json\n\nverdicts = json.load(open("judge_verdicts.json"))\nprint(sum(v["passed"] for v in verdicts) / len(verdicts))\n`,
    );
    assert.match(
      code!,
      /^print\(calibrated_mean\(human_labels\(verdicts, "human_label", hide=\["passed"\]\), \[v\["passed"\] for v in verdicts\]\)\[0\]\)$/m,
    );
  });

  it('is drawn of the rows that were judged where records hold a verdict of which nobody knows what it says', async () => {
    const head = `import json
from openai import OpenAI

client = OpenAI()


def judge(row):
    prompt = f"You are a judge. Grade the answer, as JSON with pass and reason.\\n{row['answer']}"
    reply = client.responses.create(model="gpt-4o", input=prompt)
    return json.loads(reply.output_text)


rows = [json.loads(line) for line in open("answers.jsonl")]
`;
    for (const made of [
      'results = [{**row, **judge(row)} for row in rows]\n',
      'results = []\nfor row in rows:\n    verdict = judge(row)\n    results.append({**row, **verdict})\n',
    ]) {
      const code = await sampled(`${head}${made}print(sum(r["pass"] for r in results) / len(results))\n`);
      assert.match(code!, /human_labels\(rows, "human_label", hide=\["pass"\]\), \[r\["pass"\] for r in results\]/);
    }
    const code = await sampled(
      `${head}results = [{"id": i, **judge(row)} for i, row in enumerate(rows)]\nprint(sum(r["pass"] for r in results) / len(results))\n`,
    );
    assert.match(code!, /human_labels\(results, /);
  });

  it('is not drawn of verdicts, beside which there is nothing to look at', async () => {
    const code = `from grading import judge_scores

first = list(judge_scores("a"))
second = list(judge_scores("b"))
both_judges = [(a + b) / 2 for a, b in zip(first, second)]
print(sum(both_judges) / len(both_judges))
`;
    assert.doesNotMatch((await repaired(code, { unsafeFixes: true })).text, /human_labels\(/);
  });

  it('keeps to the quotes that an f-string leaves', async () => {
    const code = await sampled(
      `import json\n\nverdicts = json.load(open("judge_verdicts.json"))\nprint(f"{sum(v['passed'] for v in verdicts) / len(verdicts):.2f}")\n`,
    );
    assert.match(code!, /^print\(f"\{calibrated_mean\(human_labels\(verdicts, 'human_label', hide=\['passed'\]\), /m);
  });

  it('is never drawn without being asked for', async () => {
    const { text } = await repaired(`${TABLE}print(df["judge_label"].mean())\n`);
    assert.equal(text, `${TABLE}print(df["judge_label"].mean())\n`);
  });

  it('is drawn for each group where something tells them apart', async () => {
    const loop = 'for model in ["a", "b"]:\n    print(df[df["model"] == model]["judge_label"].mean())\n';
    assert.match((await sampled(TABLE + loop))!, /human_labels\(.*, path=f"to_label_\{model\}\.csv"\)/);
    const slashes = loop.replace('"b"', '"meta/b"');
    assert.match(
      (await sampled(TABLE + slashes))!,
      /path="to_label_" \+ str\(model\)\.replace\("\/", "_"\) \+ "\.csv"\)/,
    );
  });

  for (const [why, code] of Object.entries({
    'nothing names the groups': 'for fold in range(5):\n    print(df[df["fold"] == fold]["judge_label"].mean())\n',
    'two have the same name': 'for model in ["a", "a"]:\n    print(df[df["model"] == model]["judge_label"].mean())\n',
    'a loop is in another one':
      'for seed in seeds:\n    for model in ["a", "b"]:\n        print(df[df["model"] == model]["judge_label"].mean())\n',
    'the name becomes another one':
      'for model in ["a", "b"]:\n    model = model[:0]\n    print(df[df["model"] != model]["judge_label"].mean())\n',
    'a function is called for the same twice':
      'def report(name, part):\n    print(name, part["judge_label"].mean())\nreport("a", df)\nreport("a", df.tail())\n',
    'a function is called for whatever':
      'def report(name, part):\n    print(name, part["judge_label"].mean())\nreport(a, df)\nreport(b, df.tail())\n',
  }))
    it(`is not drawn where ${why}`, async () => {
      assert.doesNotMatch((await sampled(TABLE + code)) ?? '', /human_labels/);
    });

  it('stops the code until somebody has labelled', async () => {
    const { text } = await repaired(`${TABLE}print(df["judge_label"].mean())\n`, { unsafeFixes: true });
    assert.match(text, /raise SystemExit\(.*Label the rows in/);
  });

  it('waits for a library where nobody chose one', async () => {
    const code = `${TABLE}print(df["judge_label"].mean())\n`;
    assert.equal((await repaired(code, { unsafeFixes: true, library: null })).text, code);
  });
});
