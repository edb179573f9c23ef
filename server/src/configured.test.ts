import assert from 'node:assert/strict';
import { ROOT, TestWorkspace } from './test-workspace.ts';

const POOL = 'import pandas as pd\n\npooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\n';
const MEAN = `${POOL}print(pooled["score"].mean())\n`;

const findings = (toml: string, code: string, more: Record<string, string> = {}): Promise<string[]> =>
  new TestWorkspace({ 'unpool.toml': toml, 'eval.py': code, ...more }).findings('eval.py');

/** As the command line sees it: nothing is open, so what has no clues is not even parsed. */
async function storedFindings(files: Record<string, string>): Promise<string[]> {
  const workspace = new TestWorkspace(files);
  const uri = `${ROOT}/eval.py`;
  const units = [{ uri, cell: null, text: files['eval.py']!, version: null }];
  const analysis = await (await workspace.ready).analyse({ uri, language: 'python', units }, { minConfidence: null });
  return analysis!.findings.map(
    ({ rule, place }) => `${rule}:${units[0]!.text.slice(0, place.start).split('\n').length}`,
  );
}

describe('What a configuration says of rules', () => {
  it('makes them louder, quieter, or silent', async () => {
    const severity = async (toml: string) => {
      const analysis = await new TestWorkspace({ 'unpool.toml': toml, 'eval.py': MEAN }).analyse('eval.py');
      return analysis.findings.map((finding) => finding.severity);
    };
    assert.deepEqual(await severity(''), ['warning']);
    assert.deepEqual(await severity('[rules]\nnaive-pooling = "hint"'), ['hint']);
    assert.deepEqual(await severity('[rules]\nnaive-pooling = { severity = "error" }'), ['error']);
    assert.deepEqual(await severity('[rules]\nnaive-pooling = "off"'), []);
    assert.deepEqual(await severity('[rules]\nuncalibrated-judge = "off"'), ['warning']);
  });

  it('sets the least confidence, for all rules or one; who asks for another gets that', async () => {
    assert.deepEqual(await findings('min-confidence = "certain"', MEAN), []);
    assert.deepEqual(await findings('[rules]\nnaive-pooling = { min-confidence = "certain" }', MEAN), []);
    assert.deepEqual(
      await findings('min-confidence = "certain"\n[rules]\nnaive-pooling = { min-confidence = "likely" }', MEAN),
      ['naive-pooling:4'],
    );
    const workspace = new TestWorkspace({ 'unpool.toml': 'min-confidence = "certain"', 'eval.py': MEAN });
    const { document } = await workspace.analyse('eval.py');
    const asked = await (await workspace.ready).analyse(document, { minConfidence: 'likely' });
    assert.equal(asked!.findings.length, 1);
  });

  it('is of each document its own', async () => {
    const workspace = new TestWorkspace({
      'a/eval.py': MEAN,
      'b/eval.py': MEAN,
      'b/unpool.toml': '[rules]\nnaive-pooling = "off"',
    });
    assert.deepEqual(await workspace.findings('a/eval.py'), ['naive-pooling:4']);
    assert.deepEqual(await workspace.findings('b/eval.py'), []);
  });

  it('counts at once when it is edited', async () => {
    const workspace = new TestWorkspace({ 'unpool.toml': '', 'eval.py': MEAN });
    assert.deepEqual(await workspace.findings('eval.py'), ['naive-pooling:4']);
    workspace.open.set('unpool.toml', '[rules]\nnaive-pooling = "off"');
    workspace.configurations.forget();
    assert.deepEqual(await workspace.findings('eval.py'), []);
    workspace.open.set('unpool.toml', '[[data]]\nglob = "human.csv"\norigin = "synthetic"');
    workspace.configurations.forget();
    assert.deepEqual(await workspace.findings('eval.py'), []);
  });
});

const TWO = (real: string, synthetic: string) =>
  `import pandas as pd\n\npooled = pd.concat([pd.read_csv("${real}"), pd.read_csv("${synthetic}")])\nprint(pooled["score"].mean())\n`;
