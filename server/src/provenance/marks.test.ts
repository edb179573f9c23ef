import assert from 'node:assert/strict';
import * as marksByName from './marks.ts';

describe('marks of a value', () => {
  it('are a bit each, and no two the same', () => {
    const marks = Object.entries(marksByName).filter(([, mark]) => typeof mark === 'number');
    assert.ok(marks.length > 20);
    for (const [name, mark] of marks) assert.equal(Math.log2(mark as number) % 1, 0, name);
    assert.equal(new Set(marks.map(([, mark]) => mark)).size, marks.length);
  });
});
