import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { startClient, type TestClient } from './client.ts';

const NOTEBOOK = 'file:///project/report.ipynb';
const cell = (name: string) => `vscode-notebook-cell:/project/report.ipynb#${name}`;

/** Opens a notebook of one Markdown cell and the given code cells, named a, b, c … */
async function openNotebook(client: TestClient, texts: readonly string[]): Promise<void> {
  const names = texts.map((_, index) => 'abc'[index] ?? '');
  await client.connection.sendNotification('notebookDocument/didOpen', {
    notebookDocument: {
      uri: NOTEBOOK,
      notebookType: 'jupyter-notebook',
      version: 1,
      cells: [{ kind: 1, document: cell('m') }, ...names.map((name) => ({ kind: 2, document: cell(name) }))],
    },
    cellTextDocuments: [
      { uri: cell('m'), languageId: 'markdown', version: 1, text: '# POOL' },
      ...names.map((name, i) => ({ uri: cell(name), languageId: 'python', version: 1, text: texts[i] ?? '' })),
    ],
  });
}

function changeCells(client: TestClient, cells: unknown): Promise<void> {
  return client.connection.sendNotification('notebookDocument/didChange', {
    notebookDocument: { uri: NOTEBOOK, version: 2 },
    change: { cells },
  });
}

describe('A notebook', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await startClient();
  });
  afterEach(() => client.close());

  it('is pushed whole, clean cells too, even to a client that pulls', async () => {
    await openNotebook(client, ['DATA', 'x = POOL']);
    await client.until(() => client.published.length === 2);
    assert.deepEqual(client.shown(cell('a')), []);
    assert.deepEqual(
      client.shown(cell('b'))?.map(({ range, data }) => ({ range, data })),
      [
        {
          range: { start: { line: 0, character: 4 }, end: { line: 0, character: 8 } },
          data: { finding: 'naive-pooling:3:4', revision: 1 }, // the Markdown cell counts
        },
      ],
    );
    assert.deepEqual(await client.items(cell('b')), []);
  });

  it('is pushed whole again when one cell is edited', async () => {
    await openNotebook(client, ['POOL', 'x = POOL']);
    await client.until(() => client.published.length === 2);
    const textContent = [{ document: { uri: cell('a'), version: 2 }, changes: [{ text: 'clean' }] }];
    await changeCells(client, { textContent });
    await client.until(() => client.published.length === 4);
    assert.deepEqual(client.shown(cell('a')), []);
    assert.equal(client.shown(cell('b'))?.length, 1);
  });

  it('is analysed again when cells only change places', async () => {
    await openNotebook(client, ['clean', 'POOL']);
    await client.until(() => client.published.length === 2);
    const cells = [
      { kind: 2, document: cell('b') },
      { kind: 2, document: cell('a') },
    ];
    await changeCells(client, { structure: { array: { start: 1, deleteCount: 2, cells } } });
    await client.until(() => client.published.length === 4);
    assert.deepEqual(
      client.shown(cell('b'))?.map(({ data }) => data),
      [{ finding: 'naive-pooling:2:0', revision: 2 }],
    );
  });

  it('loses the findings of a cell that is removed, and all of them when it closes', async () => {
    await openNotebook(client, ['POOL', 'POOL']);
    await client.until(() => client.published.length === 2);
    await changeCells(client, {
      structure: { array: { start: 1, deleteCount: 1 }, didClose: [{ uri: cell('a') }] },
    });
    await client.until(() => client.shown(cell('a'))?.length === 0);
    assert.equal(client.shown(cell('b'))?.length, 1);
    await client.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: NOTEBOOK },
      cellTextDocuments: [{ uri: cell('m') }, { uri: cell('b') }],
    });
    await client.until(() => client.shown(cell('b'))?.length === 0);
  });

  it('gets hovers and fixes in its cells', async () => {
    await openNotebook(client, ['DATA', 'x = POOL']);
    const textDocument = { uri: cell('b') };
    const hover = await client.connection.sendRequest('textDocument/hover', {
      textDocument,
      position: { line: 0, character: 5 },
    });
    assert.deepEqual((hover as { range: unknown }).range, {
      start: { line: 0, character: 4 },
      end: { line: 0, character: 8 },
    });
    const range = { start: { line: 0, character: 4 }, end: { line: 0, character: 4 } };
    const context = { diagnostics: [] };
    const [action] = await client.connection.sendRequest<object[]>('textDocument/codeAction', {
      textDocument,
      range,
      context,
    });
    const resolved = await client.connection.sendRequest<{ edit: unknown }>('codeAction/resolve', action);
    assert.deepEqual(resolved.edit, {
      documentChanges: [
        {
          textDocument: { uri: cell('b'), version: 1 },
          edits: [{ range: { start: { line: 0, character: 4 }, end: { line: 0, character: 8 } }, newText: 'REAL' }],
        },
      ],
    });
  });

  it('is repaired as a whole, or cell by cell, as the editor asks when it saves', async () => {
    await openNotebook(client, ['POOL', 'x = POOL']);
    const list = (only: string, name: string) =>
      client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', {
        textDocument: { uri: cell(name) },
        range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
        context: { diagnostics: [], only: [only] },
      });
    const edited = async (only: string, name = 'b') => {
      const actions = await list(only, name);
      assert.equal(actions.length, 1);
      const { edit } = await client.connection.sendRequest<CodeAction>('codeAction/resolve', actions[0]);
      return (edit!.documentChanges as TextDocumentEdit[]).map(({ textDocument, edits }) => ({
        uri: textDocument.uri,
        text: edits.map((change) => 'newText' in change && change.newText).join(),
      }));
    };
    const all = [
      { uri: cell('a'), text: 'REAL' },
      { uri: cell('b'), text: 'x = REAL' },
    ];
    assert.deepEqual(await edited('notebook.source.fixAll'), all);
    assert.deepEqual(await edited('notebook', 'm'), all, 'VS Code asks the first cell');
    assert.deepEqual(await list('source', 'm'), []);
    assert.deepEqual(await edited('source.fixAll.unpool'), [{ uri: cell('b'), text: 'x = REAL' }]);
  });
});
