import assert from 'node:assert/strict';
import type { CheckSubject } from '@unpool/shared/protocol/finding.ts';
import { TestWorkspace } from '../test-workspace.ts';

async function subjectOf(code: string, more: Record<string, string> = {}): Promise<CheckSubject | null | undefined> {
  const { findings } = await new TestWorkspace({ 'eval.py': `import pandas as pd\n${code}\n`, ...more }).analyse(
    'eval.py',
  );
  return findings[0]?.subject;
}

/** Code that has a model grade answers. */
const ASKS = [
  'from openai import OpenAI',
  'client = OpenAI()',
  'df = pd.read_csv("answers.csv")',
  'def ask(answer):',
  '    prompt = f"Is this answer right? Reply 1 or 0. {answer}"',
  '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])',
  '    return int(reply.choices[0].message.content)',
  'df["verdict"] = df["answer"].map(ask)',
];

describe('what a finding tells the check of its data', () => {
  it('is the files of both sides, and the column', async () => {
    const code =
      'both = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\nprint(both["score"].mean())';
    assert.deepEqual(await subjectOf(code), {
      kind: 'compare',
      real: ['human.csv'],
      synthetic: ['synthetic.csv'],
      column: 'score',
      estimand: 'mean',
      isWhole: true,
    });
  });

  it("is the file of a judge's labels, and their column", async () => {
    const code = 'df = pd.read_csv("out/verdicts.csv")\nprint(df["judge"].mean())';
    assert.deepEqual(await subjectOf(code), {
      kind: 'judge',
      data: ['out/verdicts.csv'],
      judge: 'judge',
      isWhole: true,
    });
  });

  it('is the file that another script writes them to', async () => {
    const writer = ['import pandas as pd', ...ASKS, 'df.to_csv("graded.csv")'].join('\n');
    const reader = 'df = pd.read_csv("graded.csv")\nprint(df["verdict"].mean())';
    assert.deepEqual(await subjectOf(reader, { 'grade.py': writer }), {
      kind: 'judge',
      data: ['graded.csv'],
      judge: 'verdict',
      isWhole: true,
    });
  });

  it('is nothing where the code itself asks the judge', async () => {
    const code = [...ASKS, 'print(df["verdict"].mean())'].join('\n');
    assert.equal(await subjectOf(code), null);
  });

  it('has every file of a side', async () => {
    const parts = ['human.csv', 'synthetic.csv', 'synthetic_b.csv'].map((name) => `pd.read_csv("${name}")`);
    const code = `both = pd.concat([${parts.join(', ')}])\nprint(both["score"].mean())`;
    const subject = await subjectOf(code);
    assert.ok(subject?.kind === 'compare');
    assert.deepEqual([subject.real, subject.synthetic], [['human.csv'], ['synthetic.csv', 'synthetic_b.csv']]);
    assert.equal(subject.isWhole, true);
  });

  it('has the file that a comment declares', async () => {
    const code =
      'rows = pd.read_csv("batch_7.csv")  # unpool: synthetic\nboth = pd.concat([pd.read_csv("human.csv"), rows])\nprint(both["score"].mean())';
    const subject = await subjectOf(code);
    assert.ok(subject?.kind === 'compare');
    assert.deepEqual(subject.synthetic, ['batch_7.csv']);
  });

  for (const folder of ['Path(__file__).parent', 'Path(root)'])
    it(`looks beside the code for a file in ${folder}`, async () => {
      const code = `from pathlib import Path\nHERE = ${folder}\nboth = pd.concat([pd.read_csv(HERE / "human.csv"), pd.read_csv(HERE / "synthetic.csv")])\nprint(both["score"].mean())`;
      const subject = await subjectOf(code);
      assert.ok(subject?.kind === 'compare');
      assert.deepEqual([subject.real, subject.synthetic], [['human.csv'], ['synthetic.csv']]);
    });

  const LOAD = 'h = pd.read_csv("human.csv")\ns = pd.read_csv("synthetic.csv")\n';
  const wholeOf = async (code: string) => {
    const subject = await subjectOf(code);
    assert.ok(subject?.kind === 'compare');
    return { isWhole: subject.isWhole, estimand: subject.estimand };
  };

  for (const code of [
    'pool = pd.concat([h, s], ignore_index=True)\nprint(pool["score"].mean())',
    'pool = pd.concat([h.assign(origin="real"), s.copy()]).reset_index(drop=True)\nprint(pool["score"].mean())',
    'import numpy as np\nx = np.concatenate([h["score"].values, s["score"].to_numpy()])\nprint(np.mean(x))',
    'h["length"] = 3\npool = pd.concat([h, s])\npool.info()\nprint(pool.score.mean())',
    'pool = pd.concat([pd.read_csv(f) for f in ["human.csv", "synthetic.csv"]])\nprint(pool["score"].mean())',
    'def load(path):\n    return pd.read_csv(path)\ndef pool(a, b):\n    both = pd.concat([a, b])\n    return both\ndef main():\n    x = pool(load("human.csv"), load("synthetic.csv"))\n    print(x["score"].mean())\nmain()',
  ])
    it(`takes all rows: ${code.split('\n').at(-2)}`, async () => {
      assert.equal((await wholeOf(LOAD + code)).isWhole, true);
    });

  for (const code of [
    'pool = pd.concat([h[h["lang"] == "en"], s[s["lang"] == "en"]])\nprint(pool["score"].mean())',
    'pool = pd.concat([h, s])\nprint(pool[pool.lang == "en"]["score"].mean())',
    'pool = pd.concat([h, s]).query("lang == 1")\nprint(pool["score"].mean())',
    'pool = pd.concat([h, s])\nprint(pool.groupby("lang")["score"].mean())',
    'pool = pd.concat([h.head(10), s.sample(50)])\nprint(pool["score"].mean())',
    'pool = pd.concat([pd.read_csv("human.csv", nrows=20), s])\nprint(pool["score"].mean())',
    's["score"] = s["score"] - 0.2\npool = pd.concat([h, s])\nprint(pool["score"].mean())',
    'pool = pd.concat([h, s])\nprint((pool["score"] * 100).mean())',
    'pool = pd.concat([h, s])\nprint((pool["score"] > 0.5).mean())',
    'pool = pd.concat([h, s])\npool.drop(index=range(10), inplace=True)\nprint(pool["score"].mean())',
    'def pool(a, b):\n    return pd.concat([a, b]).head(9)\nx = pool(h, s)\nprint(x["score"].mean())',
    'def pool(a, b):\n    return pd.concat([a, b])\nx = pool(h, s.head(2))\nprint(x["score"].mean())',
    'pool = pd.concat([h, s])\nclean(pool)\nprint(pool["score"].mean())',
    'pool = pd.concat([h, s])\npool = pool.dropna()\nprint(pool["score"].mean())',
  ])
    it(`may take a part: ${code.replaceAll('\n', '; ')}`, async () => {
      assert.equal((await wholeOf(LOAD + code)).isWhole, false);
    });

  it('is of the mean, the median, or of something that no check is about', async () => {
    const of = async (estimate: string) =>
      (await wholeOf(`${LOAD}pool = pd.concat([h, s])\nprint(${estimate})`)).estimand;
    assert.equal(await of('pool["score"].mean()'), 'mean');
    assert.equal(await of('pool["score"].sem()'), 'mean');
    assert.equal(await of('pool["score"].median()'), 'quantile:0.5');
    assert.equal(await of('pool["score"].quantile(0.9)'), null);
    assert.equal(await of('pool.corr(numeric_only=True)'), null);
  });
});
