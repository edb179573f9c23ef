import assert from 'node:assert/strict';
import { run } from '../../server/src/cli/commands.ts';
import { runIn } from '../../server/src/cli/test-run.ts';
import { Folder, notebook } from './folder.ts';

const UNREAD = 'cannot be read as Python, so it was not checked; the rest of the file was';

describe('What could not be read as Python', function () {
  this.timeout(120_000);
  let folder: Folder;
  afterEach(() => folder.remove());

  it('is told in a line for each file, and does not change the exit status', async () => {
    folder = await Folder.with({
      'a.py': 'x = 1\n  BROKEN\n',
      'b.ipynb': notebook({ type: 'markdown', source: 'a' }, { type: 'code', source: 'BROKEN' }),
      'c.py': 'BROKEN\nBROKEN\nx\nBROKEN\nBROKEN\ny\nBROKEN',
      'd.py': 'x = 1',
    });
    const { out, err, status } = await folder.check([]);
    assert.equal(status, 0);
    assert.deepEqual(err.split('\n'), [
      `unpool: warning: a.py:2:3: line 2 ${UNREAD}`,
      `unpool: warning: b.ipynb:cell 2:1:1: line 1 ${UNREAD}`,
      'unpool: warning: c.py:1:1: lines 1 to 2 and 2 more places cannot be read as Python, so they were not checked; the rest of the file was',
      '',
    ]);
    assert.equal(out, 'No findings in 4 files\n3 files could not be read in full\n');
  });

  it('is in the JSON, with its place', async () => {
    folder = await Folder.with({ 'a.py': '😀 BROKEN\nPOOLED' });
    const { warnings, errors, status, findings } = await folder.json([]);
    assert.deepEqual(
      [status, errors, findings.length, warnings],
      [1, [], 1, [{ path: 'a.py', cell: null, line: 1, column: 4, message: `line 1 ${UNREAD}` }]],
    );
  });

  it('does not flood a terminal', async () => {
    const broken = Array.from({ length: 14 }, (_, i) => [`${i}.py`, 'BROKEN'] as const);
    folder = await Folder.with(Object.fromEntries(broken));
    const { err } = await folder.check([]);
    assert.equal(err.match(/^unpool: warning: /gm)?.length, 10);
    assert.match(err, /^unpool: and 4 more warnings; --format json has them all\n$/m);
    assert.equal((await folder.json([])).warnings.length, 14);
    const { out } = await folder.check(['--format', 'github']);
    assert.equal(out.match(/^::warning/gm)?.length, 10);
  });

  it('may hold findings of a baseline still', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED' });
    await folder.check(['--write-baseline', 'known.jsonl']);
    await Folder.write(folder.path, { 'a.py': 'BROKEN' });
    assert.doesNotMatch((await folder.check(['--baseline', 'known.jsonl'])).err, /no longer there/);
    const { out, err } = await folder.check(['--write-baseline', 'known.jsonl']);
    assert.match(out, /^1 finding in known\.jsonl \(0 new, 0 gone\)$/m);
    assert.match(err, /^unpool: warning: a\.py:1:1: /);
  });

  it('is told of code that has nothing to do with data, and not of magics, Python 2 or code that is right', async () => {
    folder = await Folder.with({
      'broken.py': 'import os\n\ndef f(:\n    return 1\n\nx = 1\n',
      'half.py': 'import pandas as pd\ndef f():\n    x = (1,\n    return x\nprint(f())\n',
      'two.py': 'print "hello"\nprint >>out, x\nexec "x = 1"\nraise ValueError, "no"\n',
      'right.py': 'match x:\n    case 1:\n        print(f"{x["a"]}")\n',
      'magic.ipynb': notebook(
        { type: 'code', source: 'pip install pandas\n%matplotlib inline\n!ls' },
        { type: 'code', source: '% pip install --upgrade numpy\nconda install -c x numpy\nx = 1' },
      ),
    });
    const { err, status } = await runIn(folder.path, run, ['check']);
    assert.equal(status, 0);
    assert.deepEqual(
      err.split('\n').map((line) => line.split(' ')[2]),
      ['broken.py:3:1:', 'half.py:3:5:', undefined],
    );
  });
});

describe('Of many files', () => {
  it('those in which nothing can be found are not parsed, and those in which something can are told', async () => {
    const files = Array.from({ length: 101 }, (_, i) => [`${i}.py`, 'def f(:\n'] as const);
    const pooled = 'import pandas as pd\nx = (\nprint(pd.concat([real, synthetic])["score"].mean())\n';
    const folder = await Folder.with({ ...Object.fromEntries(files), 'pooled.py': pooled });
    try {
      const { err } = await runIn(folder.path, run, ['check']);
      assert.deepEqual(
        err.split('\n').map((line) => line.split(' ')[2]),
        ['pooled.py:2:1:', undefined],
      );
    } finally {
      await folder.remove();
    }
  });
});

describe('A folder with nothing to check', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it('is named, and is no failure', async () => {
    folder = await Folder.with({ 'data/a.csv': '', 'src/a.py': '' });
    const { out, err, status } = await folder.check(['data', 'src']);
    assert.equal(status, 0);
    assert.equal(err, 'unpool: warning: no code to check found in data (Python, notebooks, TypeScript, JavaScript)\n');
    assert.equal(out, 'No findings in 1 file\n');
    const { warnings } = await folder.json(['data']);
    assert.deepEqual(warnings, [
      {
        path: 'data',
        cell: null,
        line: null,
        column: null,
        message: 'no code to check found in data (Python, notebooks, TypeScript, JavaScript)',
      },
    ]);
    assert.match((await folder.check([], { cwd: 'data' })).err, /found in \. \(/m);
    assert.equal((await folder.check(['gone'])).err, 'unpool: gone: no such file or folder\n');
  });

  it('may be one since its files are left out', async () => {
    folder = await Folder.with({
      '.git/HEAD': '',
      '.gitignore': 'made/\n',
      'a/made/x.py': '',
      'b/old/x.py': '',
      'unpool.toml': 'exclude = ["old/"]\n',
    });
    const { err } = await folder.check(['a', 'b']);
    assert.deepEqual(err.split('\n'), [
      'unpool: warning: no code to check found in a (Python, notebooks, TypeScript, JavaScript); --no-ignore also searches what .gitignore leaves out',
      'unpool: warning: "exclude" in the configuration leaves out all code in b',
      '',
    ]);
  });
});
