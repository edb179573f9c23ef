import assert from 'node:assert/strict';
import type { LineageAnswer, LineageParams } from '@unpool/shared/protocol/lineage.ts';
import { LINEAGE_COMMAND } from '@unpool/shared/protocol/requests.ts';
import type { CodeAction } from 'vscode-languageserver/node';
import { createAnalyser } from '../../server/src/analyser.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';
const at = (line: number, character: number, to = character) => ({
  start: { line, character },
  end: { line, character: to },
});

const ask = (client: TestClient, params: unknown) =>
  client.connection.sendRequest<LineageAnswer | null>('unpool/lineage', params as LineageParams);

describe('Lineage', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('is answered with places in the editor’s terms, and a page whose links name its nodes only', async () => {
    client = await startClient();
    await client.open(FILE, 'x = 1\ny = DATA');
    const found = await ask(client, { uri: FILE, range: at(1, 6) });
    assert.deepEqual(
      found?.nodes.map(({ id, location, where }) => ({ id, location, where })),
      [
        { id: 'n1', location: null, where: 'gone.py' },
        { id: 'n2', location: { uri: FILE, range: at(1, 4, 8) }, where: 'line 2' },
      ],
    );
    const links = [...(found?.html.matchAll(/href="([^"]*)"/g) ?? [])].map(([, link]) => decodeURIComponent(link!));
    assert.deepEqual(links, ['command:unpool.openPlace?["n2"]', 'command:unpool.openPlace?["n2"]']);
  });

  it('is null where nothing is known, and for documents that are not open', async () => {
    client = await startClient();
    await client.open(FILE, 'x = 1');
    assert.equal(await ask(client, { uri: FILE, range: at(0, 0) }), null);
    assert.equal(await ask(client, { uri: 'file:///project/other.py', range: at(0, 0) }), null);
  });

  it('refuses what is malformed', async () => {
    client = await startClient();
    await assert.rejects(ask(client, {}), /"uri" must be a string/);
    await assert.rejects(ask(client, { uri: FILE, range: 'all' }), /"range" must be a range/);
  });

  it('of a finding is offered to the extension after the repairs, before what silences it', async () => {
    client = await startClient({ initializationOptions: { extension: true } });
    await client.open(FILE, '0123456 POOL');
    const context = { diagnostics: await client.items(FILE) };
    const request = { textDocument: { uri: FILE }, range: at(0, 9), context };
    const actions = await client.connection.sendRequest<CodeAction[]>('textDocument/codeAction', request);
    const place = actions.findIndex(({ title }) => title === 'Show where these rows come from');
    assert.match(actions[place + 1]!.title, /^Suppress/);
    const { command } = actions[place]!;
    assert.equal(command?.command, LINEAGE_COMMAND);
    const [params] = (command?.arguments ?? []) as LineageParams[];
    assert.deepEqual(params, { uri: FILE, range: at(0, 8, 12), finding: 'naive-pooling::8' });
    const found = await ask(client, params);
    assert.deepEqual(found?.nodes[1]?.location?.range, at(0, 8, 12));
  });

  it('crosses the cells of a notebook, by their URIs', async () => {
    client = await startClient({ host: { createAnalyser: (workspace) => createAnalyser(workspace, testAssets) } });
    const cell = (name: string) => `vscode-notebook-cell:/project/report.ipynb#${name}`;
    const texts = ['import pandas as pd\nreal = pd.read_csv("human.csv")', 'print(real["score"].mean())'];
    const cells = texts.map((text, i) => ({ uri: cell(`c${i}`), languageId: 'python', version: 1, text }));
    await client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: 'file:///project/report.ipynb',
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: cells.map(({ uri }) => ({ kind: 2, document: uri })),
      },
      cellTextDocuments: cells,
    });
    const found = await ask(client, { uri: cell('c1'), range: at(0, 20) });
    assert.deepEqual(
      found?.nodes.map(({ label, where, location }) => [label, where, location?.uri]),
      [
        ['human.csv', 'cell 1, line 2', cell('c0')],
        ['real["score"]', 'cell 2, line 1', cell('c1')],
        ['mean', 'cell 2, line 1', cell('c1')],
      ],
    );
  });

  it('is linked from the hover of the extension, and the hover’s steps from it to their lines', async () => {
    client = await startClient({ initializationOptions: { extension: true } });
    await client.open('file:///project/a (b).py', 'x = DATA\ny = POOL');
    const hover = await client.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', {
      textDocument: { uri: 'file:///project/a (b).py' },
      position: { line: 1, character: 6 },
    });
    const [head, step, link] = hover.contents.value.split('\n\n');
    assert.match(head!, /^`POOL`: /);
    assert.equal(step, '- [line 2](file:///project/a%20%28b%29.py#L2,5): synthetic rows come from here');
    const given = /^\[Show lineage\]\(command:unpool\.showLineage\?([^\s()]*)\)$/.exec(link!)?.[1];
    assert.deepEqual(JSON.parse(decodeURIComponent(given!)), [{ uri: 'file:///project/a (b).py', range: at(1, 4, 8) }]);
  });
});
