import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { Folder, paths } from './folder.ts';

describe('unpool check, which files', () => {
  let folder: Folder;
  afterEach(() => folder.remove());

  it('leaves out what .gitignore files at each level leave out', async () => {
    folder = await Folder.with({
      '.gitignore': '*.gen.py\n/build/\n',
      'a.py': 'POOLED',
      'a.gen.py': 'POOLED',
      'build/x.py': 'POOLED',
      'sub/.gitignore': 'local.py\n!kept.gen.py\n',
      'sub/build/x.py': 'POOLED',
      'sub/kept.gen.py': 'POOLED',
      'sub/local.py': 'POOLED',
      'sub/deep/local.py': 'POOLED',
    });
    const expected = ['a.py', 'sub/build/x.py', 'sub/kept.gen.py'];
    assert.deepEqual(paths(await folder.json([])), expected);
    assert.equal(paths(await folder.json(['--no-ignore'])).length, 7);
  });

  it('honours the .gitignore above the folder that is named, up to the repository', async () => {
    folder = await Folder.with({
      '.gitignore': 'a.py\n',
      'repo/.git/HEAD': '',
      'repo/.gitignore': 'b.py\n',
      'repo/sub/a.py': 'POOLED',
      'repo/sub/b.py': 'POOLED',
    });
    assert.deepEqual(paths(await folder.json(['repo/sub'])), ['repo/sub/a.py']);
  });

  it('reads no pipe and no device', async function () {
    if (process.platform === 'win32') this.skip();
    this.timeout(20_000);
    folder = await Folder.with({ 'a.py': 'POOLED' });
    execFileSync('mkfifo', ['pipe.py', '.gitignore'], { cwd: folder.path });
    await symlink('/dev/zero', join(folder.path, 'zero.py'));
    assert.deepEqual(paths(await folder.json(['.'])), ['a.py']);
    const { status, errors } = await folder.json(['a.py', 'pipe.py', 'zero.py']);
    assert.equal(status, 2);
    assert.deepEqual(errors, [
      { path: 'pipe.py', message: 'is not a regular file' },
      { path: 'zero.py', message: 'is not a regular file' },
    ]);
  });

  it('checks what is named, even where it is ignored', async () => {
    folder = await Folder.with({ '.gitignore': 'out/\nb.py\n', 'out/a.py': 'POOLED', 'b.py': 'POOLED' });
    assert.deepEqual(paths(await folder.json(['out', 'b.py'])), ['b.py', 'out/a.py']);
  });

  it('leaves out packages, caches and virtual environments', async () => {
    folder = await Folder.with({
      'node_modules/x.py': 'POOLED',
      '.git/x.py': 'POOLED',
      '__pycache__/x.py': 'POOLED',
      'myenv/pyvenv.cfg': '',
      'myenv/lib/x.py': 'POOLED',
      '.hidden/x.py': 'POOLED',
      'x.txt': 'POOLED',
    });
    assert.deepEqual(paths(await folder.json(['--no-ignore'])), ['.hidden/x.py']);
  });

  it('ends on symbolic links that form a loop', async () => {
    folder = await Folder.with({ 'a/x.py': 'POOLED' });
    await symlink(folder.path, join(folder.path, 'a/up'));
    assert.deepEqual(paths(await folder.json([])), ['a/x.py']);
  });
});
