import assert from 'node:assert/strict';
import { run } from '../../server/src/cli/commands.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder } from './folder.ts';

const MEAN =
  'import pandas as pd\n\npooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\nprint(pooled["score"].mean())\n';
const OFF = '[rules]\nnaive-pooling = "off"\n';

describe('A configuration on the command line', function () {
  this.timeout(120_000);
  let folder: Folder;
  afterEach(() => folder.remove());

  const unpool = (...args: readonly string[]) => runIn(folder.path, run, args);
  const check = async (...args: readonly string[]) => {
    const { out, err, status } = await unpool('check', '--format', 'json', ...args);
    const { findings, errors, filesChecked } = JSON.parse(out);
    const found = findings.map(
      ({ path, line, rule, severity }: Record<string, unknown>) => `${path}:${line} ${severity} ${rule}`,
    );
    return { found, errors, filesChecked, err, status };
  };

  it('holds for what lies below it, the nearest first', async () => {
    folder = await Folder.with({
      '.git/HEAD': '',
      'unpool.toml': '[rules]\nnaive-pooling = "hint"\n',
      'a.py': MEAN,
      'one/pyproject.toml': '[tool.unpool.rules]\nnaive-pooling = "error"\n',
      'one/deep/er/a.py': MEAN,
      'two/package.json': '{ "unpool": { "rules": { "naive-pooling": "off" } } }',
      'two/a.py': MEAN,
    });
    const { found, status } = await check('.');
    assert.deepEqual(found, ['a.py:4 hint naive-pooling', 'one/deep/er/a.py:4 error naive-pooling']);
    assert.equal(status, 1);
    assert.equal((await check('a.py')).status, 0);
  });

  it('is looked for up to the root of the repository, above the working directory too', async () => {
    folder = await Folder.with({
      'unpool.toml': OFF,
      'repo/.git/HEAD': '',
      'repo/src/a.py': MEAN,
      'loose/src/a.py': MEAN,
    });
    const { out } = await runIn(`${folder.path}/repo/src`, run, ['check', '--format', 'json']);
    assert.equal(JSON.parse(out).findings.length, 1);
    const loose = await runIn(`${folder.path}/loose/src`, run, ['check', '--format', 'json']);
    assert.equal(JSON.parse(loose.out).findings.length, 0);
  });

  it('leaves files out, but not those that are named', async () => {
    folder = await Folder.with({ 'unpool.toml': 'exclude = ["old/"]\n', 'a.py': MEAN, 'old/b.py': MEAN });
    assert.deepEqual((await check('.')).found, ['a.py:4 warning naive-pooling']);
    assert.equal((await check('.')).filesChecked, 1);
    assert.deepEqual((await check('old/b.py')).found, ['old/b.py:4 warning naive-pooling']);
  });

  it('gives way to what is typed', async () => {
    folder = await Folder.with({ 'unpool.toml': 'min-confidence = "certain"\n', 'off.toml': OFF, 'a.py': MEAN });
    assert.deepEqual((await check()).found, []);
    assert.deepEqual((await check('--min-confidence', 'likely')).found, ['a.py:4 warning naive-pooling']);
    assert.deepEqual((await check('--config', 'off.toml', '--min-confidence', 'likely')).found, []);
  });

  it('is one for all where it is named, and must be there', async () => {
    folder = await Folder.with({
      'other.toml': OFF,
      'a.py': MEAN,
      'b/unpool.toml': '',
      'c/unpool.toml': '',
      'c/pyproject.toml': '[tool.unpool.rules]\nnaive-pooling = "off"\n',
      'b/b.py': MEAN,
      'pyproject.toml': '',
    });
    assert.equal((await check('.')).found.length, 2);
    assert.deepEqual((await check('--config', 'other.toml')).found, []);
    assert.deepEqual((await check('--config', 'c/pyproject.toml')).found, []);
    const refused = async (file: string) => {
      const { err, status } = await unpool('check', '--config', file);
      assert.equal(status, 2);
      return err;
    };
    assert.match(await refused('gone.toml'), /--config gone\.toml: no such file/);
    assert.match(await refused('a.py'), /--config takes a TOML file, or a package\.json; got "a\.py"/);
    assert.match(await refused('pyproject.toml'), /--config pyproject\.toml: says nothing of Unpool/);
  });

  it('that is wrong is told with its place and ends with status 2; the rest is checked, and the rest of it holds', async () => {
    folder = await Folder.with({
      'unpool.toml': '[rules]\nnaive-poling = "off"\nnaive-pooling = "error"\n',
      'a.py': MEAN,
      'b/unpool.toml': 'min-confidence = likely\n',
      'b/b.py': MEAN,
      'c/unpool.toml': 'wrong, and above no file',
    });
    const { found, err, errors, status, filesChecked } = await check('.');
    assert.equal(status, 2);
    assert.deepEqual(found, ['a.py:4 error naive-pooling', 'b/b.py:4 warning naive-pooling']);
    assert.equal(filesChecked, 2);
    assert.deepEqual(err.split('\n'), [
      'unpool: unpool.toml: line 2, column 1: "rules" has no "naive-poling". Did you mean "naive-pooling"?',
      'unpool: b/unpool.toml: line 1, column 18: This file is no TOML: texts stand in quotes: "likely".',
      '',
    ]);
    assert.deepEqual(
      errors.map(({ path }: { path: string }) => path),
      ['unpool.toml', 'b/unpool.toml'],
    );
  });

  it('shows the step that points into it', async () => {
    folder = await Folder.with({
      'unpool.toml': '\n[[data]]\nglob = "rows/*.csv"\norigin = "synthetic"\n',
      'a.py': MEAN.replace('synthetic.csv', 'rows/x.csv'),
    });
    const { out } = await unpool('check', 'a.py');
    assert.match(out, /unpool\.toml:3 {2}declared in unpool\.toml: synthetic rows\n/);
  });

  it('has no say in what is a comment in vain, whatever rules are selected', async () => {
    folder = await Folder.with({
      'a.py': `${MEAN.trimEnd()}  # unpool: ignore[naive-pooling] a preview\n`,
      'b.py': 'x = 1  # unpool: ignore[naive-pooling] nothing\n',
    });
    assert.deepEqual((await check('--select', 'unused-suppression')).found, ['b.py:1 warning unused-suppression']);
    assert.deepEqual((await check('--select', 'naive-pooling')).found, []);
    assert.equal((await check('--fix')).status, 0);
    assert.equal(await folder.read('b.py'), 'x = 1\n');
  });

  it('gives its margin to a comparison that names none', async () => {
    const rows = (shift: number) => `score\n${Array.from({ length: 60 }, (_, i) => (i % 7) / 10 + shift).join('\n')}\n`;
    folder = await Folder.with({
      'unpool.toml': '[margins]\nscore = 0.25\n',
      'real.csv': rows(0),
      'made.csv': rows(0.1),
    });
    const margin = async (...more: readonly string[]) => {
      const { out } = await unpool('compare', 'real.csv', 'made.csv', '--format', 'json', ...more);
      const [, margin, isDefault] = /"margin": (.*),\s*"marginIsDefault": (.*),/.exec(out) ?? [];
      return [Number(margin), isDefault === 'true'];
    };
    assert.deepEqual(await margin(), [0.25, false]);
    assert.deepEqual(await margin('--margin', '0.5'), [0.5, false]);
  });

  describe('is printed by unpool config', () => {
    it('for each path', async () => {
      folder = await Folder.with({
        '.git/HEAD': '',
        'a.py': '',
        'b/unpool.toml':
          'min-confidence = "certain"\n[rules]\nnaive-pooling = "off"\n[[data]]\nglob = "x.csv"\norigin = "real"\n[fix]\npython = "judgy"\n',
        'b/b.py': '',
      });
      assert.deepEqual(await unpool('config', 'a.py', 'b', 'b/b.py'), {
        status: 0,
        err: '',
        out: `a.py: no configuration, so the defaults hold\n${['b', 'b/b.py']
          .map(
            (path) => `${path}: b/unpool.toml
  min-confidence = "certain"
  rules.naive-pooling = "off"
  data = {"glob":"x.csv","origin":"real"}
  fix.python = "judgy"
`,
          )
          .join('')}`,
      });
    });

    it('with what is wrong', async () => {
      folder = await Folder.with({ 'unpool.toml': 'min-confidence = 3\n' });
      const { status, out, err } = await unpool('config');
      assert.deepEqual([status, out], [2, '.: unpool.toml\n  sets nothing\n']);
      assert.equal(
        err,
        'unpool: unpool.toml: line 1, column 18: "min-confidence" takes "certain", "likely", "possible"; got 3.\n',
      );
      assert.match((await unpool('config', 'gone')).err, /unpool: gone: no such file or folder/);
      assert.match((await unpool('config', '--all')).err, /config takes paths only; got "--all"/);
      assert.match((await unpool('config', '--help')).out, /^unpool config \[PATH…\]/);
    });
  });
});
