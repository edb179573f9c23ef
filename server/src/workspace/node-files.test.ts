import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { directDisk, pooledDisk } from './disk.ts';
import { nodeFiles } from './node-files.ts';

const DISKS = { 'by the pool of threads': pooledDisk, 'at once': directDisk };

for (const [way, disk] of Object.entries(DISKS))
  describe(`Files of the disk, asked ${way},`, () => {
    let root: string;
    const uri = (name: string) => pathToFileURL(path.join(root, name)).href;
    const files = (folders = [uri('folder')]) => nodeFiles(() => folders, disk);
    const read = async (name: string, folders = [uri('folder')], limit?: number) => {
      const bytes = await files(folders).read(uri(name), limit);
      return bytes && new TextDecoder().decode(bytes);
    };

    before(async () => {
      root = await mkdtemp(path.join(tmpdir(), 'unpool-files-'));
      await mkdir(path.join(root, 'folder', 'sub'), { recursive: true });
      await mkdir(path.join(root, 'folder-2'));
      await writeFile(path.join(root, 'folder', 'sub', 'ä b.py'), 'inside');
      await writeFile(path.join(root, 'folder', '..data.csv'), 'dots');
      await writeFile(path.join(root, 'folder-2', 'secret.py'), 'outside');
      await symlink(path.join(root, 'folder-2', 'secret.py'), path.join(root, 'folder', 'link.py'));
    });
    after(() => rm(root, { recursive: true }));

    it('are read inside the folders, at any depth', async () => {
      assert.equal(await read('folder/sub/ä b.py'), 'inside');
      assert.equal(await read('folder/..data.csv'), 'dots');
      assert.equal(await read('folder/..data.csv', undefined, 3), 'dot');
    });

    it('are listed inside the folders', async () => {
      const names = (await files().list(uri('folder'))).map(({ name }) => name);
      assert.deepEqual(names.sort(), ['..data.csv', 'sub']);
      assert.deepEqual(await files().list(uri('folder-2')), []);
      assert.deepEqual(await files().list(uri('folder/absent')), []);
    });

    it('are not read outside of them, nor through a link', async () => {
      assert.equal(await read('folder-2/secret.py'), undefined);
      assert.equal(await read('folder/link.py'), undefined);
      assert.equal(await read('folder/link.py', [uri('folder'), uri('folder-2')]), 'outside');
    });

    it('are undefined when absent, a folder, or not on the disk', async () => {
      assert.equal(await read('folder/absent.py'), undefined);
      assert.equal(await read('folder/sub'), undefined);
      assert.equal(await files().read('untitled:Untitled-1'), undefined);
    });
  });
