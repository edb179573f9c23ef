import assert from 'node:assert/strict';
import { PUSH, startClient, type TestClient } from './client.ts';

const FIRST = 'file:///one/eval.py';
const SECOND = 'file:///two/eval.py';

describe('Settings', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('are those of the folder that a document is in', async () => {
    client = await startClient({
      folders: ['file:///one', 'file:///two'],
      settings: { 'file:///one': { enable: false }, 'file:///two': { minConfidence: 'possible' } },
    });
    await client.open(FIRST, 'POOL');
    await client.open(SECOND, 'POOL\nGUESS POOL');
    assert.equal((await client.items(FIRST)).length, 0);
    assert.equal((await client.items(SECOND)).length, 2);
  });

  it('apply at once when they change', async () => {
    client = await startClient({ settings: { 'file:': { minConfidence: 'likely' } } });
    await client.open(FIRST, 'GUESS POOL');
    assert.equal((await client.items(FIRST)).length, 0);
    client.settings = Object.assign(client.settings, { 'file:': { minConfidence: 'possible' } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.until(() => client.refreshes === 1);
    assert.equal((await client.items(FIRST)).length, 1);
  });

  it('are the defaults where they are missing or unusable', async () => {
    client = await startClient({ settings: { 'file:': { enable: 'yes', minConfidence: 7 } } });
    await client.open(FIRST, 'POOL\nGUESS POOL');
    assert.equal((await client.items(FIRST)).length, 1);
  });

  it('come with the change from a client that cannot be asked', async () => {
    client = await startClient({ capabilities: { ...PUSH, workspace: {} } });
    await client.open(FIRST, 'POOL');
    await client.until(() => client.shown(FIRST)?.length === 1);
    await client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { unpool: { enable: false } },
    });
    await client.until(() => client.shown(FIRST)?.length === 0);
  });
});
