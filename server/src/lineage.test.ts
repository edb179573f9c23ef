import assert from 'node:assert/strict';
import type { Lineage, LineageNode } from '@unpool/shared/protocol/lineage.ts';
import { createAnalyser } from './analyser.ts';
import type { Analyser, Analysis } from './analysis.ts';
import { NO_CONFIGURATION } from './configuration/configuration.ts';
import { inBrief } from './lineage/node.ts';
import { testAssets } from './test-assets.ts';
import type { SourceDocument } from './workspace/document.ts';

const URI = 'file:///eval.py';
const HEAD = 'import pandas as pd\n';

const document = (...texts: string[]): SourceDocument => ({
  uri: URI,
  language: 'python',
  units: texts.map((text, i) => ({ uri: `${URI}#${i}`, cell: texts.length === 1 ? null : i + 1, text, version: 1 })),
});

/** Nodes as "label (origin)", by what they come from: `{ 'mean (pooled)': ['concat (pooled)'] }`. */
function ways(lineage: Lineage | null): Record<string, string[]> {
  assert.ok(lineage, 'there is a lineage');
  const name = ({ label, origin }: LineageNode) => `${label} (${origin})`;
  const byId = new Map(lineage.nodes.map((node) => [node.id, node]));
  return Object.fromEntries(
    lineage.nodes.map((node) => [
      name(node),
      lineage.edges.filter(({ to }) => to === node.id).map(({ from }) => name(byId.get(from)!)),
    ]),
  );
}

