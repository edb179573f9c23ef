import assert from 'node:assert/strict';
import { FULL, PUSH, startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';

describe('A client that is pushed diagnostics', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('is not offered to pull, and gets the findings of the newest text', async () => {
    client = await startClient({ capabilities: PUSH });
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await client.open(FILE, 'POOL');
    await client.replace(FILE, 2, 'a = 1\n  POOL');
    await client.until(() => client.shown(FILE)?.[0]?.range.start.line === 1);
    assert.deepEqual(
      client.shown(FILE)?.map(({ range }) => range),
      [{ start: { line: 1, character: 2 }, end: { line: 1, character: 6 } }],
    );
  });

  it('sees a finding go when it is repaired, and when the file closes', async () => {
    client = await startClient({ capabilities: PUSH });
    await client.open(FILE, 'POOL');
    await client.until(() => client.shown(FILE)?.length === 1);
    await client.replace(FILE, 2, 'REAL');
    await client.until(() => client.shown(FILE)?.length === 0);
    await client.replace(FILE, 3, 'POOL');
    await client.until(() => client.shown(FILE)?.length === 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: FILE } });
    await client.until(() => client.shown(FILE)?.length === 0);
  });

  it('gets a plain diagnostic when it understands no more', async () => {
    client = await startClient({ capabilities: {} });
    await client.open(FILE, 'DATA POOL');
    await client.until(() => client.shown(FILE) !== undefined);
    assert.deepEqual(client.shown(FILE), [
      {
        range: { start: { line: 0, character: 5 }, end: { line: 0, character: 9 } },
        severity: 2,
        code: 'naive-pooling',
        source: 'unpool',
        message: 'Real and synthetic rows are averaged together.',
      },
    ]);
  });

  it('is one that pulls, too, if it cannot be told to pull again (Neovim 0.11)', async () => {
    client = await startClient({ capabilities: { ...FULL, workspace: {} } });
    assert.equal(client.initialized.capabilities.diagnosticProvider, undefined);
    await client.open(FILE, 'IMPORT data');
    await client.open('file:///project/data.py', 'clean');
    await client.replace('file:///project/data.py', 2, 'POOL');
    await client.until(() => client.shown(FILE)?.length === 1);
  });

  it('has its files known by their names, where it has one language for all of them (eglot 1.9)', async () => {
    client = await startClient({ capabilities: PUSH });
    await client.open(FILE, 'POOL', 'conf-toml');
    await client.open('file:///project/pooled.toml', 'POOL', 'python');
    await client.open('untitled:Untitled-1', 'POOL', 'python');
    await client.until(() => client.shown('untitled:Untitled-1')?.length === 1 && client.shown(FILE)?.length === 1);
    assert.equal(client.shown('file:///project/pooled.toml'), undefined);
  });

  it('sees the dependants of an edit change', async () => {
    client = await startClient({ capabilities: PUSH });
    await client.open(FILE, 'IMPORT data');
    await client.open('file:///project/data.py', 'POOL');
    await client.until(() => client.shown(FILE)?.length === 1);
    await client.replace('file:///project/data.py', 2, 'clean');
    await client.until(() => client.shown(FILE)?.length === 0);
  });

  it('sees no finding where a comment suppresses it', async () => {
    client = await startClient({ capabilities: PUSH });
    await client.open(FILE, 'POOL  # unpool: ignore[naive-pooling] known\nPOOL');
    await client.until(() => client.shown(FILE) !== undefined);
    assert.deepEqual(
      client.shown(FILE)?.map(({ range }) => range.start),
      [{ line: 1, character: 0 }],
    );
  });
});
