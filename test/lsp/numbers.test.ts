import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileFindingsAnswer } from '@unpool/shared/protocol/file-findings.ts';
import type { CheckAnswer } from '@unpool/shared/protocol/question.ts';
import { CancellationTokenSource, type Diagnostic, FileChangeType } from 'vscode-languageserver/node';
import { createAnalyser } from '../../server/src/analyser.ts';
import { contentsDataFile } from '../../server/src/check/contents-data-file.ts';
import type { Check } from '../../server/src/check/in-worker.ts';
import { runCheck } from '../../server/src/check/run-check.ts';
import { digestOf, webHash } from '../../server/src/evidence/digest.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { type ClientOptions, FULL, PUSH, startClient, type TestClient } from './client.ts';

const CODE = 'file:///project/eval.py';
const NOTHING = 'file:///project/plain.py';
const OTHER = 'file:///other/eval.py';
const SYNTHETIC = 'file:///project/synthetic.csv';
const TEXT = `import pandas as pd

pooled = pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])
print(pooled["score"].mean())
`;

const scores = (from: number, count: number): string =>
  `score\n${Array.from({ length: count }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

/** A client over data files that may change; what counts them answers once `open` resolves. */
async function started(
  { analysed = () => {}, ...options }: ClientOptions & { analysed?: (uri: string) => void } = {},
  open: () => Promise<unknown> = async () => {},
) {
  const files: Record<string, string> = {
    'file:///project/human.csv': scores(3, 40),
    [SYNTHETIC]: scores(3, 300),
    [CODE]: TEXT,
    [NOTHING]: 'print(1)\n',
    [OTHER]: TEXT,
    'file:///other/human.csv': scores(3, 70),
    'file:///other/synthetic.csv': scores(3, 900),
  };
  let counted = 0;
  const bytesOf = (uri: string) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined);
  const check: Check = async (question, { contents, signal }) => {
    if (question.kind === 'pool') {
      counted++;
      await open();
    }
    signal?.throwIfAborted();
    return runCheck(question, contentsDataFile(contents!));
  };
  const client = await startClient({
    folders: ['file:///project', 'file:///other'],
    ...options,
    host: {
      createAnalyser: async (...given) => {
        const analyser = await createAnalyser(...given);
        return {
          ...analyser,
          analyse: (document, ...rest) => {
            analysed(document.uri);
            return analyser.analyse(document, ...rest);
          },
        };
      },
      assets: () => testAssets,
      files: () => ({
        read: async (uri) => bytesOf(uri),
        list: async () => [],
        size: async (uri) => bytesOf(uri)?.length,
        digest: async (uri) => {
          const bytes = bytesOf(uri);
          return bytes && digestOf(uri, [bytes], webHash());
        },
      }),
      check,
    },
  });
  const write = async (uri: string, text: string) => {
    files[uri] = text;
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri, type: FileChangeType.Changed }],
    });
  };
  return { client, write, counted: () => counted };
}

/** What whoever asks about a file is told. */
async function told(client: TestClient, uri: string): Promise<string> {
  const answer = await client.connection.sendRequest<FileFindingsAnswer>('unpool/fileFindings', { uri });
  return answer.kind === 'findings' ? String(answer.findings[0]?.message) : answer.kind;
}

const messageIn = (diagnostics: readonly Diagnostic[] | undefined) => String(diagnostics?.[0]?.message);
const messageOf = async (client: TestClient, uri: string) => messageIn(await client.items(uri));
const PLAIN = /more rows it made\. Estimate on the real rows, or report each origin by itself\.$/;
const withCounts = (real: string, synthetic: string) =>
  new RegExp(
    `Going by the files, ${real} real rows are pooled with ${synthetic} synthetic ones\\..* of the time\\. Estimate on the real rows`,
  );

describe('the numbers in a warning', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('come after the warning, by one refresh, and edits count nothing again', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const server = await started({}, () => gate);
    ({ client } = server);
    await client.open(CODE, TEXT);
    assert.match(await messageOf(client, CODE), PLAIN);
    assert.equal(client.refreshes, 0);
    open();
    await client.until(() => client.refreshes === 1);
    assert.match(await messageOf(client, CODE), withCounts('40', '300'));
    await client.replace(CODE, 2, `# looked at\n${TEXT}`);
    assert.match(await messageOf(client, CODE), withCounts('40', '300'));
    await sleep(700); // longer than the server waits to look at other documents
    assert.deepEqual([client.refreshes, server.counted()], [1, 1]);
  });

  it('follow the files, without a moment with none', async () => {
    const server = await started({ capabilities: PUSH });
    ({ client } = server);
    await client.open(CODE, TEXT);
    await client.until(() => withCounts('40', '300').test(messageIn(client.shown(CODE))));
    const before = client.published.length;
    await server.write(SYNTHETIC, scores(3, 500));
    await client.until(() => withCounts('40', '500').test(messageIn(client.shown(CODE))));
    assert.equal(client.published.length, before + 1);
    assert.equal(server.counted(), 2);
    await server.write('file:///project/notes.csv', 'a\n1\n');
    await server.write(SYNTHETIC, scores(3, 500));
    await sleep(200);
    assert.deepEqual([client.published.length, server.counted()], [before + 1, 2]);
  });

  it('are those of the files of each folder', async () => {
    ({ client } = await started());
    await client.open(CODE, TEXT);
    await client.open(OTHER, TEXT);
    await Promise.all([client.items(CODE), client.items(OTHER)]);
    await client.until(() => client.refreshes > 0);
    assert.match(await messageOf(client, CODE), withCounts('40', '300'));
    assert.match(await messageOf(client, OTHER), withCounts('70', '900'));
  });

  it('have no document analysed again but those that they are of', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const analysed: string[] = [];
    ({ client } = await started({ analysed: (uri) => void analysed.push(uri) }, () => gate));
    await client.open(CODE, TEXT);
    await client.open(NOTHING, 'print(1)\n');
    await sleep(600); // longer than the server waits to look at other documents
    await Promise.all([client.items(CODE), client.items(NOTHING)]);
    analysed.length = 0;
    open();
    await client.until(() => client.refreshes > 0);
    await Promise.all([client.items(CODE), client.items(NOTHING)]);
    assert.deepEqual(analysed, [CODE]);
  });

  it('reach the cells of a notebook, and a file that was checked without being open', async () => {
    ({ client } = await started());
    await client.connection.sendRequest('unpool/checkFiles', { uris: [OTHER] });
    assert.match(messageIn(client.shown(OTHER)), PLAIN);
    await client.until(() => withCounts('70', '900').test(messageIn(client.shown(OTHER))));
    const cell = (index: number) => `vscode-notebook-cell:/project/eval.ipynb#${index}`;
    const [, load, mean] = /^(.*\)\n)(print.*)$/s.exec(TEXT)!;
    await client.connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: 'file:///project/eval.ipynb',
        notebookType: 'jupyter-notebook',
        version: 1,
        cells: [0, 1].map((index) => ({ kind: 2, document: cell(index) })),
      },
      cellTextDocuments: [load!, mean!].map((text, index) => ({
        uri: cell(index),
        languageId: 'python',
        version: 1,
        text,
      })),
    });
    await client.until(() => withCounts('40', '300').test(messageIn(client.shown(cell(1)))));
  });

  it('are left out, silently, where the worker fails', async () => {
    const server = await started({ capabilities: FULL }, () => Promise.reject(new Error('out of memory')));
    ({ client } = server);
    await client.open(CODE, TEXT);
    assert.match(await messageOf(client, CODE), PLAIN);
    await client.until(() => server.counted() === 1);
    await client.replace(CODE, 2, `\n${TEXT}`);
    assert.match(await messageOf(client, CODE), PLAIN);
    await sleep(100);
    assert.deepEqual([server.counted(), client.refreshes, client.errors], [1, 0, []]);
  });

  it('are waited for by whoever asks about a file, those of that file alone', async () => {
    let isOpen = true;
    ({ client } = await started({}, () => (isOpen ? Promise.resolve() : new Promise(() => {}))));
    assert.match(await told(client, CODE), withCounts('40', '300'));
    isOpen = false;
    await client.connection.sendRequest('unpool/checkFiles', { uris: [OTHER] }); // whose files are counted for ever
    const asked = performance.now();
    assert.match(await told(client, CODE), withCounts('40', '300'));
    assert.equal(await told(client, NOTHING), 'undefined');
    assert.ok(performance.now() - asked < 1000);
  });

  it('are waited for no longer than anybody asks, nor longer than a few seconds', async () => {
    const server = await started({}, () => new Promise(() => {}));
    ({ client } = server);
    const stop = new CancellationTokenSource();
    const stopped = assert.rejects(
      client.connection.sendRequest('unpool/fileFindings', { uri: CODE }, stop.token),
      /cancelled/,
    );
    await client.until(() => server.counted() === 1);
    const asked = performance.now();
    stop.cancel();
    await stopped;
    assert.ok(performance.now() - asked < 500);
    assert.match(await told(client, CODE), PLAIN);
    assert.ok(performance.now() - asked < 5000);
  }).timeout(10_000);

  it('hold up no check that somebody asks for', async () => {
    const server = await started({}, () => new Promise(() => {}));
    ({ client } = server);
    await client.open(CODE, TEXT);
    await client.items(CODE);
    await client.until(() => server.counted() === 1);
    const file = (name: string) => ({ name, uri: `file:///project/${name}` });
    const question = {
      kind: 'compare',
      request: {
        source: { kind: 'two-sides', real: [file('human.csv')], synthetic: [file('synthetic.csv')] },
        value: 'score',
      },
    };
    const answer = await client.connection.sendRequest<CheckAnswer>('unpool/check', { question });
    assert.equal(answer.kind, 'report');
  });
});
