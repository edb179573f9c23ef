import assert from 'node:assert/strict';
import { literal } from './literal.ts';

describe('Text of data in a quick pick', () => {
  it('has no icons', () => {
    assert.equal(literal('$(warning) a.csv $(sync~spin)'), '\\$(warning) a.csv \\$(sync~spin)');
    assert.equal(literal('\\$(warning)'), '\\\\$(warning)');
  });

  it('is otherwise as it was', () => {
    for (const text of ['cost in $ (a)', '$(a b)', '$()', 'a\\b', '']) assert.equal(literal(text), text);
  });
});
