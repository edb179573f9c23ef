import assert from 'node:assert/strict';
import { notebookDocument } from './notebook.ts';

const URI = 'file:///a.ipynb';

function units(notebook: unknown): [number | null, string][] {
  return notebookDocument(URI, JSON.stringify(notebook)).units.map(({ cell, text }) => [cell, text]);
}

describe('notebooks', () => {
  it('has one unit for each code cell, counted over all cells', () => {
    const document = notebookDocument(
      URI,
      JSON.stringify({
        nbformat: 4,
        metadata: { language_info: { name: 'python' } },
        cells: [
          { cell_type: 'markdown', source: '# a' },
          { cell_type: 'code', source: ['x = 1\n', 'y = 2'] },
          { cell_type: 'raw', source: '' },
          { cell_type: 'code', source: 'z = 3' },
        ],
      }),
    );
    assert.deepEqual(document, {
      uri: URI,
      language: 'python',
      units: [
        { uri: `${URI}#cell=2`, cell: 2, text: 'x = 1\ny = 2', version: null },
        { uri: `${URI}#cell=4`, cell: 4, text: 'z = 3', version: null },
      ],
    });
  });

  it('reads nbformat 3', () => {
    const cells = [
      { cell_type: 'heading', source: 'a' },
      { cell_type: 'code', language: 'python', input: ['x = 1'] },
      { cell_type: 'code', language: 'R', input: 'y' },
    ];
    assert.deepEqual(units({ nbformat: 3, worksheets: [{ cells }, { cells }] }), [
      [2, 'x = 1'],
      [5, 'x = 1'],
    ]);
  });

  it('leaves out other languages', () => {
    const cells = [
      { cell_type: 'code', source: 'a' },
      { cell_type: 'code', source: 'b', metadata: { vscode: { languageId: 'sql' } } },
    ];
    assert.deepEqual(units({ cells, metadata: { kernelspec: { language: 'R' } } }), []);
    assert.deepEqual(units({ cells, metadata: { kernelspec: { language: 'python' } } }), [[1, 'a']]);
    assert.deepEqual(units({ cells }), [[1, 'a']]);
  });

  it('says where the text is no JSON, and what is missing', () => {
    const cases = [
      ['{\n  "cells": [}', 'line 2, column 13): expected a value or "]"'],
      ['{"cells": [', 'line 1, column 12): expected a value or "]"'],
      ['{"cells": [1 2]}', 'line 1, column 14): expected "," or "]"'],
      ['{"cells": [],}', 'line 1, column 14): expected a key'],
      ['{"cells" 1}', 'line 1, column 10): expected ":"'],
      ['{"a": "b\n"}', 'line 1, column 7): expected the end of this text'],
      ['{"a": {"b": [1, -2.5e3, true, "\\""]}, "c": tru}', 'line 1, column 44): expected a value'],
      ['{} x', 'line 1, column 4): expected the end'],
      ['', 'line 1, column 1): expected a value'],
    ] as const;
    for (const [json, place] of cases) {
      assert.throws(() => notebookDocument(URI, json), { message: `not a notebook: not valid JSON (${place}` });
    }
  });

  it('says what is no notebook', () => {
    assert.throws(() => notebookDocument(URI, '[]'), {
      message: 'not a notebook: expected a JSON object with "cells"',
    });
    assert.throws(() => notebookDocument(URI, '{}'), { message: 'not a notebook: expected a list "cells"' });
    const cells = [{ cell_type: 'code', source: 3 }];
    assert.throws(() => units({ cells }), { message: 'cell 1: expected "source" to be text or a list of lines' });
  });
});
