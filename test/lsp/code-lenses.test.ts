import assert from 'node:assert/strict';
import type { CodeLens } from 'vscode-languageserver';
import { FULL, startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';

const lensesOf = (client: TestClient): Promise<CodeLens[]> =>
  client.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri: FILE } });

describe('Code lenses', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('offer the check of the files that a finding names, once a line', async () => {
    client = await startClient({ initializationOptions: { extension: true } });
    await client.open(FILE, 'DATA\nPOOL POOL\nPOOL');
    assert.deepEqual(
      (await lensesOf(client)).map(({ range, command }) => [range.start.line, command?.title]),
      [
        [1, 'Check exchangeability of human.csv and synthetic.csv'],
        [2, 'Check exchangeability of human.csv and synthetic.csv'],
      ],
    );
  });

  it('are for our extension alone, which has the commands', async () => {
    client = await startClient();
    assert.equal(client.initialized.capabilities.codeLensProvider, undefined);
  });

  it('are asked for again when another document changes', async () => {
    const capabilities = { ...FULL, workspace: { ...FULL.workspace, codeLens: { refreshSupport: true } } };
    client = await startClient({ capabilities, initializationOptions: { extension: true } });
    await client.open(FILE, 'IMPORT other');
    assert.deepEqual(await lensesOf(client), []);
    await client.open('file:///project/other.py', 'POOL');
    await client.until(() => client.lensRefreshes > 0);
    assert.equal((await lensesOf(client)).length, 1);
  });

  it('are off where the setting says so', async () => {
    const settings = { [FILE]: { codeLens: false } };
    client = await startClient({ initializationOptions: { extension: true }, settings });
    await client.open(FILE, 'POOL');
    assert.deepEqual(await lensesOf(client), []);
  });
});
