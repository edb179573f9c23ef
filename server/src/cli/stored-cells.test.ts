import assert from 'node:assert/strict';
import { StoredCells } from './stored-cells.ts';

/** What of the JSON is there from one place in a cell to another. */
function stored(json: string, cell: number, start: number, end: number): string {
  const { line, column, endLine, endColumn } = new StoredCells(json).range(cell, start, end);
  const lines = json.split('\n').slice(line - 1, endLine);
  lines.push(lines.pop()!.slice(0, endColumn - 1));
  return lines.join('\n').slice(column - 1);
}

describe('the cells of a notebook in its JSON', () => {
  it('are found in lists of lines and in whole texts', () => {
    const json = '{"cells": [\n {"source": ["ab\\n",\n  "cd\\n", "ef"]},\n {"source": "gh\\nij"}\n]}';
    assert.equal(stored(json, 1, 0, 2), 'ab');
    assert.equal(stored(json, 1, 3, 5), 'cd');
    assert.equal(stored(json, 1, 6, 8), 'ef');
    assert.equal(stored(json, 2, 3, 5), 'ij');
  });

  it('run from one string into another, and stay JSON when replaced', () => {
    const json = '{"cells": [{"source": ["x = [\\n", "  1,\\n", "]\\n", "y"]}]}';
    assert.equal(stored(json, 1, 4, 12), '[\\n", "  1,\\n", "]');
    const changed = json.replace('[\\n", "  1,\\n", "]', new StoredCells(json).insideString('"a"\n'));
    assert.equal(JSON.parse(changed).cells[0].source.join(''), 'x = "a"\n\ny');
  });

  it('are counted by UTF-16 unit, whatever stands for it', () => {
    const json = String.raw`{"cells": [{"source": "\u00e9\ud83d\ude00😀\"\\\tX"}]}`;
    assert.equal(stored(json, 1, 8, 9), 'X');
    assert.equal(stored(json, 1, 0, 3), String.raw`\u00e9\ud83d\ude00`);
    assert.equal(stored(json, 1, 5, 8), String.raw`\"\\\t`);
  });

  it('are found in the format of old, where they lie in worksheets', () => {
    const json = '{"worksheets": [{"cells": [{"input": "a"}]}, {"cells": [{"input": ["b"]}]}]}';
    assert.equal(stored(json, 2, 0, 1), 'b');
  });

  it('have a place even when they are empty or gone', () => {
    assert.deepEqual(new StoredCells('{"cells": [{"source": []}]}').range(1, 0, 0).line, 1);
    assert.deepEqual(new StoredCells('{"cells": []}').range(3, 0, 5).line, 1);
    assert.deepEqual(new StoredCells('').range(1, 0, 5).line, 1);
  });
});
