import assert from 'node:assert/strict';
import { TestWorkspace } from './test-workspace.ts';

const POOLED = `import pandas as pd
real = pd.read_csv("human.csv")
synthetic = pd.read_csv("synthetic.csv")
rows = pd.concat([real, synthetic])
`;
const METRICS = 'def report(table):\n    print(table["score"].mean())\n';

describe('data that cross modules', () => {
  it('are found at the call that hands them to a helper, and not in the helper', async () => {
    const files = { 'metrics.py': METRICS, 'main.py': `${POOLED}from metrics import report\nreport(rows)\n` };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('main.py'), ['naive-pooling:6']);
    assert.deepEqual(await workspace.findings('metrics.py'), []);
    const [finding] = (await workspace.analyse('main.py')).findings;
    assert.equal(finding!.trace.at(-1)!.place.document, 'file:///project/metrics.py');
  });

  it('are not found again where what other modules do among themselves is started', async () => {
    const files = {
      'rows.py': `${POOLED}def load():\n    return rows\n`,
      'run.py': 'from rows import load\ndef run():\n    return load()["score"].mean()\n',
      'cli.py': 'from run import run\nprint(run())\n',
    };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('run.py'), ['naive-pooling:3']);
    assert.deepEqual(await workspace.findings('cli.py'), []);
  });

  it('come from a helper that loads and pools them', async () => {
    const files = {
      'data/__init__.py': 'from .load import load\n',
      'data/load.py': `${POOLED}def load():\n    return rows\n`,
      'eval/report.py': 'from data import load\nprint(load()["score"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('eval/report.py'), ['naive-pooling:2']);
  });

  for (const [form, use] of [
    ['import pkg.metrics', 'pkg.metrics.report(rows)'],
    ['import pkg.metrics as m', 'm.report(rows)'],
    ['from pkg import metrics', 'metrics.report(rows)'],
    ['from pkg.metrics import *', 'report(rows)'],
    ['from pkg import report as r', 'r(rows)'],
  ])
    it(`are followed through \`${form}\``, async () => {
      const files = {
        'pkg/__init__.py': 'from .metrics import report\n',
        'pkg/metrics.py': METRICS,
        'main.py': `${form}\n${POOLED}${use}\n`,
      };
      assert.deepEqual(await new TestWorkspace(files).findings('main.py'), ['naive-pooling:6']);
    });

  it('are followed into a package without code of its own, and up through relative imports', async () => {
    const files = {
      'lib/stats/metrics.py': METRICS,
      'lib/jobs/main.py': `from ..stats.metrics import report\n${POOLED}report(rows)\n`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('lib/jobs/main.py'), ['naive-pooling:6']);
  });

  it('do not go in circles', async () => {
    const files = {
      'a.py': `def mean(table):\n    return table["score"].mean()\nfrom b import show\n${POOLED}show(rows)\n`,
      'b.py': 'import a\ndef show(table):\n    print(a.mean(table))\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('a.py'), ['naive-pooling:2']);
  });

  it('are read from what the editor holds of a module, before what is stored', async () => {
    const workspace = new TestWorkspace({
      'metrics.py': 'def report(table): ...\n',
      'main.py': `${POOLED}from metrics import report\nreport(rows)\n`,
    });
    assert.deepEqual(await workspace.findings('main.py'), []);
    workspace.open.set('metrics.py', METRICS);
    assert.deepEqual(await workspace.findings('main.py'), ['naive-pooling:6']);
  });

  it('are read again when files changed', async () => {
    const workspace = new TestWorkspace({ 'main.py': `${POOLED}from metrics import report\nreport(rows)\n` });
    assert.deepEqual(await workspace.findings('main.py'), []);
    workspace.files.set('metrics.py', METRICS);
    (await workspace.ready).filesChanged();
    assert.deepEqual(await workspace.findings('main.py'), ['naive-pooling:6']);
  });

  it('are silenced where the call stands', async () => {
    const files = {
      'metrics.py': METRICS,
      'main.py': `${POOLED}from metrics import report\nreport(rows)  # unpool: ignore[naive-pooling] plumbing\n`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('main.py'), []);
  });
});

