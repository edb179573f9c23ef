import assert from 'node:assert/strict';
import { Configurations, isExcluded } from './configurations.ts';

const ROOT = 'file:///project';

/** Configurations over files in memory, and a count of what was looked at. */
function over(
  files: Record<string, string>,
  open: Record<string, string> = {},
  isTop: (folder: string) => boolean = (folder) => folder === ROOT,
) {
  const looked: string[] = [];
  const configurations = new Configurations({
    files: {
      read: async (uri) =>
        files[uri.slice(ROOT.length + 1)] === undefined
          ? undefined
          : new TextEncoder().encode(files[uri.slice(ROOT.length + 1)]),
      list: async (folder) => {
        looked.push(folder);
        const below = folder === ROOT ? '' : `${folder.slice(ROOT.length + 1)}/`;
        return Object.keys(files)
          .filter((path) => path.startsWith(below))
          .map((path) => ({
            name: path.slice(below.length).split('/')[0]!,
            isFolder: path.slice(below.length).includes('/'),
          }));
      },
      size: async () => undefined,
      digest: async () => undefined,
    },
    openText: (uri) => open[uri.slice(ROOT.length + 1)],
    isTop,
  });
  const fileFor = async (path: string) =>
    (await configurations.of(`${ROOT}/${path}`)).file?.slice(ROOT.length + 1) ?? null;
  return { configurations, fileFor, looked };
}

describe('The configuration of a document', () => {
  it('is that of the nearest file above it', async () => {
    const { fileFor } = over({
      'unpool.toml': '',
      'a/b/pyproject.toml': '[tool.unpool]',
      'a/pyproject.toml': '[project]\nname = "a"',
    });
    assert.equal(await fileFor('x.py'), 'unpool.toml');
    assert.equal(await fileFor('a/x.py'), 'unpool.toml');
    assert.equal(await fileFor('a/b/x.py'), 'a/b/pyproject.toml');
    assert.equal(await fileFor('a/b/c/d/x.py'), 'a/b/pyproject.toml');
  });

  it('is taken from the first of the three homes in a folder that says something', async () => {
    const manifest = '{ "unpool": {} }';
    const all = { 'unpool.toml': '', 'pyproject.toml': '[tool.unpool]', 'package.json': manifest };
    assert.equal(await over(all).fileFor('x.py'), 'unpool.toml');
    assert.equal(
      await over({ 'pyproject.toml': '[tool.unpool]', 'package.json': manifest }).fileFor('x.py'),
      'pyproject.toml',
    );
    assert.equal(
      await over({ 'pyproject.toml': '[tool.ruff]', 'package.json': manifest }).fileFor('x.py'),
      'package.json',
    );
    assert.equal(await over({ 'package.json': '{}' }).fileFor('x.py'), null);
    const { configurations } = over(all);
    const told = async (name: string) =>
      (await configurations.at(`${ROOT}/${name}`))?.problems.map(({ message }) => message);
    assert.deepEqual(await told('unpool.toml'), []);
    assert.deepEqual(await told('pyproject.toml'), [
      'What this file says of Unpool is not read: unpool.toml lies beside it.',
    ]);
    assert.deepEqual(await told('package.json'), [
      'What this file says of Unpool is not read: unpool.toml lies beside it.',
    ]);
  });

  it('is not looked for above the top', async () => {
    const { fileFor } = over({ 'unpool.toml': '', 'inner/x.py': '' }, {}, (folder) => folder === `${ROOT}/inner`);
    assert.equal(await fileFor('inner/x.py'), null);
    assert.equal(await fileFor('other/x.py'), 'unpool.toml');
  });

  it('is what an editor holds open, stored or not', async () => {
    const { configurations } = over(
      { 'unpool.toml': 'min-confidence = "certain"' },
      { 'unpool.toml': 'min-confidence = "possible"', 'a/unpool.toml': 'exclude = ["b"]' },
    );
    assert.equal((await configurations.of(`${ROOT}/x.py`)).minConfidence, 'possible');
    assert.deepEqual((await configurations.of(`${ROOT}/a/x.py`)).exclude, ['b']);
  });

  it('is looked for once, until files change, and stays the very same while its text does', async () => {
    const files: Record<string, string> = { 'unpool.toml': 'min-confidence = "certain"' };
    const { configurations, looked } = over(files);
    const first = await configurations.of(`${ROOT}/a/x.py`);
    assert.equal(await configurations.of(`${ROOT}/a/y.py`), first);
    assert.deepEqual(looked, [`${ROOT}/a`, ROOT]);
    configurations.forget();
    assert.equal(await configurations.of(`${ROOT}/a/x.py`), first);
    files['unpool.toml'] = 'min-confidence = "possible"';
    configurations.forget();
    assert.equal((await configurations.of(`${ROOT}/a/x.py`)).minConfidence, 'possible');
    delete files['unpool.toml'];
    configurations.forget();
    assert.equal((await configurations.of(`${ROOT}/a/x.py`)).file, null);
  });

  it('is none for a document that lies nowhere', async () => {
    const { configurations } = over({ 'unpool.toml': '' });
    for (const uri of ['untitled:Untitled-1', 'file:///elsewhere/x.py', 'vscode-vfs://github/a/b/x.py'])
      assert.equal((await configurations.of(uri)).file, null);
  });

  it('leaves files out, by globs as in .gitignore from its own folder', async () => {
    const { configurations } = over({
      'a/unpool.toml': 'exclude = ["old/", "/top.py", "*_scratch.py", "!keep_scratch.py", "n b/*.ipynb"]',
    });
    const excluded = async (path: string) => isExcluded(`${ROOT}/${path}`, await configurations.of(`${ROOT}/${path}`));
    assert.deepEqual(
      await Promise.all(
        [
          'a/old/x.py',
          'a/b/old/x.py',
          'a/top.py',
          'a/b/top.py',
          'a/x_scratch.py',
          'a/keep_scratch.py',
          'a/n%20b/x.ipynb',
          'old/x.py',
        ].map(excluded),
      ),
      [true, true, true, false, true, false, true, false],
    );
  });
});
