import assert from 'node:assert/strict';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Folder, notebook, paths } from './folder.ts';

const HEADER = '{"unpool-baseline": 1}\n';

describe('unpool check --baseline', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  const write = (...args: readonly string[]) => folder.check(['--write-baseline', 'known.jsonl', ...args]);
  const shown = async (...args: readonly string[]) => paths(await folder.json(['--baseline', 'known.jsonl', ...args]));
  const put = (name: string, text: string) => writeFile(join(folder.path, name), text);

  it('is written with a finding on each line, sorted by path, and by nothing that moves', async () => {
    folder = await Folder.with({
      'b.py': '  x = POOLED\n',
      'a/é "c".py': 'JUDGED\n',
      'a.ipynb': notebook({ type: 'code', source: 'POOLED' }),
    });
    const { out, err, status } = await write();
    assert.deepEqual([out, err, status], ['3 findings in known.jsonl (3 new, 0 gone)\n', '', 0]);
    const text = await folder.read('known.jsonl');
    assert.equal(
      text,
      `${HEADER}{"path": "a.ipynb", "id": "naive-pooling-0", "confidence": "likely", "code": "POOLED"}
{"path": "a/é \\"c\\".py", "id": "uncalibrated-judge-0", "confidence": "certain", "code": "JUDGED"}
{"path": "b.py", "id": "naive-pooling-0", "confidence": "likely", "code": "x = POOLED"}
`,
    );
    await put('b.py', `# a line above\n\n${await folder.read('b.py')}`);
    assert.match((await write()).out, /^3 findings in known\.jsonl \(0 new, 0 gone\)$/m);
    assert.equal(await folder.read('known.jsonl'), text);
    assert.deepEqual((await readdir(folder.path)).sort(), ['a', 'a.ipynb', 'b.py', 'known.jsonl']);
  });

  it('hides what it holds, and says so; what is new is shown, and fails', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED\n', 'b.py': '' });
    await write();
    const { out, err, status } = await folder.check(['--baseline', 'known.jsonl']);
    assert.equal(out, 'No findings in 2 files, 1 in the baseline\n');
    assert.deepEqual([err, status], ['', 0]);
    await put('a.py', 'POOLED\nPOOLED\n');
    const again = await folder.check(['--baseline', 'known.jsonl']);
    assert.match(again.out, /^a\.py:2:1 warning/);
    assert.match(again.out, /^1 finding \(1 warning\) in 2 files, 1 more in the baseline$/m);
    assert.equal(again.status, 1);
  });

  it('is one of its own folder, wherever the command runs', async () => {
    folder = await Folder.with({ 'eval/a.py': 'POOLED', 'ci/x': '' });
    await folder.check(['--write-baseline', 'ci/known.jsonl']);
    assert.match(await folder.read('ci/known.jsonl'), /"path": "\.\.\/eval\/a\.py"/);
    const { findings } = await folder.json(['--baseline', '../ci/known.jsonl'], { cwd: 'eval' });
    assert.deepEqual(findings, []);
  });

  it('names what is no longer there, of what this run looked for', async () => {
    folder = await Folder.with({
      'a.py': 'POOLED\nJUDGED\n',
      'b.py': 'POOLED\n',
      'c.py': 'POOLED\n',
      'd.py': 'POOLED\n',
    });
    await write();
    await put('a.py', 'x = 1\n');
    await put('b.py', 'x = 1\n');
    await rm(join(folder.path, 'c.py'));
    const gone = async (...args: readonly string[]) => (await folder.check(['--baseline', 'known.jsonl', ...args])).err;
    assert.equal(
      await gone('a.py', '--select', 'naive-pooling'),
      '2 findings of known.jsonl are no longer there; --write-baseline known.jsonl takes them out:\n' +
        '  a.py: POOLED\n  c.py: POOLED\n',
    );
    assert.match(await gone('a.py', '--min-confidence', 'certain'), /^2 findings .*\n {2}a\.py: JUDGED\n {2}c\.py/);
    assert.match(await gone(), /^4 findings/);
  });

  it('loses what is gone when written again, and keeps what was not looked for', async () => {
    folder = await Folder.with({
      'a.py': 'POOLED\nJUDGED\n',
      'b.py': 'POOLED\n',
      'c.ipynb': notebook({ type: 'code', source: 'POOLED' }),
    });
    await write();
    await put('a.py', 'POOLED\nPOOLED\n');
    await put('c.ipynb', '{');
    const { out, status } = await write('a.py', 'c.ipynb');
    assert.equal(status, 2);
    assert.equal(out, '4 findings in known.jsonl (1 new, 1 gone)\n');
    const ids = (await folder.read('known.jsonl')).match(/"path.*?(?=, "conf)/g);
    assert.deepEqual(ids, [
      '"path": "a.py", "id": "naive-pooling-0"',
      '"path": "a.py", "id": "naive-pooling-1"',
      '"path": "b.py", "id": "naive-pooling-0"',
      '"path": "c.ipynb", "id": "naive-pooling-0"',
    ]);
  });

  it('is left alone by --fix', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED\n' });
    await write();
    await put('a.py', 'POOLED\nPOOLED\n');
    const { status } = await folder.check(['--fix', '--baseline', 'known.jsonl']);
    assert.equal(await folder.read('a.py'), 'POOLED\nSPLIT\n');
    assert.equal(status, 0);
  });

  it('may have Windows line ends, lines twice from a merge, and none at the end', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED' });
    await write();
    const [header, line] = (await folder.read('known.jsonl')).split('\n');
    await put('known.jsonl', `${header}\r\n${line}\r\n\r\n${line}`);
    assert.deepEqual(await shown(), []);
  });

  const entry = '{"path": "a.py", "id": "naive-pooling-0", "confidence": "likely", "code": ""}';
  const wrong: readonly (readonly [string, string, RegExp])[] = [
    ['is none', 'x = 1\n', /^known\.jsonl:1:1: not a baseline of Unpool; expected \{"unpool-baseline": 1\}/],
    ['is empty', '', /^known\.jsonl:1:1: not a baseline/],
    ['is newer', '{"unpool-baseline": 2}\n', /^known\.jsonl:1:1: this baseline is of version 2; .* reads version 1/],
    ['is no JSON', `${HEADER}${entry}\n{"path": x}`, /^known\.jsonl:3:10: not valid JSON: expected a value\.$/],
    ['is a list', `${HEADER} []`, /^known\.jsonl:2:2: expected a finding/],
    ['lacks a key', `${HEADER}{"path": "a.py"}`, /^known\.jsonl:2:1: the finding has no "id"/],
    ['has a number', `${HEADER}${entry.replace('"a.py"', '1')}`, /^known\.jsonl:2:10: "path": expected text/],
    [
      'has a wrong word',
      `${HEADER}${entry.replace('likely', 'sure')}`,
      /^known\.jsonl:2:57: "confidence": expected certain, likely, possible/,
    ],
    ['was half merged', `${HEADER}<<<<<<< HEAD\n`, /^known\.jsonl:2:1: a merge was left unfinished here/],
  ];
  for (const [what, text, message] of wrong) {
    it(`is refused where it ${what}, and not overwritten`, async () => {
      folder = await Folder.with({ 'a.py': 'POOLED', 'known.jsonl': text });
      for (const option of ['--baseline', '--write-baseline']) {
        const { out, err, status } = await folder.check([option, 'known.jsonl']);
        assert.deepEqual([out, status], ['', 2]);
        assert.match(err, message);
      }
      assert.equal(await folder.read('known.jsonl'), text);
    });
  }

  const refused: readonly (readonly [readonly string[], RegExp])[] = [
    [
      ['--baseline', 'none.jsonl'],
      /there is no baseline none\.jsonl; "unpool check --write-baseline none\.jsonl" writes one/,
    ],
    [['--baseline', ''], /--baseline is empty; it takes the name of a file/],
    [['--write-baseline', 'no/known.jsonl'], /^no\/known\.jsonl cannot be written: there is no such folder\.$/],
    [['--write-baseline', 'k', '--baseline', 'k'], /--write-baseline prints no findings; leave out --baseline/],
    [['--write-baseline', 'k', '--fix'], /leave out --fix/],
    [['--write-baseline', 'k', '-'], /standard input has no path/],
  ];
  for (const [args, message] of refused) {
    it(`refuses ${args.join(' ')}`, async () => {
      folder = await Folder.with({ 'a.py': 'POOLED' });
      const { err, status } = await folder.check(args);
      assert.equal(status, 2);
      assert.match(err, message);
    });
  }
});
