import assert from 'node:assert/strict';
import type { FileFinding } from '@unpool/shared/protocol/file-findings.ts';
import { findingsText } from './findings-text.ts';

const FILE = 'file:///project/eval.ipynb';
const pathOf = (uri: string) => uri.replace('file:///project/', '');

const finding: FileFinding = {
  ...{ uri: FILE, cell: 4, line: 2, column: 7, endLine: 2, endColumn: 20 },
  rule: 'naive-pooling',
  severity: 'error',
  confidence: 'likely',
  message: 'Real and synthetic rows are averaged together.',
  trace: [
    { uri: 'file:///project/data.py', cell: null, line: 3, column: 1, message: 'synthetic rows come from here' },
    { uri: FILE, cell: 4, line: 2, column: 7, message: 'mean of the pooled rows' },
  ],
  fixes: [
    { title: 'Average the real rows only', safety: 'safe' },
    { title: 'Report by origin', safety: 'suggested' },
  ],
  subject: {
    kind: 'compare',
    real: ['human.csv'],
    synthetic: ['synthetic.csv'],
    column: 'score',
    estimand: 'mean',
    isWhole: true,
  },
};

describe('Findings for a model', () => {
  it('have every place, repair and data file', () => {
    assert.equal(
      findingsText(FILE, [finding], [], pathOf),
      `eval.ipynb: 1 finding. Lines, columns and cells count from 1.

1. error naive-pooling (likely), cell 4, line 2, column 7
   Real and synthetic rows are averaged together.
   Where the data come from:
   - data.py, line 3, column 1: synthetic rows come from here
   - cell 4, line 2, column 7: mean of the pooled rows
   Quick fix in the editor: Average the real rows only
   Quick fix in the editor: Report by origin (look it over)
   Data, as the code names them: real human.csv; synthetic synthetic.csv; column score`,
    );
  });

  it('say that there are none, and what was not understood', () => {
    assert.equal(findingsText(FILE, [], [], pathOf), 'eval.ipynb: no findings.');
    const unread = [{ uri: FILE, cell: 2, line: 5, column: 1 }];
    assert.match(findingsText(FILE, [], unread, pathOf), /Could not be read as code.*: cell 2, line 5, column 1\./);
  });

  it('are not without end', () => {
    const text = findingsText(FILE, Array(1000).fill(finding), [], pathOf);
    assert.match(text, /^eval\.ipynb: 1000 findings\./);
    assert.match(text, /\n960 more findings are left out/);
    assert.ok(text.length < 20_000, `${text.length} characters`);
  });
});
