import assert from 'node:assert/strict';
import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CheckProgress } from '@unpool/shared/protocol/check.ts';
import type { CheckAnswer } from '@unpool/shared/protocol/question.ts';
import type {
  CheckFilesResult,
  FindingSubject,
  PreviewAnswer,
  RepairFilesResult,
  TasksAnswer,
} from '@unpool/shared/protocol/requests.ts';
import { ProgressType } from 'vscode-languageserver/node';
import { startClient, type TestClient } from './client.ts';

const FILE = 'file:///project/eval.py';

describe('Requests beyond LSP', () => {
  let client: TestClient;
  afterEach(() => client.close());

  it('check files that are not open, and show what they find until the file opens', async () => {
    client = await startClient({ files: { [FILE]: 'POOL POOL', 'file:///project/clean.py': '' } });
    const uris = [FILE, 'file:///project/clean.py', 'file:///project/absent.py'];
    const result = await client.connection.sendRequest<CheckFilesResult>('unpool/checkFiles', { uris });
    assert.deepEqual(result, {
      filesChecked: 2,
      findings: 2,
      errors: [{ uri: 'file:///project/absent.py', message: 'could not be read' }],
    });
    await client.until(() => client.shown(FILE)?.length === 2);
    await client.open(FILE, 'POOL');
    await client.until(() => client.shown(FILE)?.length === 0); // it is pulled now, and must not be shown twice
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: FILE } });
    await client.until(() => client.shown(FILE)?.length === 2); // a look at it takes nothing away
  });

  it('show the findings of a closed notebook on the notebook, with their cell', async () => {
    const cells = [
      { cell_type: 'markdown', source: 'about' },
      { cell_type: 'code', source: 'a\nPOOL' },
    ];
    const uri = 'file:///project/report.ipynb';
    client = await startClient({ files: { [uri]: JSON.stringify({ cells }) } });
    await client.connection.sendRequest('unpool/checkFiles', { uris: [uri] });
    await client.until(() => client.shown(uri) !== undefined);
    assert.deepEqual(
      client.shown(uri)?.map(({ range, message }) => ({ range, message })),
      [
        {
          range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
          message: 'Cell 2, line 2: Real and synthetic rows are averaged together.',
        },
      ],
    );
  });

  it('repair files that need not be open, and name the notebooks that must be', async () => {
    const uri = 'file:///project/report.ipynb';
    const closed = 'file:///project/closed.py';
    const files = { [closed]: 'a\nPOOL', [uri]: JSON.stringify({ cells: [{ cell_type: 'code', source: 'POOL' }] }) };
    client = await startClient({ files });
    await client.open(FILE, 'POOL POOL');
    const ask = (rule: string | null) =>
      client.connection.sendRequest<RepairFilesResult>('unpool/repairFiles', {
        uris: [FILE, closed, uri, 'file:///project/absent.py'],
        rule,
      });
    const at = (line: number, end: number) => ({ start: { line, character: 0 }, end: { line, character: end } });
    assert.deepEqual(await ask('naive-pooling'), {
      findings: 3,
      texts: [
        { uri: FILE, version: 1, edits: [{ range: at(0, 9), newText: 'REAL REAL' }] },
        { uri: closed, version: null, edits: [{ range: at(1, 4), newText: 'REAL' }] },
      ],
      closedNotebooks: [uri],
      errors: [{ uri: 'file:///project/absent.py', message: 'could not be read' }],
    });
    assert.equal((await ask('self-judging')).findings, 0);
    await assert.rejects(ask('no-such-rule'), /"rule" must be the id of a rule/);
  });

  it('tell the data files of a document’s findings', async () => {
    client = await startClient();
    await client.open(FILE, 'POOL');
    const subjects = await client.connection.sendRequest<FindingSubject[]>('unpool/subjects', { uri: FILE });
    assert.deepEqual(subjects[0]?.subject, {
      kind: 'compare',
      real: ['data/human.csv'],
      synthetic: ['data/synthetic.csv'],
      column: 'score',
      estimand: 'mean',
      isWhole: true,
    });
  });

  it('give the page of a rule', async () => {
    client = await startClient();
    const page = await client.connection.sendRequest('unpool/rulePage', { rule: 'naive-pooling' });
    assert.equal(page, '# naive-pooling');
  });

  it('show the columns of data files', async () => {
    const files = {
      'file:///r.csv': 'id,score,note\n1,.5,a\n2,.7,b\n3,.1,c\n',
      'file:///s.csv': 'note,score,pass\nd,.3,1\ne,.2,0\n',
    };
    client = await startClient({ files });
    const refs = Object.keys(files).map((uri) => ({ name: uri.slice(-5), uri }));
    const answer = await client.connection.sendRequest<PreviewAnswer>('unpool/preview', { files: refs });
    assert.ok(answer.kind === 'columns');
    assert.deepEqual(
      answer.files.map((columns) => columns.map(({ name, kind }) => `${name}: ${kind}`)),
      [
        ['id: number', 'score: number', 'note: text'],
        ['note: text', 'score: number', 'pass: binary'],
      ],
    );
  });

  it('show the columns of a large file by its beginning', async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `${i % 7},"a, b"\n`).join('');
    client = await startClient({ files: { 'file:///large.csv': `score,note\n${rows}` } });
    const files = [{ name: 'large.csv', uri: 'file:///large.csv' }];
    const answer = await client.connection.sendRequest<PreviewAnswer>('unpool/preview', { files });
    assert.ok(answer.kind === 'columns');
    assert.deepEqual(
      answer.files[0]?.map(({ name, holds }) => [name, holds]),
      [
        ['score', 'ratings from 0 to 6'],
        ['note', 'text'],
      ],
    );
  });

  it('list the tasks of a file', async () => {
    client = await startClient({ files: { 'file:///t.csv': 'task,from\na,people\nb,bot\na,bot\n' } });
    const file = { name: 't.csv', uri: 'file:///t.csv' };
    const columns = { task: 'task', origin: 'from', realIs: 'people', syntheticIs: 'bot' };
    assert.deepEqual(await client.connection.sendRequest('unpool/tasks', { file, columns }), {
      kind: 'task-list',
      tasks: [
        { name: 'b', real: 0, synthetic: 1 },
        { name: 'a', real: 1, synthetic: 1 },
      ],
    });
    const { kind } = await client.connection.sendRequest<TasksAnswer>('unpool/tasks', {
      file,
      columns: { ...columns, task: 'tusk' },
    });
    assert.equal(kind, 'unusable');
  });

  it('run the check, tell its progress, and give its report', async () => {
    client = await startClient({ files: { 'file:///r.csv': 'pass\n1\n0\n1\n', 'file:///s.csv': 'pass\n1\n1\n1\n' } });
    const stages: string[] = [];
    client.connection.onProgress(new ProgressType<CheckProgress>(), 'token', ({ stage }) => void stages.push(stage));
    const ref = (name: string) => [{ name, uri: `file:///${name}` }];
    const request = { source: { kind: 'two-sides', real: ref('r.csv'), synthetic: ref('s.csv') }, value: 'pass' };
    const question = { kind: 'compare', request };
    const answer = await client.connection.sendRequest<CheckAnswer>('unpool/check', { question, progress: 'token' });
    assert.ok(answer.kind === 'report' && answer.result.kind === 'compare');
    assert.equal(answer.result.real.n, 3);
    assert.equal(stages[0], 'reading');
  });

  it('answer a check of a file that has gone', async () => {
    client = await startClient({ files: { 'file:///r.csv': 'score\n1' } });
    const ref = (name: string) => [{ name, uri: `file:///${name}` }];
    const request = { source: { kind: 'two-sides', real: ref('r.csv'), synthetic: ref('s.csv') }, value: 'score' };
    const answer = await client.connection.sendRequest<CheckAnswer>('unpool/check', {
      question: { kind: 'compare', request },
    });
    assert.ok(answer.kind === 'unusable');
    assert.equal(answer.error.message, 's.csv: there is no such file in this workspace (any more)');
  });

  it('answer a check of unusable data with its message', async () => {
    const problem = new DataError('expected a number', { file: 'r.csv', line: 3, column: 'score' });
    client = await startClient({
      files: { 'file:///r.csv': 'score\n1', 'file:///s.csv': 'score\n1' },
      host: { check: () => Promise.reject(problem) },
    });
    const ref = (name: string) => [{ name, uri: `file:///${name}` }];
    const request = { source: { kind: 'two-sides', real: ref('r.csv'), synthetic: ref('s.csv') }, value: 'score' };
    assert.deepEqual(await client.connection.sendRequest('unpool/check', { question: { kind: 'compare', request } }), {
      kind: 'unusable',
      error: { message: 'r.csv, line 3, column "score": expected a number', file: 'r.csv', line: 3, column: 'score' },
    });
  });
});
