import assert from 'node:assert/strict';
import { Overlap } from './overlap.ts';
import type { ColumnPreview } from './preview.ts';
import type { Cell } from './table.ts';

const text = (name: string): ColumnPreview => ({
  name,
  kind: 'text',
  isId: false,
  isRun: false,
  text: null,
  hasGaps: false,
  holds: 'text',
  values: null,
});
const number = (name: string, isId = false): ColumnPreview => ({
  ...text(name),
  kind: 'number',
  isId,
  holds: 'numbers',
});

function shared(columns: readonly ColumnPreview[], real: readonly Cell[][], synthetic: readonly Cell[][]) {
  const overlap = new Overlap([columns, columns], 'score', 'origin');
  for (const row of real) overlap.add('real', row);
  for (const row of synthetic) overlap.add('synthetic', row);
  return overlap.shared();
}

const rows = (from: number, to: number, cells: (i: number) => Cell[]) =>
  Array.from({ length: to - from }, (_, i) => cells(from + i));

describe('rows and units that two samples share', () => {
  it('compares the columns that all files have, without that of the origin', () => {
    const { columns } = new Overlap(
      [
        [text('a'), number('score'), text('origin'), text('b')],
        [text('origin'), text('b'), number('score')],
      ],
      'score',
      'origin',
    );
    assert.deepEqual(columns, ['score', 'b']);
  });

  it('counts rows that are equal, however the cells are cut', () => {
    const columns = [text('a'), text('b'), number('score')];
    const real = rows(0, 20, (i) => [`x${i}`, 'y', 0.5]);
    assert.deepEqual(
      shared(columns, real, [
        ['x3', 'y', 0.5],
        ['x3y', '', 0.5],
        ['x3', 'y', 0.7],
        ['x3', 'y', 0.5],
      ]).rows,
      {
        count: 2,
        columns: ['a', 'b', 'score'],
      },
    );
  });

  it('says nothing of rows that repeat by themselves, or are told apart by a row number alone', () => {
    const rating = (i: number): Cell[] => [`group ${i % 4}`, i % 5];
    assert.equal(shared([text('group'), number('score')], rows(0, 60, rating), rows(0, 60, rating)).rows, null);
    const counted = (i: number): Cell[] => [i, i % 5];
    assert.equal(shared([number('no', true), number('score')], rows(0, 60, counted), rows(0, 60, counted)).rows, null);
  });

  it('says nothing of rows that the value alone tells apart, as equal ones come about by chance', () => {
    const scored = (i: number): Cell[] => [i % 2 === 0 ? 'web' : 'book', (i * 37) % 1009];
    assert.equal(shared([text('medium'), number('score')], rows(0, 60, scored), rows(50, 200, scored)).rows, null);
  });

  it('tells of units that have several rows of a side', () => {
    const repeated =
      (word: string, units: number) =>
      (i: number): Cell[] => [`${word}${i % units}`, i % 3, i];
    const columns = [text('prompt'), number('turn_id'), number('score')];
    const { repeats } = shared(columns, rows(0, 60, repeated('p', 20)), rows(0, 90, repeated('q', 90)));
    assert.deepEqual(repeats, {
      column: 'prompt',
      real: { rows: 60, different: 20 },
      synthetic: { rows: 90, different: 90 },
    });
    const single = shared(columns, rows(0, 60, repeated('p', 58)), rows(0, 90, repeated('q', 90)));
    assert.equal(single.repeats, null, 'a few are no clusters');
    const categories = shared(columns, rows(0, 60, repeated('p', 4)), rows(0, 90, repeated('q', 90)));
    assert.equal(categories.repeats, null, 'few different values are categories');
  });

  it('counts the different units', () => {
    const twice =
      (word: string) =>
      (i: number): Cell[] => [`${word}${i % 15}`, i];
    const columns = [text('prompt'), number('score')];
    assert.deepEqual(shared(columns, rows(0, 30, twice('p')), rows(5, 18, twice('p'))).units, [
      { column: 'prompt', shared: 13, real: 15 },
    ]);
    assert.deepEqual(shared(columns, rows(0, 30, twice('p')), rows(0, 30, twice('q'))).units, []);
    const few = (i: number): Cell[] => [`kind ${i % 5}`, i];
    assert.deepEqual(shared([text('task'), number('score')], rows(0, 60, few), rows(0, 60, few)).units, []);
  });

  it('does not take row numbers for units, unless they are the very same', () => {
    const numbered = (i: number): Cell[] => [i, i / 7];
    const columns = [number('id', true), number('score')];
    assert.deepEqual(shared(columns, rows(0, 60, numbered), rows(0, 200, numbered)).units, []);
    assert.equal(shared(columns, rows(0, 60, numbered), rows(0, 60, numbered)).units.length, 1);
  });
});
