import assert from 'node:assert/strict';
import { dataFile } from './data-file.ts';
import { guessValueColumn } from './guess-value-column.ts';
import { preview } from './preview.ts';

const ROWS = 30;

/** The guess for a file whose columns hold what the functions give for each row. */
async function guess(columns: Readonly<Record<string, (row: number) => string | number>>, separator = ',') {
  const lines = Array.from({ length: ROWS }, (_, row) => Object.values(columns).map((cell) => cell(row)));
  const text = [Object.keys(columns), ...lines].map((cells) => cells.join(separator)).join('\n');
  return guessValueColumn([await preview(dataFile('a.csv', new TextEncoder().encode(text)))], undefined);
}

const score = (row: number) => ((row * 7) % 11) / 10;

describe('guessing the column of the values', () => {
  it('takes the only column of numbers that is no count of rows and no time', async () => {
    const others = { '': (row: number) => row, item_id: (row: number) => row, score, created_at: () => 1_700_000_000 };
    assert.equal(await guess(others), 'score');
    assert.equal(await guess({ length: (row) => (row * 37) % 101 }), 'length', 'all different, yet no count');
  });

  it('takes no count of rows and no time even if it is the only one', async () => {
    const count =
      /"question_number" \(whole numbers from 1 to 30\) seems to count or date the rows; expected another column, or its name if it is meant/;
    await assert.rejects(guess({ question_number: (row) => row + 1 }), count);
    await assert.rejects(guess({ question_number: (row) => ROWS - row }), count, 'in any order');
    await assert.rejects(
      guess({ timestamp: (row) => 1_700_000_000 + row * row }),
      /"timestamp" .* seems to count or date/,
    );
  });

  it('says what is wrong with numbers that are written otherwise', async () => {
    await assert.rejects(
      guess({ prompt: () => 'why', score: (row) => `0,${row + 10}` }, ';'),
      /no column of numbers in the file could hold the values; the columns are "prompt", "score"\. "score" holds "0,10": expected a decimal point: write 0\.10/,
    );
    await assert.rejects(guess({ rate: () => '75 %' }), /"rate" holds "75 %": expected a plain number/);
  });

  it('names no more columns than there is room for', async () => {
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`c${i}`, (row: number) => score(row + i)]));
    const told = (error: Error) => /several columns could hold/.test(error.message) && error.message.length < 800;
    await assert.rejects(guess(wide), told);
    const long = { ['x'.repeat(5000)]: score, y: (row: number) => 1 / (row + 3) };
    await assert.rejects(guess(long), told);
    await assert.rejects(guess(long), /"y" \(scores from 0\.0313 to 0\.333\)/);
  });
});