const DATA = '[[data]]\nglob = "data/a*.csv"\norigin = "real"\n[[data]]\nglob = "data/b/**"\norigin = "synthetic"\n';

describe('What a configuration says of data files', () => {
  it('makes rows real or synthetic for certain, whatever their names', async () => {
    assert.deepEqual(await findings('', TWO('data/a1.csv', 'data/b/x.csv')), []);
    const workspace = new TestWorkspace({ 'unpool.toml': DATA, 'eval.py': TWO('data/a1.csv', 'data/b/x.csv') });
    const { findings: found } = await workspace.analyse('eval.py');
    assert.deepEqual(
      found.map(({ rule, confidence }) => [rule, confidence]),
      [['naive-pooling', 'certain']],
    );
    const [{ trace }] = found as [(typeof found)[0]];
    const config = `${ROOT}/unpool.toml`;
    assert.deepEqual(
      trace
        .filter(({ place }) => place.document === config)
        .map(({ message, place }) => [message, DATA.slice(place.start, place.end)]),
      [
        ['declared in unpool.toml: real rows', 'glob = "data/a*.csv"\norigin = "real"'],
        ['declared in unpool.toml: synthetic rows', 'glob = "data/b/**"\norigin = "synthetic"'],
      ],
    );
    assert.deepEqual(found[0]!.subject, {
      kind: 'compare',
      real: ['data/a1.csv'],
      synthetic: ['data/b/x.csv'],
      column: 'score',
      estimand: 'mean',
      isWhole: true,
    });
  });

  it('beats names, and what other code writes there', async () => {
    const real = '[[data]]\nglob = "synthetic.csv"\norigin = "real"';
    assert.deepEqual(await findings(real, MEAN), []);
    const writer =
      'from faker import Faker\nimport pandas as pd\nfake = Faker()\npd.DataFrame([{"name": fake.name()} for _ in range(9)]).to_csv("out/rows.csv")\n';
    const reader = TWO('out/real.csv', 'out/rows.csv');
    assert.deepEqual(await findings('', reader, { 'make.py': writer }), ['naive-pooling:4']);
    assert.deepEqual(
      await findings('[[data]]\nglob = "out/rows.csv"\norigin = "real"', reader, { 'make.py': writer }),
      [],
    );
  });

  it('counts from its own folder, for code that starts anywhere below it', async () => {
    const code = TWO('data/a1.csv', 'data/b/x.csv');
    for (const files of [
      { 'unpool.toml': DATA, 'src/eval/eval.py': code },
      { 'unpool.toml': DATA, 'src/eval/eval.py': TWO('../../data/a1.csv', '../../data/b/x.csv') },
      {
        'unpool.toml': DATA.replaceAll('data/', 'src/data/'),
        'src/eval/eval.py': TWO('../data/a1.csv', '../data/b/x.csv'),
      },
      { 'src/unpool.toml': DATA, 'src/eval/eval.py': TWO('/project/src/data/a1.csv', '/project/src/data/b/x.csv') },
      {
        'unpool.toml': DATA,
        'src/eval/eval.py': `from pathlib import Path\nHERE = Path(__file__).parent\n${code.replace('"data/a1.csv"', 'HERE / "data" / "a1.csv"')}`,
      },
    ] as Record<string, string>[])
      assert.equal((await new TestWorkspace(files).findings('src/eval/eval.py')).length, 1, JSON.stringify(files));
    assert.deepEqual(await new TestWorkspace({ 'other/unpool.toml': DATA, 'eval.py': code }).findings('eval.py'), []);
  });

  it('knows remote files, folders of a hub, and later entries before earlier ones', async () => {
    const remote =
      '[[data]]\nglob = "s3://bucket/real/**"\norigin = "real"\n[[data]]\nglob = "s3://bucket/**/gen*.parquet"\norigin = "synthetic"';
    const code = TWO('s3://bucket/real/a.parquet', 's3://bucket/real/gen1.parquet').replaceAll(
      'read_csv',
      'read_parquet',
    );
    assert.deepEqual(await findings(remote, code), ['naive-pooling:4']);
    assert.deepEqual(
      await findings(
        remote
          .split('[[data]]')
          .reverse()
          .map((part) => part && `[[data]]${part}`)
          .join('\n'),
        code,
      ),
      [],
    );
  });

  it('tells rows of one file apart, by a column and its entries', async () => {
    const mixed = '[[data]]\nglob = "all.csv"\norigin = "synthetic"\ncolumn = "batch"\nvalues = ["gpt-4", 7]';
    const code = (use: string) => `import pandas as pd\n\nrows = pd.read_csv("all.csv")\n${use}\n`;
    assert.deepEqual(await findings(mixed, code('print(rows["score"].mean())')), ['naive-pooling:4']);
    for (const fine of [
      'print(rows[rows["batch"] == "people"]["score"].mean())',
      'print(rows[rows["batch"] != "gpt-4"]["score"].mean())',
      'print(rows[~rows["batch"].isin(["gpt-4", 7])]["score"].mean())',
      'print(rows.groupby("batch")["score"].mean())',
    ])
      assert.deepEqual(await findings(mixed, code(fine)), [], fine);
  });

  it('says how values were obtained, of a column or a whole file', async () => {
    const code = 'import pandas as pd\n\nrows = pd.read_csv("answers.csv")\nprint(rows["quality"].mean())\n';
    assert.deepEqual(await findings('', code), []);
    const judged = '[[data]]\nglob = "answers.csv"\nvalue-origin = "judged"';
    assert.deepEqual(await findings(judged, code), ['uncalibrated-judge:4']);
    assert.deepEqual(await findings(`${judged}\ncolumn = "quality"`, code), ['uncalibrated-judge:4']);
    assert.deepEqual(await findings(`${judged}\ncolumn = "length"`, code), []);
    const human = '[[data]]\nglob = "answers.csv"\ncolumn = "judge_score"\nvalue-origin = "measured"';
    const named = code.replace('quality', 'judge_score');
    assert.deepEqual(await findings('', named), ['uncalibrated-judge:4']);
    assert.deepEqual(await findings(human, named), []);
  });

  it('is shown where a value is pointed at', async () => {
    const workspace = new TestWorkspace({
      'unpool.toml': DATA,
      'eval.py': 'import pandas as pd\nrows = pd.read_csv("data/b/x.csv")\n',
    });
    const analysis = await workspace.analyse('eval.py');
    const value = analysis.provenanceAt(null, 'import pandas as pd\nro'.length);
    assert.deepEqual([value?.summary, value?.confidence], ['synthetic rows', 'certain']);
    assert.deepEqual(
      value?.trace.map(({ message }) => message),
      ['declared in unpool.toml: synthetic rows', 'synthetic rows read from x.csv'],
    );
  });

  it('counts for files that nobody has open, whatever their names end in', async () => {
    const toml = '[[data]]\nglob = "stuff/made"\norigin = "synthetic"\n[[data]]\nglob = "stuff/seen"\norigin = "real"';
    const code =
      'from datasets import load_from_disk, concatenate_datasets\n\nboth = concatenate_datasets([load_from_disk("stuff/seen"), load_from_disk("stuff/made")])\nprint(sum(both["score"]) / len(both))\n';
    assert.deepEqual(await storedFindings({ 'eval.py': code }), []);
    assert.deepEqual(await storedFindings({ 'eval.py': code, 'unpool.toml': toml }), ['naive-pooling:4']);
  });
});