describe('the lineage of a value', () => {
  let analyser: Analyser;
  before(async () => {
    const nothing = async () => undefined;
    const workspace = {
      folders: [],
      document: nothing,
      open: () => undefined,
      list: async () => [],
      readFile: nothing,
      configuration: async () => NO_CONFIGURATION,
      evidence: async () => null,
      numbers: async () => null,
    };
    analyser = await createAnalyser(workspace, testAssets);
  });

  async function analysed(...texts: string[]): Promise<Analysis> {
    const analysis = await analyser.analyse(document(...texts), { minConfidence: 'possible' });
    return analysis!;
  }

  /** Of what the last `mark` in the last text stands for. */
  async function lineage(mark: string, ...texts: string[]): Promise<Lineage | null> {
    const analysis = await analysed(...texts.map((text, i) => (i === 0 ? HEAD + text : text)));
    const { cell, text } = analysis.document.units.at(-1)!;
    const start = text.lastIndexOf(mark);
    assert.ok(start >= 0, `${mark} is there`);
    return analysis.lineageAt(cell, start, start + mark.length);
  }

  it('has every frame of a pool', async () => {
    const code = [
      'real = pd.read_csv("human.csv")',
      'one = pd.read_csv("synthetic_1.csv")',
      'two = pd.read_csv("synthetic_2.csv")',
      'pooled = pd.concat([real, one, two])',
      'print(pooled["score"].mean())',
    ].join('\n');
    const found = await lineage('pooled["score"].mean()', code);
    assert.deepEqual(ways(found), {
      'human.csv (real)': [],
      'synthetic_1.csv (synthetic)': [],
      'synthetic_2.csv (synthetic)': [],
      'pd.concat(…) (pooled)': ['human.csv (real)', 'synthetic_1.csv (synthetic)', 'synthetic_2.csv (synthetic)'],
      'pooled["score"] (pooled)': ['pd.concat(…) (pooled)'],
      'mean (pooled)': ['pooled["score"] (pooled)'],
    });
    assert.deepEqual(
      found?.nodes.map(({ kind }) => kind),
      ['file', 'file', 'file', 'pool', 'column', 'estimate'],
    );
    const text = (HEAD + code).slice(found!.nodes[3]!.place.start, found!.nodes[3]!.place.end);
    assert.equal(text, 'pd.concat([real, one, two])');
    assert.equal(found?.leftOut, 0);
  });

  it('goes through helpers, each call with what was handed to it', async () => {
    const code = `
def load(path):
    return pd.read_csv(path)
def clean(df):
    return df.dropna()
real = clean(load("human.csv"))
made = clean(load("synthetic.csv"))
pooled = pd.concat([real, made])
`;
    assert.deepEqual(Object.values(ways(await lineage('real', code.slice(0, code.indexOf('made ='))))), [
      [],
      ['human.csv (real)'],
      ['load(…) (real)'],
    ]);
    const found = await lineage('pd.concat([real, made])', code);
    assert.deepEqual(ways(found), {
      'human.csv (real)': [],
      'load(…) (real)': ['human.csv (real)'],
      'clean(…) (real)': ['load(…) (real)'],
      'synthetic.csv (synthetic)': [],
      'load(…) (synthetic)': ['synthetic.csv (synthetic)'],
      'clean(…) (synthetic)': ['load(…) (synthetic)'],
      'pd.concat(…) (pooled)': ['clean(…) (real)', 'clean(…) (synthetic)'],
    });
  });

  it('has what a loop puts into the rows of a list, column by column', async () => {
    const code = `
answers = pd.read_csv("answers.csv")
rows = []
for answer in answers.itertuples():
    rows.append({"id": answer.id, "human_label": answer.label, "verdict": judge_answer(answer)})
table = pd.DataFrame(rows)
print(table["verdict"].mean())
`;
    const kinds = (found: Lineage | null) => found?.nodes.map(({ kind, label }) => `${kind} ${label}`);
    assert.deepEqual(kinds(await lineage('table["verdict"].mean()', code)), [
      'file answers.csv',
      'judge judge_answer(…)',
      'column table["verdict"]',
      'estimate mean',
    ]);
    const whole = await lineage('table', code.replace(/print.*/, 'print(table)'));
    assert.deepEqual(kinds(whole), ['file answers.csv', 'human answer.label', 'judge judge_answer(…)', 'value table']);
  });

  it('has both tables of a merge', async () => {
    const code = 'both = pd.read_csv("human.csv").merge(pd.read_csv("synthetic.csv"), on="id")\nprint(both)';
    assert.deepEqual(ways(await lineage('both', code)), {
      'human.csv (real)': [],
      'synthetic.csv (synthetic)': [],
      'pd.read_csv(…).merge(…) (pooled)': ['human.csv (real)', 'synthetic.csv (synthetic)'],
    });
  });

  it('leads from a column to its own sources, not to those of its neighbours', async () => {
    const code = 'df = pd.read_csv("human.csv")\ndf["judge"] = judge_all(df)\nprint(df["score"].mean(), df)';
    assert.deepEqual(Object.keys(ways(await lineage('df["score"].mean()', code))), [
      'human.csv (real)',
      'df["score"] (real)',
      'mean (real)',
    ]);
    assert.deepEqual(ways(await lineage('df', code))['df (judged)'], ['human.csv (real)', 'judge_all(…) (judged)']);
  });

  it('leads over the pool, not beside it, for what was in a frame before it was pooled', async () => {
    const code = `
real = pd.read_csv("human.csv")
real["label"] = pd.read_csv("labels.csv")["human_label"]
pooled = pd.concat([real, pd.read_csv("synthetic.csv")])
print(pooled["label"].mean())
`;
    const found = ways(await lineage('pooled["label"].mean()', code));
    assert.deepEqual(found['pooled["label"] (pooled)'], ['pd.concat(…) (pooled)']);
    assert.deepEqual(found['pd.concat(…) (pooled)']?.sort(), [
      'human.csv (real)',
      'pd.read_csv(…)["human_label"] (human)',
      'synthetic.csv (synthetic)',
    ]);
  });

  it('crosses the cells of a notebook', async () => {
    const found = await lineage(
      'pooled',
      HEAD,
      'real = pd.read_csv("human.csv")',
      'made = pd.read_csv("synthetic.csv")',
      'pooled = pd.concat([real, made])',
    );
    assert.deepEqual(
      found?.nodes.map(({ label, place }) => `${label} ${place.cell}`),
      ['human.csv 2', 'synthetic.csv 3', 'pd.concat(…) 4'],
    );
  });

  it('tells what a generator learned from apart from its rows', async () => {
    const code = `
from sdv.single_table import GaussianCopulaSynthesizer
real = pd.read_csv("human.csv")
synthesizer = GaussianCopulaSynthesizer(metadata)
synthesizer.fit(real)
made = synthesizer.sample(100)
`;
    const found = await lineage('made', code);
    assert.deepEqual(
      found?.nodes.map(({ kind, label }) => `${kind} ${label}`),
      ['file human.csv', 'synthesizer synthesizer.sample(…)'],
    );
    assert.deepEqual(
      found?.edges.map(({ kind }) => kind),
      ['learned'],
    );
  });

  it('ends, and draws each place once, where loops and calls feed themselves', async () => {
    const code = `
def grow(df, n):
    if n > 0:
        return grow(pd.concat([df, pd.read_csv("synthetic.csv")]), n - 1)
    return df
pooled = pd.read_csv("human.csv")
for i in range(9):
    pooled = pd.concat([pooled, pd.read_csv("synthetic.csv")])
    pooled = grow(pooled, i)
print(pooled)
`;
    const found = await lineage('pooled', code);
    assert.ok(found?.nodes.some(({ label }) => label === 'human.csv'));
    assert.ok(found?.nodes.some(({ label }) => label === 'synthetic.csv'));
    assert.ok(found!.nodes.length < 20, `${found?.nodes.length} nodes`);
    assert.ok(found?.edges.every(({ from, to }) => from !== to));
  });

  it('is bounded, keeps the sources before the steps, and says what is missing', async () => {
    const helper = 'def trim(df):\n    return df.dropna()\n';
    const steps = Array.from({ length: 90 }, () => 'df = trim(df)').join('\n');
    const long = await lineage('df', `${helper}df = pd.read_csv("human.csv")\n${steps}\nprint(df)`);
    assert.equal(long?.nodes.length, 60);
    assert.equal(long?.leftOut, 31);
    assert.equal(long?.nodes[0]?.label, 'human.csv');
    assert.equal(long?.edges.length, 59);
    const reads = (from: number) =>
      Array.from({ length: 30 }, (_, i) => `pd.read_csv("${i % 2 ? 'synthetic' : 'human'}_${from + i}.csv")`).join(
        ', ',
      );
    const wide = await lineage(
      'pooled',
      `pooled = pd.concat([${reads(0)}])\npooled = pd.concat([pooled, ${reads(30)}])\npooled = pd.concat([pooled, ${reads(60)}])\nprint(pooled)`,
    );
    assert.equal(wide?.nodes.length, 60);
    assert.equal(wide?.leftOut, 33);
    assert.equal(wide?.nodes.at(-1)?.kind, 'pool');
  });

  it('of a finding is that of its estimate', async () => {
    const code = `${HEAD}df = pd.read_csv("verdicts.csv")\nrate = df["judge"].mean()\nerror = (rate * (1 - rate) / len(df)) ** 0.5\n`;
    const analysis = await analysed(code);
    const found = analysis.findings.map((finding) => analysis.lineageOf(finding)?.nodes.map(({ label }) => label));
    assert.deepEqual(found, [
      ['verdicts.csv', 'df["judge"]', 'mean'],
      ['verdicts.csv', 'df["judge"]', 'mean', 'variance of the mean'],
    ]);
  });

  it('of a number’s name is that of what it was computed from', async () => {
    const code = 'df = pd.read_csv("verdicts.csv")\nrate = df["judge"].mean()\nlow = rate - 0.1\nprint(f"{low:.1%}")';
    assert.equal((await lineage('low', code))?.name, 'df["judge"].mean()');
    assert.equal((await lineage('rate', code))?.name, 'df["judge"].mean()');
    const cells = [HEAD, 'rate = pd.read_csv("verdicts.csv")["judge"].mean()', 'print(rate)'];
    assert.deepEqual((await lineage('rate', ...cells))?.nodes.at(-1)?.place.cell, 2);
  });

  it('is that of the last estimate on the line, where the cursor is on none; and null where nothing is known', async () => {
    const code = 'df = pd.read_csv("human.csv")\nprint(df["score"].mean())\nx = 1';
    assert.equal((await lineage('print', code))?.name, 'df["score"].mean()');
    assert.equal(await lineage('x', code), null);
  });
});

describe('code in brief', () => {
  const cases: readonly [string, string][] = [
    ['pd.concat([a, b])["score"].mean()', 'pd.concat(…)["score"].mean()'],
    ['rate * (1 - rate) / len(df)', 'rate * (1 - rate) / len(…)'],
    ['ask(\n  f(")"),\n)', 'ask(…)'],
    ['now( )', 'now()'],
    ['(', '('],
    ['f(', 'f('],
    ['', ''],
  ];
  for (const [code, brief] of cases) it(JSON.stringify(code), () => assert.equal(inBrief(code), brief));
});
