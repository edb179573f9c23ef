import assert from 'node:assert/strict';
import type { Connection } from 'vscode-languageserver';
import { PooledFiles } from '../numbers/pooled-files.ts';
import { clientFiles } from './client-files.ts';

const FOLDER = 'vscode-vfs://github/a/b';

/** A client that answers by method, and the requests that it had. */
function client(answers: Record<string, (uri: string) => unknown>) {
  const requests: string[] = [];
  const sendRequest = async (method: string, { uri }: { uri: string }) => {
    requests.push(`${method} ${uri}`);
    return answers[method] ? answers[method](uri) : Promise.reject(new Error('Unhandled method'));
  };
  return { requests, files: clientFiles({ sendRequest } as unknown as Connection) };
}

describe('files that the client reads', () => {
  it('have a size that none of them is read for', async () => {
    const { files, requests } = client({ 'unpool/fileSize': (uri) => (uri.endsWith('h.csv') ? 70_000_000 : null) });
    assert.equal(await files.size(`${FOLDER}/h.csv`), 70_000_000);
    assert.equal(await files.size(`${FOLDER}/gone.csv`), undefined);
    assert.deepEqual(requests, [`unpool/fileSize ${FOLDER}/h.csv`, `unpool/fileSize ${FOLDER}/gone.csv`]);
  });

  it('are not there for a client that does not know the requests', async () => {
    const { files } = client({});
    assert.deepEqual(
      [await files.size(FOLDER), await files.read(FOLDER), await files.list(FOLDER)],
      [undefined, undefined, []],
    );
  });

  it('are listed of a root by a URI that has a path', async () => {
    const { files, requests } = client({});
    for (const folder of ['vscode-test-web://mount', 'file://', 'memfs:', FOLDER]) await files.list(folder);
    assert.deepEqual(
      requests.map((request) => request.split(' ')[1]),
      ['vscode-test-web://mount/', 'file:///', 'memfs:/', FOLDER],
    );
  });

  it('are read once to be counted, and not at all where they are large', async () => {
    const { files, requests } = client({
      'unpool/fileSize': (uri) => (uri.endsWith('large.csv') ? 17_000_000 : 4),
      'unpool/readFile': () => new TextEncoder().encode('a\n1\n'),
    });
    const pooled = new PooledFiles(
      files,
      () => [FOLDER],
      async () => ({ kind: 'pool', rows: { real: 1, synthetic: 1 }, worth: null }),
    );
    const of = (name: string) =>
      pooled.of(
        { kind: 'compare', real: ['h.csv'], synthetic: [name], column: null, estimand: 'mean', isWhole: true },
        `${FOLDER}/eval.py`,
      );
    assert.ok(await of('s.csv'));
    assert.equal(await of('large.csv'), null);
    assert.deepEqual(
      requests.filter((request) => request.startsWith('unpool/readFile')),
      [`unpool/readFile ${FOLDER}/h.csv`, `unpool/readFile ${FOLDER}/s.csv`],
    );
  });
});