const OWN = `from lab import ask_twice, summarise

verdicts = [ask_twice(f"Is this right? {row}") == "yes" for row in open("rows.txt")]
print(summarise(verdicts))
`;
const CATALOG =
  '[[catalog]]\ncall = "lab.ask_twice"\ndoes = { kind = "scores" }\n[[catalog]]\ncall = "*.summarise"\ndoes = { kind = "estimates", data = [0], what = "mean" }\n';

describe('Entries of a catalog in a configuration', () => {
  const code = 'import lab\n\nrows = lab.invent(100)\nprint(lab.typical(rows))\nprint(lab.typical(lab.fetch()))\n';
  const catalog = (synthesizes: string) =>
    `[[catalog]]\ncall = "${synthesizes}"\ndoes = { kind = "synthesizes", origin = "synthetic", gives = "table" }\n` +
    '[[catalog]]\ncall = "lab.both"\ndoes = { kind = "pools", parts = [0, 1] }\n' +
    '[[catalog]]\ncall = ["lab.typical", "*.typical"]\ndoes = { kind = "estimates", data = [0], what = "mean" }\n';
  const pooled =
    'import lab\nimport pandas as pd\n\nrows = lab.both(pd.read_csv("human.csv"), lab.invent(100))\nprint(lab.typical(rows))\n';

  it('take part like ours', async () => {
    assert.deepEqual(await findings('', pooled), []);
    assert.deepEqual(await findings(catalog('lab.invent'), pooled), ['naive-pooling:5']);
    assert.deepEqual(await findings(catalog('*.invent'), pooled), ['naive-pooling:5']);
    assert.deepEqual(await findings(catalog('lab.other'), pooled), []);
    assert.deepEqual(await findings(catalog('lab.invent'), code), []);
  });

  it('speak for functions of the workspace, too', async () => {
    const lab =
      'def invent(n):\n    return secret(n)\n\ndef both(a, b):\n    return secret(a, b)\n\ndef typical(rows):\n    return secret(rows)\n';
    assert.deepEqual(await findings(catalog('lab.invent'), pooled, { 'lab.py': lab }), ['naive-pooling:5']);
  });

  it('beat ours', async () => {
    const mean = '[[catalog]]\ncall = "pandas.concat"\ndoes = { kind = "nothing" }';
    assert.deepEqual(await findings(mean, MEAN), []);
    const starred = '[[catalog]]\ncall = "*.mean"\ndoes = { kind = "nothing" }';
    assert.deepEqual(await findings(starred, MEAN), []);
  });

  it('are clues: files that nobody has open are looked at', async () => {
    assert.deepEqual(await storedFindings({ 'eval.py': OWN }), []);
    assert.deepEqual(await storedFindings({ 'eval.py': OWN, 'unpool.toml': CATALOG }), ['uncalibrated-judge:4']);
  });
});

