import assert from 'node:assert/strict';
import path from 'node:path';
import { run } from '../../server/src/cli/commands.ts';
import type { Io } from '../../server/src/cli/io.ts';
import { Folder } from './folder.ts';

const POOL =
  'import pandas as pd\n\npooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])\nprint(pooled["score"].mean())\n';

describe('unpool check at the root of the disk', function () {
  this.timeout(120_000);
  let folder: Folder;
  afterEach(() => folder.remove());

  async function checkAtRoot(stdin: string, ...args: readonly string[]) {
    let [out, err] = ['', ''];
    const io: Io = {
      cwd: path.parse(folder.path).root,
      status() {},
      color: false,
      write: (text) => {
        out += text;
      },
      error: (text) => {
        err += text;
      },
      readStdin: async () => stdin,
    };
    const status = await run(['check', '--format', 'json', ...args], io);
    return { status, err, found: JSON.parse(out).findings.map(({ rule }: { rule: string }) => rule) };
  }

  it('finds what it finds elsewhere, in a folder and on standard input', async () => {
    folder = await Folder.with({ 'eval.py': POOL, 'unpool.toml': '' });
    const found = { status: 1, err: '', found: ['naive-pooling'] };
    assert.deepEqual(await checkAtRoot('', folder.path), found);
    assert.deepEqual(await checkAtRoot(POOL, '-'), found);
  });
});
