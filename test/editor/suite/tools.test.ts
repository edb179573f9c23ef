import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { checkDataTool } from '../../../client/src/tools/check-data-tool.ts';
import { checkFileTool } from '../../../client/src/tools/check-file-tool.ts';
import { closeEditors, openFile, screenshot, typeAtEnd, workspaceFile } from './support.ts';

const FILE = 'unpool_check_file';
const DATA = 'unpool_check_data';

/** What a tool of the extension tells a model, asked as any other extension would ask it. */
async function tell(name: string, input: object, token?: vscode.CancellationToken): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, token);
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('the tools for coding agents', () => {
  afterEach(closeEditors);

  it('are there, with what they are for', () => {
    const tools = vscode.lm.tools.filter(({ name }) => name.startsWith('unpool_'));
    assert.deepEqual(tools.map(({ name }) => name).sort(), [DATA, FILE]);
    for (const { description, inputSchema } of tools) assert.ok(description.length > 100 && inputSchema);
  });

  it('tell what is found in a file that is not open, by any of its paths', async () => {
    const text = await tell(FILE, { path: 'pooled.py' });
    assert.match(text, /^pooled\.py: \d findings?\. Lines, columns and cells count from 1\./);
    assert.match(text, /\n1\. \w+ naive-pooling \(\w+\), line \d+, column \d+\n/);
    assert.match(text, /Going by the files, 40 real rows are pooled with 120 synthetic ones/);
    assert.match(text, /- line \d+, column \d+: synthetic rows/);
    assert.match(text, /Quick fix in the editor: /);
    assert.match(text, /Data, as the code names them: real human\.csv; synthetic synthetic\.csv; column score/);
    const { path } = workspaceFile('pooled.py');
    assert.equal(await tell(FILE, { path }), text);
    assert.equal(await tell(FILE, { path: './x/../pooled.py' }), text);
  });

  it('tell what is found in a notebook, by cell', async () => {
    assert.match(await tell(FILE, { path: 'pooled.ipynb' }), /naive-pooling \(\w+\), cell \d+, line \d+/);
  });

  it('take the unsaved text of an open file', async () => {
    assert.match(await tell(FILE, { path: 'real.py' }), /^real\.py: no findings\.$/);
    const editor = await openFile('real.py');
    await typeAtEnd(editor, '\nmade = pd.read_csv("synthetic.csv")\nprint(pd.concat([real, made])["score"].mean())\n');
    assert.match(await tell(FILE, { path: 'real.py' }), /naive-pooling/);
  });

  it('refuse what is outside of the workspace, absent, a folder, or no Python', async () => {
    const refusal = (path: unknown, message: RegExp) => assert.rejects(tell(FILE, { path }), message);
    await refusal('../secret.py', /not a path inside of the workspace/);
    await refusal('/etc/secret.py', /not a path inside of the workspace/);
    await refusal('absent.py', /There is no file "absent\.py" in the workspace/);
    await refusal('human.csv', /\.py, \.ipynb/);
    await refusal(undefined, /"path" is missing/);
    await assert.rejects(tell(DATA, { kind: 'judge', data: ['../x.csv'] }), /not a path inside of the workspace/);
    await assert.rejects(tell(DATA, { kind: 'judge', data: ['.'] }), /not a path inside of the workspace/);
  });

  it('check data and tell the report', async () => {
    const text = await tell(DATA, {
      kind: 'compare',
      real: ['human.csv'],
      synthetic: ['synthetic.csv'],
      value: 'score',
    });
    assert.match(text, /\*\*Violated: /);
    assert.match(text, /\| real rows only \|/);
    assert.match(text, /## What to do\n\n- /);
    assert.match(text, /placeholder/); // no margin was given
  });

  it('tell the first rows of long tables', async () => {
    const of = (task: number, origin: string, i: number) => `t${task},${origin},${(task + i) % 3 ? 1 : 0}\n`;
    const rows = Array.from({ length: 70 * 20 }, (_, i) => of(i % 70, i % 140 < 70 ? 'real' : 'synthetic', i));
    const now = Array.from({ length: 20 }, (_, i) => `now,synthetic,${i % 2}\n`);
    const data = workspaceFile('seventy_tasks.csv');
    await vscode.workspace.fs.writeFile(
      data,
      new TextEncoder().encode(`task,origin,score\n${rows.join('')}${now.join('')}`),
    );
    try {
      const columns = { task: 'task', origin: 'origin', value: 'score', current: 'now' };
      const text = await tell(DATA, { kind: 'tasks', data: ['seventy_tasks.csv'], ...columns });
      assert.equal(text.match(/^\| t\d+ /gm)?.length, 50);
      assert.match(text, /\n20 more rows are left out here\./);
    } finally {
      await vscode.workspace.fs.delete(data);
    }
  });

  it('tell why data cannot be used', async () => {
    const compare = { kind: 'compare', real: ['human.csv'], synthetic: ['synthetic.csv'] };
    await assert.rejects(tell(DATA, { ...compare, value: 'absent' }), /cannot check this data: .*"absent"/);
    await assert.rejects(tell(DATA, { ...compare, value: 'score', margin: -1 }), /the margin is -1; expected/);
    await assert.rejects(tell(DATA, { ...compare, colum: 'score' }), /has no "colum"/);
  });

  it('stop when they are cancelled', async () => {
    const cancelling = new vscode.CancellationTokenSource();
    const request = { kind: 'compare', real: ['human.csv'], synthetic: ['synthetic.csv'], value: 'score' };
    const running = tell(DATA, request, cancelling.token);
    setTimeout(() => cancelling.cancel(), 20);
    await assert.rejects(
      running,
      (error: Error) => error.name === 'Canceled' || error instanceof vscode.CancellationError,
    );
  });

  it('stop a check that is running, too', async () => {
    const cancelling = new vscode.CancellationTokenSource();
    const request = (_method: string, _params: unknown, token: vscode.CancellationToken) =>
      new Promise((_, reject) => {
        token.onCancellationRequested(() => reject(new Error('cancelled by the server')));
        cancelling.cancel();
      });
    const onProgress = () => new vscode.Disposable(() => undefined);
    const server = { request, onProgress } as unknown as Parameters<typeof checkDataTool>[0];
    const input = { kind: 'judge', data: ['human.csv'] };
    const running = Promise.resolve(checkDataTool(server).invoke({ input }, cancelling.token));
    await assert.rejects(running, (error) => error instanceof vscode.CancellationError);
    const file = Promise.resolve(checkFileTool(server).invoke({ input: { path: 'real.py' } }, cancelling.token));
    await assert.rejects(file, (error) => error instanceof vscode.CancellationError);
  });

  it('say before they run what is read and where the answer goes', async () => {
    const none = new vscode.CancellationTokenSource().token;
    const server = {} as Parameters<typeof checkFileTool>[0];
    const file = await checkFileTool(server).prepareInvocation?.({ input: { path: 'eval_*.py' } }, none);
    assert.equal(file?.confirmationMessages?.title, 'Check eval_*.py with Unpool?');
    const { value } = file.confirmationMessages.message as vscode.MarkdownString;
    assert.ok(value.includes('eval\\_\\*.py'), value); // names are no Markdown
    assert.match(value, /writes nothing/);
    assert.match(value, /goes to the model that you chat with/);
    const input = { kind: 'compare', real: ['r.csv'], synthetic: ['s.csv'] };
    const data = await checkDataTool(server).prepareInvocation?.({ input }, none);
    assert.equal(data?.confirmationMessages?.title, 'Check r.csv, s.csv with Unpool?');
    assert.match((data.confirmationMessages.message as vscode.MarkdownString).value, /all rows of r\.csv,&nbsp;s\.csv/);
  });

  it('leave no report and no question on the screen', async () => {
    await tell(DATA, { kind: 'compare', real: ['human.csv'], synthetic: ['synthetic.csv'], value: 'score' });
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 0);
    await screenshot('tools');
  });
});
