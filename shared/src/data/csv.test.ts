import assert from 'node:assert/strict';
import { openCsv } from './csv.ts';
import { type DataFile, dataFile } from './data-file.ts';
import type { Row } from './table.ts';

/** A file that comes in chunks of a given number of bytes. */
function inChunks(content: string, size: number): DataFile {
  const bytes = new TextEncoder().encode(content);
  return {
    ...dataFile('data.csv', bytes),
    async *open() {
      for (let start = 0; start < bytes.length; start += size) {
        yield bytes.subarray(start, start + size);
      }
    },
  };
}

async function read(content: string, size = 1 << 20): Promise<{ columns: readonly string[]; rows: Row[] }> {
  const { columns, rows } = await openCsv(inChunks(content, size));
  const all: Row[] = [];
  for await (const batch of rows) {
    all.push(...batch);
  }
  return { columns, rows: all };
}

describe('CSV', () => {
  it("takes Excel's word for the delimiter", async () => {
    const whole = await read('sep=;\r\na,b;c\r\n1,5;2\r\n');
    assert.deepEqual(whole.columns, ['a,b', 'c']);
    assert.deepEqual(whole.rows, [{ line: 3, cells: ['1,5', '2'] }]);
    assert.deepEqual(await read('sep=;\r\na,b;c\r\n1,5;2\r\n', 3), whole);
  });

  it('reads the same however the bytes are cut: marks, quotes, line ends, empty lines, letters of several bytes', async () => {
    const content = '\ufeffa,b\r\n"x, ""y""\r\nz",1\r\n\r\nß€😀,2\r\n,\r\n"q",3';
    const whole = await read(content);
    assert.deepEqual(whole.columns, ['a', 'b']);
    assert.deepEqual(whole.rows, [
      { line: 2, cells: ['x, "y"\nz', '1'] },
      { line: 5, cells: ['ß€😀', '2'] },
      { line: 6, cells: ['', ''] },
      { line: 7, cells: ['q', '3'] },
    ]);
    for (let size = 1; size < 12; size++) {
      assert.deepEqual(await read(content, size), whole, `${size} bytes a chunk`);
    }
  });

  it('keeps line numbers over many chunks', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => (i % 100 === 0 ? `"${i}\n",${i}` : `${i},${i}`));
    const { rows } = await read(`a,b\n${lines.join('\n')}\n`, 4096);
    assert.equal(rows.length, 30_000);
    assert.deepEqual(rows.at(-1), { line: 2 + 29_999 + 300, cells: ['29999', '29999'] });
  });

  it('finds out the delimiter', async () => {
    for (const delimiter of [',', '\t', ';', '|']) {
      const { columns, rows } = await read(`a${delimiter}b\n1${delimiter}2\n3${delimiter}4\n`);
      assert.deepEqual([columns, rows.length], [['a', 'b'], 2], JSON.stringify(delimiter));
    }
    assert.deepEqual((await read('only\n1\n2\n')).columns, ['only']);
  });

  it('reads both kinds of line ends in one file', async () => {
    const { rows } = await read('a,b\r\n1,2\n3,4\r5,6\r\n');
    assert.deepEqual(
      rows.map(({ line, cells }) => [line, ...cells]),
      [
        [2, '1', '2'],
        [3, '3', '4'],
        [4, '5', '6'],
      ],
    );
  });
});
