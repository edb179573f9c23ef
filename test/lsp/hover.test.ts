import assert from 'node:assert/strict';
import { PUSH, startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';
const hover = (client: TestClient, character: number) =>
  client.connection.sendRequest<{ contents: { kind: string; value: string }; range: object } | null>(
    'textDocument/hover',
    { textDocument: { uri: FILE }, position: { line: 1, character } },
  );

describe('Hover', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('tells where a value comes from', async () => {
    client = await startClient();
    await client.open(FILE, '\nx = POOL');
    assert.deepEqual(await hover(client, 6), {
      contents: {
        kind: 'markdown',
        value: '`POOL`: real and synthetic units, pooled (likely)\n\n- line 2: synthetic rows come from here',
      },
      range: { start: { line: 1, character: 4 }, end: { line: 1, character: 8 } },
    });
  });

  it('is silent where nothing is known', async () => {
    client = await startClient();
    await client.open(FILE, '\nx = POOL');
    assert.equal(await hover(client, 0), null);
  });

  it('is plain text for a client that shows no Markdown', async () => {
    client = await startClient({ capabilities: { ...PUSH, textDocument: {} } });
    await client.open(FILE, '\nx = POOL');
    assert.deepEqual((await hover(client, 6))?.contents, {
      kind: 'plaintext',
      value: 'POOL: real and synthetic units, pooled (likely)\n- line 2: synthetic rows come from here',
    });
  });
});