describe('Comments that silence', () => {
  const line = (comment: string) => `${POOL}print(pooled["score"].mean())  ${comment}\n`;

  it('need a reason where the configuration says so', async () => {
    const toml = 'suppressions-need-reason = true';
    assert.deepEqual(await findings('', line('# unpool: ignore[naive-pooling]')), []);
    assert.deepEqual(await findings(toml, line('# unpool: ignore[naive-pooling]')), [
      'naive-pooling:4',
      'unused-suppression:4',
    ]);
    assert.deepEqual(await findings(toml, line('# unpool: ignore[naive-pooling]: a preview')), []);
  });

  it('come with a place for the reason then', async () => {
    const inserted = async (toml: string) => {
      const analysis = await new TestWorkspace({ 'unpool.toml': toml, 'eval.py': MEAN }).analyse('eval.py');
      return analysis
        .fixes(analysis.findings[0]!)
        .filter(({ kind }) => kind === 'suppress')
        .map(({ edits }) => edits[0]!.newText);
    };
    assert.deepEqual(await inserted(''), ['# unpool: ignore[naive-pooling]\n']);
    assert.deepEqual(await inserted('suppressions-need-reason = true'), [
      '# unpool: ignore[naive-pooling] TODO: say why\n',
    ]);
  });

  it('speak of a whole statement, however many lines it has', async () => {
    const lines = ['print(', '    "the mean",', '    pooled["score"].mean(),', ')'];
    const withComment = (at: number, comment: string) =>
      `${POOL}${lines.map((text, i) => (i === at ? text + comment : text)).join('\n')}\n`;
    const comment = '  # unpool: ignore[naive-pooling]';
    assert.deepEqual(await findings('', `${POOL}# unpool: ignore[naive-pooling]\n${lines.join('\n')}\n`), []);
    assert.deepEqual(await findings('', withComment(0, comment)), []);
    assert.deepEqual(await findings('', withComment(2, comment)), []);
    assert.deepEqual(await findings('', withComment(3, comment)), []);
    const beside = ['naive-pooling:6', 'unused-suppression:5'];
    assert.deepEqual((await findings('', withComment(1, comment))).sort(), beside);
    const body = `${POOL}# unpool: ignore[naive-pooling]\nif x:\n    print(pooled["score"].mean())\n`;
    assert.deepEqual((await findings('', body)).sort(), ['naive-pooling:6', 'unused-suppression:4']);
  });

  it('are found in files without any clue, and where nobody has them open', async () => {
    const code = 'x = 1  # unpool: ignore[naive-pooling] nothing\n';
    assert.deepEqual(await storedFindings({ 'eval.py': code }), ['unused-suppression:1']);
  });

  it('are not called idle for a rule that is off, nor where all are meant and one is off', async () => {
    const code =
      'x = 1  # unpool: ignore[naive-pooling]\ny = 1  # unpool: ignore\nz = 1  # unpool: ignore[uncalibrated-judge]\n';
    assert.deepEqual(await findings('', code), [
      'unused-suppression:1',
      'unused-suppression:2',
      'unused-suppression:3',
    ]);
    assert.deepEqual(await findings('[rules]\nnaive-pooling = "off"', code), ['unused-suppression:3']);
    assert.deepEqual(await findings('[rules]\nunused-suppression = "off"', code), []);
  });

  it('are not called idle where the code could not be read to its end', async () => {
    const idle = 'x = 1  # unpool: ignore[naive-pooling]\n';
    assert.deepEqual(await findings('', `${idle}y = (1,\n`), []);
    assert.deepEqual(await findings('', `${idle}import pandas as pd\nrows = pd.read_csv("rows.csv")\n`), []);
    assert.deepEqual(
      await findings('', `${idle}import pandas as pd\nrows = pd.read_csv("rows.csv")\n`, { 'rows.csv': 'score\n1\n' }),
      ['unused-suppression:1'],
    );
    assert.deepEqual(await findings('', `import pytest\n${idle}`), []);
  });

  it('end with their block, and with their cell', async () => {
    const workspace = new TestWorkspace({});
    const uri = `${ROOT}/n.ipynb`;
    const cells = [
      `${POOL}# unpool: ignore-start[naive-pooling]\nprint(pooled["score"].mean())`,
      'print(pooled["length"].mean())',
      '# unpool: ignore-end[naive-pooling]',
      '# unpool: ignore-start[naive-pooling, uncalibrated-judge]\n# unpool: ignore-start\n# unpool: ignore-end\nprint(pooled["x"].mean())',
    ];
    const units = cells.map((text, i) => ({ uri: `${uri}#${i}`, cell: i + 1, text, version: 1 }));
    const analysis = await (await workspace.ready).analyse({ uri, language: 'python', units }, { minConfidence: null });
    assert.deepEqual(
      analysis!.findings.map(({ rule, place, message }) => [
        rule,
        place.cell,
        /ends nothing|nothing of [\w-]+|nothing:/.exec(message)?.[0],
      ]),
      [
        ['naive-pooling', 2, undefined],
        ['unused-suppression', 3, 'ends nothing'],
        ['unused-suppression', 4, 'nothing of naive-pooling'],
        ['unused-suppression', 4, 'nothing:'],
        ['naive-pooling', 4, undefined],
      ],
    );
  });

  it('are taken out by their correction, with their end', async () => {
    const repaired = async (code: string) => {
      const analysis = await new TestWorkspace({ 'eval.py': code }).analyse('eval.py');
      const edits = analysis.findings.flatMap((finding) => analysis.fixes(finding)[0]?.edits ?? []);
      return edits
        .sort((a, b) => b.place.start - a.place.start)
        .reduce((text, { place, newText }) => text.slice(0, place.start) + newText + text.slice(place.end), code);
    };
    assert.equal(
      await repaired('# unpool: ignore-start[naive-pooling]\nx = 1\n# unpool: ignore-end[naive-pooling]\ny = 2\n'),
      'x = 1\ny = 2\n',
    );
    assert.equal(await repaired('x = 1  # noqa  # unpool: ignore\n'), 'x = 1  # noqa\n');
    assert.equal(await repaired('x = 1 # unpool: ignore'), 'x = 1');
    assert.equal(await repaired('if x:\n    # unpool: ignore\n    y = 1\n'), 'if x:\n    y = 1\n');
    assert.equal(await repaired('x = 1\r\n# unpool: ignore\r\ny = 1\r\n'), 'x = 1\r\ny = 1\r\n');
    assert.equal(await repaired('x = 1  # unpool: ignore[naive-poling]\n'), 'x = 1  # unpool: ignore[naive-pooling]\n');
  });

  it('tell of words that are none', async () => {
    const message = async (comment: string) => {
      const { findings: found } = await new TestWorkspace({ 'eval.py': `rows = load()  ${comment}\n` }).analyse(
        'eval.py',
      );
      return found[0]?.message;
    };
    assert.equal(await message('# unpool: synthetic'), undefined);
    assert.equal(await message('# unpool: judged calibrated-by=human_label'), undefined);
    assert.match(
      (await message('# unpool: judged calibrate-by=human_label'))!,
      /does not understand "calibrate-by=" in this comment\. Did you mean "calibrated-by="/,
    );
    assert.match(
      (await message('# unpool: sythetic'))!,
      /does not understand "sythetic" in this comment\. Did you mean "synthetic"/,
    );
    assert.match((await message('# unpool: ignore-begin[naive-pooling]'))!, /does not understand "ignore-begin"/);
    assert.match((await message('# unpool: ignore[]'))!, /names no rule/);
    for (const slip of [
      'ignore naive-pooling',
      'ignore(naive-pooling) x',
      'ignore[naive-pooling x',
      'ignore: naive-pooling',
    ])
      assert.match((await message(`# unpool: ${slip}`))!, /rules are named in brackets right behind "ignore"/);
    assert.match((await message('# unpool:'))!, /says nothing/);
    assert.deepEqual(await findings('', line('# unpool: ignore naive-pooling, a preview')), [
      'naive-pooling:4',
      'unused-suppression:4',
    ]);
    assert.deepEqual(await findings('', line('# unpool: ignore only a preview')), []);
    assert.match(
      (await message('# unpool: ignore[zzzzzzzzzzzzzzzzzzz]'))!,
      /There is no rule "z+"\. The rules are naive-pooling/,
    );
  });
});

describe('A declaration against the code', () => {
  it('wins, and the value says what it was declared against', async () => {
    const told = async (code: string) => {
      const text = `${code}\nrows\n`;
      const analysis = await new TestWorkspace({ 'eval.py': text }).analyse('eval.py');
      const value = analysis.provenanceAt(null, text.lastIndexOf('rows') + 1);
      return [value?.summary, value?.trace.at(-1)?.message];
    };
    const made = 'import lab, pandas as pd\nfrom ctgan import CTGAN\n';
    assert.deepEqual(await told(`${made}rows = CTGAN().sample(100)  # unpool: real`), [
      'real rows',
      'declared real by a comment, against the code (synthetic rows made by sample())',
    ]);
    assert.deepEqual(await told(`${made}rows = CTGAN().sample(100)  # unpool: synthetic`), [
      'synthetic rows',
      'declared synthetic by a comment',
    ]);
    assert.deepEqual(await told(`${made}rows = pd.read_csv("rows.csv")  # unpool: synthetic`), [
      'synthetic rows',
      'declared synthetic by a comment',
    ]);
  });
});
