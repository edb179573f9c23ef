import assert from 'node:assert/strict';
import { judgedRows, labellingSheet, labelsIn, unlessRefused } from '../index.ts';

const rows = Array.from({ length: 50 }, (_, i) => ({
  id: i,
  text: `a "quoted", text\nof ${i}`,
  human: 'from elsewhere',
}));
const filled = (sheet: string, label: (line: number) => string) => {
  let line = 0;
  return sheet.replace(/,\n/g, () => `,${label(line++)}\n`);
};

describe('a sheet for labels', () => {
  it('holds as many rows as wanted, the same ones each time, and others for another seed', () => {
    const indices = (sheet: string) => [...sheet.matchAll(/^(\d+),\d+,/gm)].map(([, index]) => Number(index));
    const drawn = indices(labellingSheet(rows, 20));
    assert.equal(new Set(drawn).size, 20);
    assert.deepEqual(indices(labellingSheet(rows, 20)), drawn);
    assert.notDeepEqual(indices(labellingSheet(rows, 20, { seed: 2 })), drawn);
    assert.equal(indices(labellingSheet(rows, 99)).length, 50);
  });

  it('draws every row about equally often', () => {
    const counts = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 2000; seed++)
      for (const [, index] of labellingSheet(counts, 3, { seed }).matchAll(/^(\d+),/gm)) counts[Number(index)]!++;
    assert(
      counts.every((count) => Math.abs(count - 600) < 90),
      counts.join(),
    );
  });

  it('is read as it was written, with line breaks in cells', () => {
    const sheet = filled(labellingSheet(rows, 20), (line) => ['1', 'no', '', '4.5'][line % 4]!);
    const labels = labelsIn(sheet.replaceAll('\n', '\r\n'), 50);
    assert.equal(labels.filter((label) => label !== null).length, 15);
    assert.deepEqual(new Set(labels), new Set([null, 1, 0, 4.5]));
  });

  it('hides what who labels must not see', () => {
    const sheet = labellingSheet([{ answer: 'Paris', verdict: 'pass' }], 1, { hide: ['verdict'] });
    assert.equal(sheet, 'row,answer,human\n0,Paris,\n');
  });

  it('is refused for rows that people did not see', () => {
    const sheet = filled(labellingSheet(rows, 20), () => '1').replaceAll('\n', '\r\n');
    assert.equal(labelsIn(sheet, rows).filter((label) => label === 1).length, 20);
    const others = rows.map((row) => ({ ...row, text: `another ${row.text}` }));
    assert.throws(() => labelsIn(sheet, others), /line 2 of the sheet is about another row, by its "text"/);
    assert.deepEqual(labelsIn('row,score,human\n0,0.10,1\n', [{ score: 0.1 }]), [1]);
  });

  it('says what is wrong with it', () => {
    assert.throws(() => labelsIn(labellingSheet(rows, 5), 50), /no row of the sheet is labelled yet/);
    assert.throws(
      () => labelsIn('row,human\n7,1\n', 5),
      /line 2 of the sheet is about row 7; expected one of the 5 rows/,
    );
    assert.throws(() => labelsIn('row,human\n1,good\n', 5), /line 2 of the sheet has "good"/);
    assert.throws(() => labelsIn('id,human\n1,1\n', 5), /no columns "row" and "human"/);
    assert.throws(() => labellingSheet(rows, 0), /size is 0/);
  });
});

describe('columns of human labels and a judge', () => {
  it('are told apart by what is labelled', () => {
    assert.deepEqual(judgedRows([true, null, Number.NaN, 0, undefined], [1, 0, true, false, 3]), {
      human: [1, 0],
      judge: [1, 0],
      unlabelled: [0, 1, 3],
    });
  });

  it('must fit each other', () => {
    assert.throws(() => judgedRows([1], [1, 0]), /judge has length 2; expected 1/);
    assert.throws(() => judgedRows([1, 1], [1, null]), /judge\[1\] is null/);
    assert.throws(() => judgedRows(['yes' as never, 1], [1, 1]), /human\[0\] is "yes"/);
  });
});

it('what was refused is an error with the reason', () => {
  assert.throws(() => unlessRefused({ refused: 'too few' }), /^RangeError: too few$/);
  assert.deepEqual(unlessRefused({ estimate: 1 }), { estimate: 1 });
});
