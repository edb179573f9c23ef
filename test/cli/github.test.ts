import assert from 'node:assert/strict';
import { githubReporter } from '../../server/src/cli/github.ts';
import type { Io } from '../../server/src/cli/io.ts';
import type { ReportedFinding } from '../../server/src/cli/report.ts';
import { Folder, notebook } from './folder.ts';

describe('unpool check --format github', () => {
  let folder: Folder;
  afterEach(() => folder?.remove());

  it('prints workflow commands, and a last line for the log', async () => {
    folder = await Folder.with({ 'a.py': 'x = 1\ny = POOLED; JUDGED\n', 'b.py': '' });
    const { out, err, status } = await folder.check(['--format', 'github']);
    assert.deepEqual(out.split('\n'), [
      '::warning file=a.py,line=2,endLine=2,col=5,endColumn=11,title=Unpool%3A naive-pooling (likely)' +
        '::POOLED is not safe.%0Aa.py:1 it starts here',
      '::error file=a.py,line=2,endLine=2,col=13,endColumn=19,title=Unpool%3A uncalibrated-judge' +
        '::JUDGED is not safe.%0Aa.py:1 it starts here',
      '2 findings (1 error, 1 warning) in 2 files',
      '',
    ]);
    assert.equal(err, '');
    assert.equal(status, 1);
  });

  it('escapes what would end a property, a command or a line', async () => {
    folder = await Folder.with({ '100%, a:b\n::error::c.py': 'POOLED' });
    const { out } = await folder.check(['--format', 'github']);
    assert.match(out, /^::warning file=100%25%2C a%3Ab%0A%3A%3Aerror%3A%3Ac\.py,line=1,/);
    assert.equal(out.match(/^::/gm)?.length, 1);
  });

  it('leaves out the columns of a range over several lines, which GitHub refuses', () => {
    const range = { path: 'a.py', cell: null, line: 3, column: 5, endLine: 4, endColumn: 2 };
    const words = { rule: 'naive-pooling', severity: 'information', confidence: 'certain', message: 'm' } as const;
    const finding: ReportedFinding = { ...words, ...range, trace: [], fixes: [] };
    let out = '';
    const io: Io = {
      cwd: '.',
      status() {},
      color: false,
      write(text) {
        out += text;
      },
      error() {},
      readStdin: async () => '',
    };
    const findings = [{ id: 'x', finding, stored: finding, sourceLine: '' }];
    githubReporter(io).source({ path: 'a.py', findings, known: [], repaired: null, problem: null, warning: null });
    assert.equal(out, '::notice file=a.py,line=3,endLine=4,title=Unpool%3A naive-pooling::m\n');
  });

  it('points into the JSON of a notebook, and says which cell that is', async () => {
    const json = notebook({ type: 'markdown', source: 'a' }, { type: 'code', source: 'x = 1\nPOOLED' });
    folder = await Folder.with({ 'a.ipynb': json });
    const { out } = await folder.check(['--format', 'github']);
    const line = json.split('\n').findIndex((text) => text.includes('POOLED')) + 1;
    const column = json.split('\n')[line - 1]!.indexOf('POOLED') + 1;
    assert.match(out, new RegExp(`^::warning file=a.ipynb,line=${line},endLine=${line},col=${column},`));
    assert.match(out, /,title=Unpool%3A naive-pooling \(likely\)%2C cell 2%2C line 2::/);
  });

  it('has an error for what cannot be checked', async () => {
    folder = await Folder.with({ 'a.ipynb': '{' });
    const { out, status } = await folder.check(['--format', 'github', '.', 'missing.py']);
    assert.equal(status, 2);
    assert.match(out, /^::error file=missing\.py::no such file or folder$/m);
    assert.match(out, /^::error file=a\.ipynb::not a notebook/m);
  });

  it('warns of what could not be read in full, behind the findings', async () => {
    const json = notebook({ type: 'markdown', source: 'a' }, { type: 'code', source: 'BROKEN' });
    folder = await Folder.with({ 'a.ipynb': json, 'b.py': 'POOLED\n  BROKEN\nBROKEN\nx\nBROKEN' });
    const { out, status } = await folder.check(['--format', 'github']);
    assert.equal(status, 1);
    const line = json.split('\n').findIndex((text) => text.includes('BROKEN')) + 1;
    const [finding, ...rest] = out.split('\n');
    assert.match(finding!, /^::warning file=b\.py,line=1/);
    assert.deepEqual(rest, [
      `::warning file=a.ipynb,line=${line},col=6,title=Unpool::cell 2, line 1 cannot be read as Python, so it was not checked; the rest of the file was`,
      '::warning file=b.py,line=2,col=3,title=Unpool::lines 2 to 3 and 1 more place cannot be read as Python, so they were not checked; the rest of the file was',
      '1 finding (1 warning) in 2 files',
      '',
    ]);
  });

  it('has the place of a mistake in a configuration', async () => {
    folder = await Folder.with({ 'a.py': 'x = 1\n', 'unpool.toml': '[rules]\nnaive-pooling = "loud"\n' });
    const { out } = await folder.check(['--format', 'github']);
    assert.match(out, /^::error file=unpool\.toml,line=2,col=17::line 2, column 17: /m);
  });
});
