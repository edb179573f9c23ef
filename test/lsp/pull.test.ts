import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CreateAnalyser } from '../../server/src/analysis.ts';
import { startClient, type TestClient } from './client.ts';
import { createFakeAnalyser } from './fake-analyser.ts';

const FILE = 'file:///project/eval.py';

describe('A client that pulls diagnostics', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('gets a finding with its rule, page, trace and identity', async () => {
    client = await startClient();
    await client.open(FILE, 'DATA = 1\nprint(POOL)\n');
    assert.deepEqual(await client.pull(FILE), {
      kind: 'full',
      resultId: '1',
      items: [
        {
          range: { start: { line: 1, character: 6 }, end: { line: 1, character: 10 } },
          severity: 2,
          code: 'naive-pooling',
          source: 'unpool',
          message: 'Real and synthetic rows are averaged together.',
          codeDescription: { href: 'https://github.com/unpool/unpool/blob/main/server/src/rules/naive-pooling.md' },
          relatedInformation: [
            {
              location: { uri: FILE, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } } },
              message: 'synthetic rows come from here',
            },
          ],
          data: { finding: 'naive-pooling::15', revision: 1 },
        },
      ],
    });
  });

  it('is told which documents to pull, and notebook cells are not among them', async () => {
    client = await startClient();
    const provider = client.initialized.capabilities.diagnosticProvider as { documentSelector: { scheme: string }[] };
    const schemes = provider.documentSelector.map(({ scheme }) => scheme);
    assert.ok(schemes.includes('file') && schemes.includes('untitled'));
    assert.ok(!schemes.some((scheme) => scheme.includes('cell')));
  });

  it('is not pushed anything for what it pulls', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    await client.open('memfs:/folder/other.py', 'POOL'); // of no scheme that is pulled
    await client.until(() => client.shown('memfs:/folder/other.py') !== undefined);
    assert.equal(client.shown(FILE), undefined);
    assert.equal((await client.items(FILE)).length, 1);
    assert.deepEqual(await client.items('memfs:/folder/other.py'), []);
  });

  it('gets “unchanged” for a result that it has', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    const first = await client.pull(FILE);
    assert.deepEqual(await client.pull(FILE, first.resultId), { kind: 'unchanged', resultId: first.resultId });
    await client.replace(FILE, 2, ' POOL');
    assert.equal((await client.pull(FILE, first.resultId)).kind, 'full');
  });

  it('gets the findings of the newest text when somebody types on', async () => {
    client = await startClient({ host: { createAnalyser: createEndlessAnalyser } });
    await client.open(FILE, 'ENDLESS POOL');
    const items = client.items(FILE);
    await client.replace(FILE, 2, 'a = 1\nPOOL');
    assert.deepEqual(
      (await items).map(({ range }) => range.start),
      [{ line: 1, character: 0 }],
    );
  });

  it('counts columns in UTF-16 units', async () => {
    client = await startClient();
    await client.open(FILE, 'x = "😀é"; POOL');
    const [finding] = await client.items(FILE);
    assert.deepEqual(finding?.range, { start: { line: 0, character: 11 }, end: { line: 0, character: 15 } });
  });

  it('gets findings for an unsaved file', async () => {
    client = await startClient();
    await client.open('untitled:Untitled-1', 'POOL');
    assert.equal((await client.items('untitled:Untitled-1')).length, 1);
  });

  it('gets nothing for a language that is not analysed', async () => {
    client = await startClient();
    await client.open('file:///project/notes.md', 'POOL', 'markdown');
    assert.deepEqual(await client.items('file:///project/notes.md'), []);
  });

  it('is asked to pull again when another document changed the result', async () => {
    client = await startClient();
    await client.open(FILE, 'IMPORT data');
    await client.open('file:///project/data.py', 'nothing');
    assert.deepEqual(await client.items(FILE), []);
    await client.replace('file:///project/data.py', 2, 'here is a POOL');
    await client.until(() => client.refreshes > 0);
    const [finding] = await client.items(FILE);
    assert.deepEqual(finding?.relatedInformation?.[0]?.location, {
      uri: 'file:///project/data.py',
      range: { start: { line: 0, character: 10 }, end: { line: 0, character: 14 } },
    });
  });

  it('is not asked to pull again when nothing changed elsewhere', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    await client.items(FILE);
    await client.open('memfs:/folder/other.py', 'POOL');
    await client.until(() => client.shown('memfs:/folder/other.py') !== undefined);
    await client.replace('memfs:/folder/other.py', 2, 'clean');
    await client.until(() => client.shown('memfs:/folder/other.py')?.length === 0);
    assert.equal(client.refreshes, 0);
  });

  it('reads what is stored where a document is not open', async () => {
    client = await startClient({ files: { 'file:///project/data.py': 'a\nPOOL' } });
    await client.open(FILE, 'IMPORT data');
    const [finding] = await client.items(FILE);
    assert.equal(finding?.relatedInformation?.[0]?.location.range.start.line, 1);
  });
});

/** An analysis of `ENDLESS` goes on until it is cancelled. */
const createEndlessAnalyser: CreateAnalyser = async (...given) => {
  const analyser = await createFakeAnalyser(...given);
  return {
    ...analyser,
    async analyse(document, options, cancellation) {
      const isEndless = document.units.some(({ text }) => text.includes('ENDLESS'));
      while (isEndless && !cancellation?.isCancellationRequested) await sleep(1);
      return isEndless ? undefined : analyser.analyse(document, options, cancellation);
    },
  };
};
