import assert from 'node:assert/strict';
import { PUSH, startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';

describe('The server survives', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('an analysis that breaks, and says so in its log and status', async () => {
    client = await startClient({ capabilities: PUSH, initializationOptions: { extension: true } });
    await client.open(FILE, 'THROW');
    await client.until(() => client.errors.length > 0 && client.statuses.some(({ error }) => error !== null));
    assert.match(client.errors[0] ?? '', /eval\.py could not be analysed: the analyser broke/);
    await client.replace(FILE, 2, 'POOL');
    await client.until(() => client.shown(FILE)?.length === 1);
    await client.until(() => client.statuses.at(-1)?.running === false);
    assert.equal(client.statuses.at(-1)?.error, null);
  });

  it('an analyser that cannot start, and tries again', async () => {
    let attempts = 0;
    const { createFakeAnalyser } = await import('./fake-analyser.ts');
    client = await startClient({
      host: {
        createAnalyser: async (...given) => {
          if (++attempts === 1) throw new Error('no parser');
          return createFakeAnalyser(...given);
        },
      },
    });
    await client.open(FILE, 'POOL');
    assert.deepEqual(await client.items(FILE), []);
    await client.replace(FILE, 2, 'POOL');
    assert.equal((await client.items(FILE)).length, 1);
  });

  it('requests and changes about documents that it does not know', async () => {
    client = await startClient();
    const unknown = { uri: 'file:///project/unknown.py' };
    await client.replace(unknown.uri, 9, 'POOL');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: unknown });
    await client.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: 'file:///project/unknown.ipynb', version: 3 },
      change: {},
    });
    const position = { line: 9, character: 9 };
    const ask = (method: string, params: object) => client.connection.sendRequest(method, params);
    assert.equal(await ask('textDocument/hover', { textDocument: unknown, position }), null);
    const request = { textDocument: unknown, range: { start: position, end: position }, context: { diagnostics: [] } };
    assert.deepEqual(await ask('textDocument/codeAction', request), []);
    assert.deepEqual(await client.items(unknown.uri), []);
    await client.open(FILE, 'POOL');
    assert.equal((await client.items(FILE)).length, 1);
  });

  it('positions outside the text', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: FILE, version: 2 },
      contentChanges: [
        { range: { start: { line: 7, character: 0 }, end: { line: 99, character: 99 } }, text: '\nPOOL' },
      ],
    });
    assert.deepEqual(
      (await client.items(FILE)).map(({ range }) => range.start),
      [
        { line: 0, character: 0 },
        { line: 1, character: 0 },
      ],
    );
  });

  it('requests of its own that are malformed', async () => {
    client = await startClient();
    await assert.rejects(client.connection.sendRequest('unpool/checkFiles', { uris: 'all' }), /"uris" must be a list/);
    await assert.rejects(client.connection.sendRequest('unpool/subjects', {}), /"uri" must be a string/);
    assert.equal(await client.connection.sendRequest('unpool/rulePage', { rule: '../../secret' }), null);
  });
});
