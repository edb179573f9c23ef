import assert from 'node:assert/strict';
import type { FileFindingsAnswer } from '@unpool/shared/protocol/file-findings.ts';
import { startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';
const OTHER = 'file:///project/other.py';

describe('The findings of a file', () => {
  let client: TestClient;
  afterEach(() => client.close());

  const ask = (uri: unknown) => client.connection.sendRequest<FileFindingsAnswer>('unpool/fileFindings', { uri });

  it('are told of one that is not open, with places that count from 1, and are shown nowhere', async () => {
    client = await startClient({ files: { [FILE]: '\n DATA\nmean(POOL)\n' } });
    assert.deepEqual(await ask(FILE), {
      kind: 'findings',
      findings: [
        {
          ...{ uri: FILE, cell: null, line: 3, column: 6, endLine: 3, endColumn: 10 },
          rule: 'naive-pooling',
          severity: 'warning',
          confidence: 'likely',
          message: 'Real and synthetic rows are averaged together.',
          trace: [{ uri: FILE, cell: null, line: 2, column: 2, message: 'synthetic rows come from here' }],
          fixes: [
            { title: 'Average the real rows only', safety: 'safe' },
            { title: 'Report by origin', safety: 'suggested' },
          ],
          subject: {
            kind: 'compare',
            real: ['data/human.csv'],
            synthetic: ['data/synthetic.csv'],
            column: 'score',
            estimand: 'mean',
            isWhole: true,
          },
        },
      ],
      unread: [],
    });
    assert.deepEqual(client.published, []);
  });

  it('are those of the unsaved text where the file is open', async () => {
    client = await startClient({ files: { [FILE]: '' } });
    await client.open(FILE, 'POOL POOL');
    const answer = await ask(FILE);
    assert.ok(answer.kind === 'findings');
    assert.equal(answer.findings.length, 2);
  });

  it('have their steps in other files and their cells in a notebook', async () => {
    const uri = 'file:///project/report.ipynb';
    const cells = [
      { cell_type: 'markdown', source: 'about' },
      { cell_type: 'code', source: 'a\nIMPORT other' },
    ];
    client = await startClient({ files: { [uri]: JSON.stringify({ cells }), [OTHER]: 'a\n\n  POOL' } });
    const answer = await ask(uri);
    assert.ok(answer.kind === 'findings');
    const [{ cell, line, trace } = assert.fail()] = answer.findings;
    assert.deepEqual([cell, line], [2, 2]);
    assert.deepEqual(trace[0], {
      uri: OTHER,
      cell: null,
      line: 3,
      column: 3,
      message: 'synthetic rows come from here',
    });
  });

  it('are missing where the settings say so, and where there is nothing to read', async () => {
    const broken = 'file:///project/broken.ipynb';
    client = await startClient({
      files: { [FILE]: 'POOL', [OTHER]: 'THROW', [broken]: '{' },
      settings: { [FILE]: { enable: false } },
    });
    assert.deepEqual(await ask(FILE), { kind: 'off' });
    assert.deepEqual(await ask(OTHER), { kind: 'unusable', message: 'the analyser broke' });
    assert.deepEqual(await ask('file:///project/gone.py'), { kind: 'unusable', message: 'could not be read' });
    const unusable = await ask(broken);
    assert.ok(unusable.kind === 'unusable');
    assert.match(unusable.message, /JSON/i);
    await assert.rejects(ask(7), /"uri" must be a string/);
  });
});
