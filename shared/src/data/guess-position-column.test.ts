import assert from 'node:assert/strict';
import { positionColumns } from './guess-position-column.ts';
import type { ColumnPreview } from './preview.ts';

const column = (name: string, values: readonly string[] | null): ColumnPreview => ({
  name,
  values,
  kind: 'text',
  isId: false,
  isRun: false,
  text: null,
  hasGaps: false,
  holds: 'text',
});

const found = (...names: readonly string[]) =>
  positionColumns([names.map((name) => column(name, ['A', 'B']))], new Set());

describe('the column that says which model stood first', () => {
  it('is known by its name', () => {
    const names = [
      'position',
      'Order',
      'is_swapped',
      'isSwapped',
      'first_model',
      'firstModel',
      'meta.position',
      'a first',
    ];
    assert.deepEqual(found(...names), names);
    assert.deepEqual(found('border', 'preposition', 'firstname', 'orders', 'judge', 'model'), []);
  });

  it('has two values in all files together, and no other part to play', () => {
    const one = (values: readonly string[] | null) => [column('order', values)];
    assert.deepEqual(positionColumns([one(['AB']), one(['BA'])], new Set()), ['order']);
    assert.deepEqual(positionColumns([one([]), one(['AB', 'BA'])], new Set()), ['order']);
    assert.deepEqual(positionColumns([one(['AB', 'BA']), one(['C'])], new Set()), []);
    assert.deepEqual(positionColumns([one(['AB'])], new Set()), []);
    assert.deepEqual(positionColumns([one(null)], new Set()), []);
    assert.deepEqual(positionColumns([one(['AB', 'BA'])], new Set(['order'])), []);
  });
});
