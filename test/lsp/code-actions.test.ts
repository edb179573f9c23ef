import assert from 'node:assert/strict';
import { type ClientCapabilities, type CodeAction, LSPErrorCodes } from 'vscode-languageserver/node';
import { FULL, startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';
const AT_POOL = { start: { line: 0, character: 9 }, end: { line: 0, character: 9 } };

async function list(client: TestClient, options: { range?: object; only?: string[] } = {}): Promise<CodeAction[]> {
  const { range = AT_POOL, only } = options;
  const diagnostics = await client.items(FILE);
  return client.connection.sendRequest('textDocument/codeAction', {
    textDocument: { uri: FILE },
    range,
    context: { diagnostics, ...(only && { only }) },
  });
}

const resolve = (client: TestClient, action: CodeAction | undefined): Promise<CodeAction> =>
  client.connection.sendRequest('codeAction/resolve', action);

describe('Code actions', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('list repairs first, only safe ones preferred, without their edits', async () => {
    client = await startClient();
    await client.open(FILE, '0123456 POOL');
    const actions = await list(client);
    assert.deepEqual(
      actions.map(({ title, kind, isPreferred, edit }) => ({ title, kind, isPreferred, edit })),
      [
        { title: 'Average the real rows only', kind: 'quickfix', isPreferred: true, edit: undefined },
        { title: 'Report by origin', kind: 'quickfix', isPreferred: undefined, edit: undefined },
        { title: 'Suppress naive-pooling here', kind: 'quickfix', isPreferred: undefined, edit: undefined },
      ],
    );
    assert.equal(actions[0]?.diagnostics?.[0]?.code, 'naive-pooling');
  });

  it('are resolved to an edit of the text that was analysed', async () => {
    client = await startClient();
    await client.open(FILE, 'x = "😀"; POOL');
    const [repair] = await list(client, {
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 10 } },
    });
    assert.deepEqual((await resolve(client, repair)).edit, {
      documentChanges: [
        {
          textDocument: { uri: FILE, version: 1 },
          edits: [{ range: { start: { line: 0, character: 10 }, end: { line: 0, character: 14 } }, newText: 'REAL' }],
        },
      ],
    });
  });

  it('are refused when the document has moved on', async () => {
    client = await startClient();
    await client.open(FILE, '0123456 POOL');
    const [repair] = await list(client);
    await client.replace(FILE, 2, '0123456 POOL POOL');
    await assert.rejects(resolve(client, repair), { code: LSPErrorCodes.ContentModified });
  });

  it('are not listed away from a finding, nor for another kind', async () => {
    client = await startClient();
    await client.open(FILE, '0123456 POOL');
    const away = { start: { line: 0, character: 0 }, end: { line: 0, character: 7 } };
    assert.deepEqual(await list(client, { range: away }), []);
    assert.deepEqual(await list(client, { only: ['refactor'] }), []);
    assert.equal((await list(client, { only: ['quickfix'] })).length, 3);
  });

  it('carry their edit at once for a client that cannot resolve', async () => {
    const { resolveSupport: _, ...codeAction } = FULL.textDocument?.codeAction ?? {};
    const capabilities: ClientCapabilities = { ...FULL, textDocument: { ...FULL.textDocument, codeAction } };
    client = await startClient({ capabilities: { ...capabilities, workspace: { configuration: true } } });
    await client.open(FILE, '0123456 POOL');
    const [repair] = await list(client);
    assert.deepEqual(repair?.edit?.changes, {
      [FILE]: [{ range: { start: { line: 0, character: 8 }, end: { line: 0, character: 12 } }, newText: 'REAL' }],
    });
  });

  it('make all safe repairs at once for who asks for that, in a file', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL\nb = 1\nPOOL + POOL');
    for (const only of [['source.fixAll'], ['source'], ['source.fixAll.unpool']]) {
      const [all, ...others] = await list(client, { only });
      assert.deepEqual([all?.kind, all?.edit, others], ['source.fixAll.unpool', undefined, []]);
      assert.deepEqual((await resolve(client, all)).edit?.documentChanges, [
        {
          textDocument: { uri: FILE, version: 1 },
          edits: [
            { range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: 'REAL\n' },
            { range: { start: { line: 2, character: 0 }, end: { line: 2, character: 11 } }, newText: 'REAL + REAL' },
          ],
        },
      ]);
    }
    assert.deepEqual(await list(client, { only: ['source.organizeImports'] }), []);
    assert.deepEqual(await list(client, { only: ['source.fixAll.eslint'] }), []);
    assert.deepEqual(await list(client, { only: ['notebook.source.fixAll'] }), []);
  });

  it('have nothing to make at once where nothing can be repaired', async () => {
    client = await startClient();
    await client.open(FILE, 'a = 1');
    assert.deepEqual(await list(client, { only: ['source.fixAll'] }), []);
  });

  it('make no repairs at once when the document has moved on', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    const [all] = await list(client, { only: ['source.fixAll'] });
    await client.replace(FILE, 2, 'POOL POOL');
    await assert.rejects(resolve(client, all), { code: LSPErrorCodes.ContentModified });
  });

  it('repair all findings of a rule in the file, where there are several', async () => {
    client = await startClient();
    await client.open(FILE, '0123456 POOL\nPOOL');
    const all = (await list(client)).find(
      ({ title }) => title === 'Repair all 2 findings of naive-pooling in this file',
    );
    assert.equal((await resolve(client, all)).edit?.documentChanges?.length, 1);
    await client.replace(FILE, 2, '0123456 POOL');
    assert.ok(!(await list(client)).some(({ title }) => /all/.test(title)));
  });

  it('offer the extension to repair the rule in the workspace', async () => {
    client = await startClient({ initializationOptions: { extension: true } });
    await client.open(FILE, '0123456 POOL');
    const all = (await list(client)).find(
      ({ title }) => title === 'Repair all findings of naive-pooling in the workspace',
    );
    assert.deepEqual(all?.command?.arguments, [{ rule: 'naive-pooling' }]);
  });

  it('offer the extension the check of the files that the code names, after the repairs', async () => {
    client = await startClient({ initializationOptions: { extension: true } });
    await client.open(FILE, '0123456 POOL');
    const actions = await list(client);
    assert.equal(actions[2]?.title, 'Check exchangeability of human.csv and synthetic.csv');
    assert.deepEqual(actions[2]?.command?.arguments, [
      {
        document: FILE,
        subject: {
          kind: 'compare',
          real: ['data/human.csv'],
          synthetic: ['data/synthetic.csv'],
          column: 'score',
          estimand: 'mean',
          isWhole: true,
        },
      },
    ]);
    assert.equal(actions.at(-2)?.title, 'Suppress naive-pooling here');
  });
});
