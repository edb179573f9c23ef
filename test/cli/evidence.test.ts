import assert from 'node:assert/strict';
import { join } from 'node:path';
import { run } from '../../server/src/cli/commands.ts';
import { compareCommand } from '../../server/src/cli/compare.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder } from './folder.ts';

const scores = (from: number, count: number): string =>
  `score\n${Array.from({ length: count }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

const pool = (data: string): string => `import pandas as pd

pooled = pd.concat([pd.read_csv("${data}/human.csv"), pd.read_csv("${data}/synthetic.csv")])
print(pooled["score"].mean())
`;

const FILES = { '.git/HEAD': '', 'data/human.csv': scores(3, 40), 'data/synthetic.csv': scores(4, 900) };

describe('Evidence on the command line', function () {
  this.timeout(120_000);
  let folder: Folder;
  afterEach(() => folder.remove());

  const save = () =>
    runIn(folder.path, compareCommand, ['data/human.csv', 'data/synthetic.csv', '--margin', '0.1', '--save-evidence']);

  async function check(cwd: string, ...args: readonly string[]) {
    const { out, err, status } = await runIn(join(folder.path, cwd), run, ['check', '--format', 'json', ...args]);
    const { findings, errors } = JSON.parse(out);
    return { findings, errors, err, status };
  }

  it('and what the files hold count the same wherever in the repository a check is run', async () => {
    folder = await Folder.with({ ...FILES, 'src/eval.py': pool('../data'), 'src/lib/x.py': '' });
    const at = async (cwd: string, ...args: readonly string[]) =>
      (await check(cwd, ...args)).findings.map(({ severity, message }: Record<string, string>) => [severity, message]);
    const without = await at('.');
    assert.match(without[0][1], /Going by the files, 40 real rows/);
    assert.deepEqual(await at('src'), without);
    await save();
    const [[severity, message]] = await at('.');
    assert.equal(severity, 'error');
    assert.match(message, /The data were checked: they have a shift/);
    assert.deepEqual(await at('src'), [[severity, message]]);
    assert.deepEqual(await at('src/lib', '../eval.py'), [[severity, message]]);
    await Folder.write(folder.path, { 'data/synthetic.csv': scores(5, 900) });
    const rules = (await check('src')).findings.map(({ rule }: { rule: string }) => rule);
    assert.deepEqual(rules, ['naive-pooling', 'stale-evidence']);
  });

  it('above the repository is not read', async () => {
    folder = await Folder.with({ ...FILES, 'inner/.git/HEAD': '', 'inner/eval.py': pool('../data') });
    await save();
    const [finding] = (await check('inner')).findings;
    assert.equal(finding.severity, 'warning');
    assert.doesNotMatch(finding.message, /Going by the files|were checked/);
  });

  for (const [what, broken, problem] of [
    ['cut off', '{"version": 1, "evidence": [', /^line 1, column \d+: This file is no JSON/],
    ['in an unfinished merge', '{"version": 1,\n<<<<<<< HEAD\n', /^line 2, column 1: A merge was left unfinished/],
    ['newer', '{"version": 7, "evidence": []}', /^line 1, column 13: This evidence is of version 7/],
    [
      'of other types',
      '{"version": 1, "evidence": [1, 2, 3]}',
      /^line 1, column 29: .* 2 more mistakes: unpool evidence verify has them all\.$/,
    ],
  ] as const)
    it(`is told of as of a configuration where it is ${what}, once`, async () => {
      folder = await Folder.with({ ...FILES, 'eval.py': pool('data'), 'src/eval.py': pool('../data') });
      await Folder.write(folder.path, { 'unpool.evidence.json': broken });
      const { errors, err, findings, status } = await check('.');
      assert.equal(status, 2);
      assert.equal(findings.length, 2);
      assert.equal(errors.length, 1);
      assert.equal(errors[0].path, 'unpool.evidence.json');
      assert.match(errors[0].message, problem);
      assert.equal(err, `unpool: unpool.evidence.json: ${errors[0].message}\n`);
      assert.equal((await check('src')).errors[0].path, '../unpool.evidence.json');
    });

  it('that is broken is told of in every format', async () => {
    folder = await Folder.with({ ...FILES, 'eval.py': 'x = 1\n', 'unpool.evidence.json': '{' });
    for (const format of ['text', 'sarif', 'github', 'junit']) {
      const { out, err, status } = await runIn(folder.path, run, ['check', '--format', format]);
      assert.equal(status, 2, format);
      assert.match(format === 'text' ? err : out, /unpool\.evidence\.json/, format);
      if (format === 'github') assert.match(out, /^::error file=unpool\.evidence\.json,line=1,col=2::/);
    }
  });
});
