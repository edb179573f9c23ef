import assert from 'node:assert/strict';
import { createAnalyser } from '../../server/src/analyser.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { startClient, type TestClient } from './client.ts';

const FILES: Readonly<Record<string, string>> = {
  'file:///pools.py': 'import pandas as pd\n\n\ndef pool(a, b):\n    return pd.concat([a, b])\n',
};
const CODE =
  'import pandas as pd\nfrom pools import pool\n\nprint(pool(pd.read_csv("human.csv"), pd.read_csv("synthetic.csv"))["score"].mean())\n';

describe('A workspace that is a whole disk', function () {
  this.timeout(60_000);
  let client: TestClient;
  afterEach(() => client.close());

  it('has modules at its root', async () => {
    client = await startClient({
      folders: ['file:///'],
      host: {
        createAnalyser,
        assets: () => testAssets,
        files: () => ({
          read: async (uri) => (uri in FILES ? new TextEncoder().encode(FILES[uri]) : undefined),
          list: async (folder) => (folder === 'file://' ? [{ name: 'pools.py', isFolder: false }] : []),
          size: async () => undefined,
          digest: async () => undefined,
        }),
      },
    });
    await client.open('file:///src/eval.py', CODE);
    const found = await client.items('file:///src/eval.py');
    assert.deepEqual(
      found.map(({ code }) => code),
      ['naive-pooling'],
    );
  });
});
