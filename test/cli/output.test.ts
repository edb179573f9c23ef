import assert from 'node:assert/strict';
import { lstat, mkdir, readdir, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Folder } from './folder.ts';

describe('unpool check --output', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  for (const format of ['text', 'json', 'sarif', 'github', 'junit']) {
    it(`writes to a file what ${format} prints, and says how much`, async () => {
      folder = await Folder.with({ 'a.py': 'POOLED', 'b.ipynb': '{', 'report.x': 'old' });
      const printed = await folder.check(['--format', format, '.']);
      const { out, err, status } = await folder.check(['--format', format, '-o', 'report.x', '.']);
      assert.deepEqual([out, status], ['', printed.status]);
      assert.equal(err, `${printed.err}1 finding (1 warning) in 1 file, written to report.x\n`);
      assert.equal(await folder.read('report.x'), printed.out);
      assert.deepEqual((await readdir(folder.path)).sort(), ['a.py', 'b.ipynb', 'report.x']);
    });
  }

  for (const [name, beginning] of [
    ['x.sarif', '{"$schema"'],
    ['x.json', '{"version": 1'],
    ['x.XML', '<?xml'],
    ['x.txt', 'a.py:1:1'],
    ['x', 'a.py:1:1'],
    ['.x', 'a.py:1:1'],
  ] as const) {
    it(`takes the format of ${name} from its ending`, async () => {
      folder = await Folder.with({ 'a.py': 'POOLED' });
      await folder.check(['--output', name]);
      assert.ok((await folder.read(name)).startsWith(beginning));
    });
  }

  it('is refused where its ending names no format', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED' });
    const { err, status } = await folder.check(['-o', 'x.csv']);
    assert.equal(status, 2);
    assert.equal(
      err,
      '--output x.csv: ".csv" names no format; add --format text, json, sarif, github, junit, or end in .txt, .json, .sarif or .xml.',
    );
    assert.deepEqual(await readdir(folder.path), ['a.py']);
    assert.equal((await folder.check(['-o', 'x.csv', '--format', 'text'])).status, 1);
  });

  it('has a patch for --diff, whatever its ending', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED\n' });
    await folder.check(['--diff', '-o', 'x.patch']);
    assert.match(await folder.read('x.patch'), /^--- a\/a\.py$/m);
  });

  it('follows a link, and leaves a device what it is', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED', 'real.json': 'old' });
    await symlink('/dev/null', join(folder.path, 'null'));
    await symlink('real.json', join(folder.path, 'link.json'));
    await folder.check(['-o', 'null']);
    assert.ok((await stat(join(folder.path, 'null'))).isCharacterDevice());
    await folder.check(['-o', 'link.json']);
    assert.ok((await lstat(join(folder.path, 'link.json'))).isSymbolicLink());
    assert.match(await folder.read('real.json'), /"version": 1/);
  });

  it('is refused, before anything is checked, where the file cannot be', async () => {
    folder = await Folder.with({ 'a.py': 'POOLED' });
    await mkdir(join(folder.path, 'sub'));
    for (const [name, reason] of [
      ['no/x', 'there is no such folder'],
      ['a.py/x', 'there is no such folder'],
      ['sub', 'it is a folder'],
    ] as const) {
      const { out, err, status } = await folder.check(['-o', name, 'missing.py']);
      assert.deepEqual([out, err, status], ['', `${name} cannot be written: ${reason}.`, 2]);
    }
  });
});