const GENERATE = `import json
from openai import OpenAI
client = OpenAI()
def write_question(topic):
    return client.chat.completions.create(model="m", messages=[{"role": "user", "content": topic}]).choices[0].message.content
if __name__ == "__main__":
    with open("data/extra.jsonl", "w") as f:
        for topic in ["a", "b"]:
            f.write(json.dumps({"question": write_question(topic)}) + "\\n")
`;
const JUDGE = `import json
import pandas as pd
from openai import OpenAI
def judge(row):
    prompt = f"You are a strict grader. Is the answer correct? {row}"
    answer = OpenAI().chat.completions.create(model="m", messages=[{"role": "user", "content": prompt}])
    return 1 if "yes" in answer.choices[0].message.content else 0
rows = [json.loads(line) for line in open("data/extra.jsonl")]
pd.DataFrame([{"id": i, "ok": judge(row)} for i, row in enumerate(rows)]).to_csv("out/scores.csv")
`;

describe('data that cross files', () => {
  it('stay judged from the script that judges to the one that reports', async () => {
    const files = {
      'generate.py': GENERATE,
      'judge.py': JUDGE,
      'report.py':
        'import os\nimport pandas as pd\ndf = pd.read_csv(os.path.join("out", "scores.csv"))\nprint(df["ok"].mean())\n',
    };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('report.py'), ['uncalibrated-judge:4']);
    const [finding] = (await workspace.analyse('report.py')).findings;
    assert.ok(finding!.trace.some(({ place }) => place.document.endsWith('/judge.py')));
  });

  it('are not joined by the name of a file alone across folders', async () => {
    const files = {
      'a/judge.py': JUDGE.replace('out/scores.csv', 'scores.csv'),
      'b/report.py': 'import pandas as pd\nprint(pd.read_csv("scores.csv")["ok"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('b/report.py'), []);
  });

  it('are synthetic where a column says what made them', async () => {
    const rows = 'user_input,reference,synthesizer_name\nq,a,single_hop_specific_query_synthesizer\n';
    const report = `import pandas as pd
own = pd.read_csv("human_questions.csv")
more = pd.read_csv("testset.csv")
print(pd.concat([own, more])["score"].mean())
`;
    assert.deepEqual(await new TestWorkspace({ 'report.py': report }).findings('report.py'), []);
    const workspace = new TestWorkspace({ 'report.py': report, 'testset.csv': rows });
    assert.deepEqual(await workspace.findings('report.py'), ['naive-pooling:4']);
  });

  const REPORT = (path: string) => `import pandas as pd\nprint(pd.read_csv("${path}")["score"].mean())\n`;

  it('come through several scripts, whatever their names', async () => {
    const files = {
      'a_report.py': REPORT('data/final.csv'),
      'b_clean.py': 'import pandas as pd\npd.read_csv("data/all.csv").dropna().to_csv("data/final.csv")\n',
      'c_pool.py': `${POOLED}rows.to_csv("data/all.csv")\n`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('a_report.py'), ['naive-pooling:2']);
  });

  it('are written under a constant of another module', async () => {
    const files = {
      'config.py': 'import os\nDATA = "data"\nFINAL_CSV = os.path.join(DATA, "final.csv")\n',
      'pool.py': `from config import FINAL_CSV\n${POOLED}rows.to_csv(FINAL_CSV)\n`,
      'report.py':
        'import pandas as pd\nfrom config import FINAL_CSV\ndef report(path=FINAL_CSV):\n    print(pd.read_csv(path)["score"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['naive-pooling:4']);
  });

  it('are written under names that are filled in', async () => {
    const files = {
      'split.py': `${POOLED}for part in ["train", "test"]:\n    rows.sample(frac=0.5).to_csv(f"data/{part}.csv")\n`,
      'report.py': REPORT('data/test.csv'),
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['naive-pooling:2']);
  });

  it('are what any of the scripts wrote that write the file', async () => {
    const files = {
      'pool.py': `${POOLED}rows.to_csv("data/all.csv")\n`,
      'raw.py': 'import pandas as pd\npd.read_csv("data/human.csv").to_csv("data/all.csv")\n',
      'report.py': REPORT('data/all.csv'),
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['naive-pooling:2']);
  });

  it('keep what is known of their labels, under another name', async () => {
    const files = {
      'choose.py':
        'import pandas as pd\nrows = pd.read_csv("data/pseudo_labeled.csv")\nrows[rows["sure"] > 0.9].to_csv("data/chosen.csv")\n',
      'report.py': `import pandas as pd
from sklearn.metrics import accuracy_score
rows = pd.read_csv("data/chosen.csv")
print(accuracy_score(rows["spam"], model.predict(rows[["a", "b"]])))
`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['imputed-as-observed:4']);
  });

  it('hold the answers of people whom a model plays, also added to those of an earlier run', async () => {
    const files = {
      'ask.py': `import json, os
import pandas as pd
from openai import OpenAI
FILE = "out/answers.csv"
rows = pd.read_csv(FILE).to_dict("records") if os.path.exists(FILE) else []
for who in ["a nurse", "a student"]:
    messages = [{"role": "user", "content": f"Answer as a participant who is {who}: what would you pay?"}]
    reply = OpenAI().chat.completions.create(model="gpt-4o", messages=messages)
    answer = json.loads(reply.choices[0].message.content)
    answer["who"] = who
    rows.append(answer)
pd.DataFrame(rows).to_csv(FILE)
`,
      'report.py': `import pandas as pd
from scipy import stats
# participants
df = pd.read_csv("out/answers.csv")
print(stats.ttest_1samp(df["pay"], 10))
`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['synthetic-only-inference:5']);
  });

  it('come from a synthesizer that another script fitted and saved', async () => {
    const files = {
      'fit.py':
        'import pandas as pd\nfrom sdv.single_table import CTGANSynthesizer\nmodel = CTGANSynthesizer(meta)\nmodel.fit(pd.read_csv("data/all.csv"))\nmodel.save(filepath="out/ctgan.pkl")\n',
      'make.py':
        'from sdv.single_table import CTGANSynthesizer\nCTGANSynthesizer.load("out/ctgan.pkl").sample(500).to_csv("data/more.csv")\n',
      'report.py': `import pandas as pd
from sklearn.metrics import accuracy_score
from sklearn.model_selection import train_test_split
train, test = train_test_split(pd.read_csv("data/all.csv"))
more = pd.read_csv("data/more.csv")
predicted = model.fit(more[["dose"]], more["outcome"]).predict(test[["dose"]])
print(accuracy_score(test["outcome"], predicted))
`,
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), ['synthetic-in-test:7']);
  });

  const MAKE = (write: string) => `import json
import pandas as pd
from openai import OpenAI
def make(topic):
    answer = OpenAI().responses.create(model="m", input=f"Write a ticket about {topic} as JSON.").output_text
    row = json.loads(answer)
    row["topic"] = topic
    return row
${write}
`;
  const TABLE = 'pd.DataFrame([make(topic) for topic in ["login", "refund"]])';
  for (const [what, made, real, write] of [
    ['what the name says', 'data/synthetic_tickets.csv', 'tickets', `${TABLE}.to_csv("data/synthetic_tickets.csv")`],
    ['what a model wrote', 'data/extra.csv', 'human', `${TABLE}.to_csv("data/extra.csv")`],
    [
      'what a model wrote, line by line',
      'data/extra.csv',
      'human',
      'with open("data/extra.csv", "w") as f:\n    f.write(json.dumps(make("login")) + "\\n")',
    ],
    [
      'what the name says of rows that are filled elsewhere',
      'data/synthetic_tickets.csv',
      'tickets',
      'rows = pd.read_csv("data/topics.csv")\nrows["text"] = [make(t) for t in rows["topic"]]\nrows.to_csv("data/synthetic_tickets.csv")',
    ],
  ] as const)
    it(`are synthetic beside the script that makes them: ${what}`, async () => {
      const report = `import pandas as pd\nboth = pd.concat([pd.read_csv("${real}.csv"), pd.read_csv("${made}")])\nprint(both["urgency"].mean())\n`;
      const workspace = new TestWorkspace({ 'make.py': MAKE(write), 'report.py': report });
      assert.deepEqual(await workspace.findings('report.py'), ['naive-pooling:3']);
    });

  it('stay real where the script that writes them has real ones, whatever the name of the file', async () => {
    const files = {
      'make.py': 'import pandas as pd\npd.read_csv("human.csv").to_csv("data/synthetic_topics.csv")\n',
      'report.py':
        'import pandas as pd\nboth = pd.concat([pd.read_csv("human.csv"), pd.read_csv("data/synthetic_topics.csv")])\nprint(both["score"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('report.py'), []);
  });

  it('are corrected by fixed error rates in another script than the judge', async () => {
    const RATE = (column: string) => `import pandas as pd
SENS, SPEC = 0.93, 0.84
rate = pd.read_csv("out/scores.csv")["${column}"].mean()
print((rate + SPEC - 1) / (SENS + SPEC - 1))
`;
    const files = { 'generate.py': GENERATE, 'grade.py': JUDGE, 'rate.py': RATE('ok'), 'size.py': RATE('id') };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('rate.py'), ['fixed-judge-error:4']);
    assert.deepEqual(await workspace.findings('size.py'), []);
  });

  const SOURCES = 'score,source\n1,real\n0,synthetic\n1,synthetic\n';
  it('are pooled in a file that holds both origins, by its column', async () => {
    const files = {
      'all.csv': SOURCES,
      'main.py':
        'import pandas as pd\ndf = pd.read_csv("all.csv")\nprint(df["score"].mean())\nprint(df[df["source"] == "real"]["score"].mean())\nprint(df.groupby("source")["score"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('main.py'), ['naive-pooling:3']);
  });

  it('are of one origin in a file whose column says so', async () => {
    const files = {
      'all.csv': SOURCES.replaceAll('synthetic', 'field'),
      'main.py': 'import pandas as pd\nprint(pd.read_csv("all.csv")["score"].mean())\n',
    };
    assert.deepEqual(await new TestWorkspace(files).findings('main.py'), []);
  });
});

describe('code that is no evaluation', () => {
  it('may pool in unit tests', async () => {
    const body = `${POOLED}print(rows["score"].mean())\ndef test_rows():\n    assert len(rows)\n`;
    const files = { 'test_rows.py': body, 'rows.py': body, 'checks.py': `import pytest\n${body}` };
    const workspace = new TestWorkspace(files);
    assert.deepEqual(await workspace.findings('test_rows.py'), []);
    assert.deepEqual(await workspace.findings('checks.py'), []);
    assert.deepEqual(await workspace.findings('rows.py'), ['naive-pooling:5']);
  });
});

describe('code that nests deep through calls', () => {
  it('is cut, and the rest is found', async () => {
    const calls = Array.from(
      { length: 40 },
      (_, i) => `def f${i}(x):\n    return ${'g('.repeat(150)}f${i + 1}(x)${')'.repeat(150)}\n`,
    );
    const workspace = new TestWorkspace({
      'deep.py': `${calls.join('')}${POOLED}f0(rows)\nprint(rows["score"].mean())\n`,
    });
    assert.deepEqual(await workspace.findings('deep.py'), ['naive-pooling:86']);
  });
});

describe('rows that a loop fills', () => {
  for (const [form, loop] of [
    ['for row in rows', 'for row in rows:'],
    ['for i, row in enumerate(rows)', 'for i, row in enumerate(rows):'],
    ['for row in tqdm(rows)', 'for row in tqdm(rows):'],
  ])
    it(`are filled in the list, too: \`${form}\``, async () => {
      const text = `import json\nfrom tqdm import tqdm\nrows = json.load(open("answers.json"))\n${loop}\n    row["ok"] = judge_answer(row["answer"])\nprint(sum(row["ok"] for row in rows) / len(rows))\n`;
      assert.deepEqual(await new TestWorkspace({ 'main.py': text }).findings('main.py'), ['uncalibrated-judge:6']);
    });
});

describe('the class of a metric', () => {
  const body =
    '    def score(self, judge_verdicts):\n        return sum(v.ok for v in judge_verdicts) / len(judge_verdicts)\n';
  it('defines, and reports nothing', async () => {
    const workspace = new TestWorkspace({
      'a.py': `class Faithful(BaseMetric):\n${body}`,
      'b.py': `class Report:\n${body}`,
    });
    assert.deepEqual(await workspace.findings('a.py'), []);
    assert.deepEqual(await workspace.findings('b.py'), ['uncalibrated-judge:3']);
  });
});
