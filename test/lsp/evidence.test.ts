import assert from 'node:assert/strict';
import { EVIDENCE_FILE } from '@unpool/shared/evidence/evidence.ts';
import { answered, type CheckAnswer, type CheckQuestion } from '@unpool/shared/protocol/question.ts';
import type { EvidenceAnswer } from '@unpool/shared/protocol/requests.ts';
import { DiagnosticSeverity, FileChangeType } from 'vscode-languageserver';
import { createAnalyser } from '../../server/src/analyser.ts';
import { digestOf, webHash } from '../../server/src/evidence/digest.ts';
import { testAssets } from '../../server/src/test-assets.ts';
import { folderOf } from '../../server/src/workspace/uri.ts';
import { startClient, type TestClient } from './client.ts';

const rows = (from: number): string =>
  `score\n${Array.from({ length: 60 }, (_, i) => from + (i % 10) / 10).join('\n')}\n`;

describe('The evidence of a report', () => {
  let client: TestClient;
  const stored: Record<string, string> = {};
  const refs = (name: string) => [{ name, uri: `file:///project/${name}` }];

  beforeEach(async () => {
    Object.assign(stored, { human: rows(3), alike: rows(3), other: rows(4), evidence: '' });
    const textOf = (uri: string) => stored[uri.replace(/^.*\/|\.csv$|unpool\.|\.json$/g, '')] || undefined;
    const read = async (uri: string) => {
      const text = textOf(uri);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    };
    const digest = async (uri: string) => {
      const bytes = await read(uri);
      return bytes && digestOf(uri, [bytes], webHash());
    };
    const size = async (uri: string) => textOf(uri)?.length;
    client = await startClient({ host: { files: () => ({ read, digest, size, list: async () => [] }) } });
  });
  afterEach(() => client.close());

  async function checked(synthetic: string) {
    const source = { kind: 'two-sides', real: refs('human.csv'), synthetic: refs(`${synthetic}.csv`) } as const;
    const question: CheckQuestion = { kind: 'compare', request: { source, value: 'score' } };
    const answer = await client.connection.sendRequest<CheckAnswer>('unpool/check', { question });
    assert.ok(answer.kind === 'report');
    return { document: null, check: answered(question, answer.result), digests: answer.digests };
  }
  const save = (params: unknown) => client.connection.sendRequest<EvidenceAnswer>('unpool/evidence', params);

  it('keeps what was saved a moment ago', async () => {
    const [first, second] = [await checked('alike'), await checked('other')];
    const saved = await save(first);
    assert.ok(saved.kind === 'evidence');
    stored.evidence = saved.text; // no watcher has told of it yet
    const again = await save(second);
    assert.ok(again.kind === 'evidence');
    assert.equal(JSON.parse(again.text).evidence.length, 2);
  });

  it('is not that of a file that changed since it was checked', async () => {
    const answer = await checked('alike');
    stored.alike = rows(5);
    assert.deepEqual(await save(answer), {
      kind: 'unusable',
      message: 'alike.csv is not the file that was checked any more: nothing was saved. Check again, then save.',
    });
  });

  it('lies beside a file that is in no workspace', async () => {
    const saved = await save({ ...(await checked('alike')), document: 'untitled:Untitled-1' });
    assert.ok(saved.kind === 'evidence');
    assert.equal(saved.uri, 'file:///project/unpool.evidence.json');
  });
});

describe('A file of evidence in the editor', function () {
  this.timeout(60_000);
  const CODE = 'file:///project/eval.py';
  const EVIDENCE = `file:///project/${EVIDENCE_FILE}`;
  const POOL =
    'import pandas as pd\n\nprint(pd.concat([pd.read_csv("human.csv"), pd.read_csv("synthetic.csv")])["score"].mean())\n';
  const NEWER = '{"version": 7, "evidence": []}\n';
  const FINE = '{"version": 1, "evidence": []}\n';
  let client: TestClient;
  let files: Record<string, string>;

  beforeEach(async () => {
    files = {};
    client = await startClient({
      host: {
        createAnalyser,
        assets: () => testAssets,
        files: () => ({
          read: async (uri) => (uri in files ? new TextEncoder().encode(files[uri]) : undefined),
          list: async (folder) =>
            Object.keys(files)
              .filter((uri) => folderOf(uri) === folder)
              .map((uri) => ({ name: uri.slice(folder.length + 1), isFolder: false })),
          size: async () => undefined,
          digest: async () => undefined,
        }),
      },
    });
  });
  afterEach(() => client.close());

  async function write(text: string | null): Promise<void> {
    if (text === null) delete files[EVIDENCE];
    else files[EVIDENCE] = text;
    const type = text === null ? FileChangeType.Deleted : FileChangeType.Changed;
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: EVIDENCE, type }] });
  }
  const isClear = () => client.shown(EVIDENCE)?.length === 0;

  it('is told what is wrong in it where it holds for code, until it is mended or deleted', async () => {
    files[EVIDENCE] = NEWER;
    await client.open(CODE, POOL);
    assert.equal((await client.items(CODE)).length, 1);
    assert.deepEqual(client.shown(EVIDENCE), [
      {
        range: { start: { line: 0, character: 12 }, end: { line: 0, character: 13 } },
        severity: DiagnosticSeverity.Error,
        code: 'evidence',
        source: 'unpool',
        message: 'This evidence is of version 7; this Unpool reads version 1: use a newer one.',
      },
    ]);
    await write(FINE);
    await client.until(isClear);
    await write(`${FINE}<<<<<<< HEAD\n`);
    await client.until(() => client.shown(EVIDENCE)?.length === 1);
    await write(null);
    await client.until(isClear);
  });

  it('is told what is wrong in it while it is edited, and what is stored when it is closed', async () => {
    files[EVIDENCE] = FINE;
    await client.open(EVIDENCE, FINE, 'json');
    await client.replace(EVIDENCE, 2, NEWER);
    await client.until(() => client.shown(EVIDENCE)?.length === 1);
    await client.replace(EVIDENCE, 3, FINE);
    await client.until(isClear);
    await client.replace(EVIDENCE, 4, '{');
    await client.until(() => client.shown(EVIDENCE)?.length === 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: EVIDENCE } });
    await client.until(isClear);
  });

  it('is not told the same twice', async () => {
    await write(NEWER);
    await client.until(() => client.published.length === 1);
    await write(`${NEWER}\n`);
    await write(FINE);
    await client.until(isClear);
    assert.equal(client.published.length, 2);
  });
});
