import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { tableFromArrays, tableToIPC } from '@uwdata/flechette';
import { random } from '../statistics/random.ts';
import { type DataFile, dataFile } from './data-file.ts';
import { openTable } from './open-table.ts';
import { isSpot } from './spots.ts';
import type { Row, Wanted } from './table.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../test/data');

function stored(name: string): DataFile {
  return dataFile(name, readFileSync(path.join(FOLDER, name)));
}

function text(name: string, content: string): DataFile {
  return dataFile(name, new TextEncoder().encode(content));
}

/** What `long.parquet` holds. */
function longArrow(name: string): DataFile {
  const rows = Array.from({ length: 130_000 }, (_, i) => i);
  const columns = {
    score: rows.map((i) => i % 7),
    word: rows.map((i) => `w${i % 5}`),
    pair: rows.map((i) => ({ left: i % 3, right: i % 4 })),
  };
  return dataFile(name, tableToIPC(tableFromArrays(columns), { format: 'file' })!);
}

async function read(file: DataFile, wanted?: Wanted) {
  const table = await openTable(file, wanted);
  const rows: Row[] = [];
  for await (const batch of table.rows) rows.push(...batch);
  return { columns: table.columns, rows, problems: table.problems() };
}

/** The cells as CSV has them. */
function asText(rows: readonly Row[]): string[][] {
  return rows.map(({ cells }) => cells.map((cell) => (cell === null ? '' : String(cell))));
}

describe('data files', () => {
  const binary = readdirSync(FOLDER).filter(
    (name) => /\.(parquet|feather|arrow)$/.test(name) && !name.includes('long'),
  );

  for (const name of binary) {
    it(`${name} holds what its CSV twin holds`, async () => {
      const twin = await read(stored('table.csv'));
      const { columns, rows, problems } = await read(stored(name));
      assert.deepEqual(columns, twin.columns);
      assert.deepEqual(asText(rows), asText(twin.rows));
      assert.deepEqual(problems, []);
      assert.deepEqual([rows[0]?.line, rows.at(-1)?.line], [1, 12]);
      assert.equal(typeof rows[0]?.cells[columns.indexOf('score')], 'number');
      assert.equal(rows[0]?.cells[columns.indexOf('passed')], true);
    });
  }

  for (const name of ['long-lz4.feather', 'polars-long-lz4.arrow']) {
    it(`${name}: LZ4 frames of several blocks`, async () => {
      const { rows } = await read(stored(name));
      assert.equal(rows.length, 40_000);
      assert.ok(rows.every(({ cells }, i) => cells[0] === i % 7));
    });
  }

  for (const name of ['long.parquet', 'long-index.parquet', 'long.arrow']) {
    it(`${name}: some columns are read in some of the rows only`, async () => {
      const wanted = { columns: ['score', 'pair.right'], atSpots: ['word', 'score'] };
      const file = name.endsWith('.arrow') ? longArrow(name) : stored(name);
      const { columns, rows } = await read(file, wanted);
      assert.deepEqual(columns, ['score', 'word', 'pair.left', 'pair.right']);
      assert.deepEqual(
        rows.map(({ line, cells }) => [line, ...cells]),
        Array.from({ length: 130_000 }, (_, i) => [i + 1, i % 7, isSpot(i) ? `w${i % 5}` : null, null, i % 4]),
      );
      assert.ok(isSpot(99_999) && !isSpot(129_999));
    });
  }

  it('are refused with a DataError where they are damaged or cut off, whatever the place', async () => {
    const { below } = random(1);
    for (const name of [...binary, 'long-lz4.feather']) {
      for (let time = 0; time < 12; time++) {
        const bytes = Uint8Array.from(readFileSync(path.join(FOLDER, name)));
        const at = below(bytes.length);
        bytes[at] = bytes[at]! ^ (1 + below(255));
        const damaged = dataFile(name, time % 3 === 0 ? bytes.subarray(0, at) : bytes);
        await read(damaged).catch((error: Error) =>
          assert.equal(error.name, 'DataError', `${name} at ${at}: ${error.stack}`),
        );
      }
    }
  });

  it('reads of Parquet what is asked for, and no more', async () => {
    const all = stored('none.parquet');
    const read2 = async (wanted: Wanted) => {
      let bytes = 0;
      const counted: DataFile = {
        ...all,
        async slice(start, end) {
          const slice = await all.slice(start, end);
          bytes += slice.length;
          return slice;
        },
      };
      return { ...(await read(counted, wanted)), bytes };
    };
    const whole = await read2({});
    const one = await read2({ columns: ['scores.judge'] });
    assert.ok(one.bytes < whole.bytes);
    assert.deepEqual(one.columns, whole.columns);
    assert.deepEqual(one.rows[1]?.cells, [null, null, null, null, null, 0.25, null, null, null, null]);
    const first = await read2({ rows: 3 });
    assert.ok(first.bytes < whole.bytes);
    assert.equal(first.rows.length, 3);
  });

  it('reads anything packed with gzip', async () => {
    const { rows, columns } = await read(stored('table.csv'));
    for (const name of ['table.csv', 'snappy.parquet', 'zstd.feather', 'stream.arrow']) {
      const packed = dataFile(`${name}.gz`, gzipSync(readFileSync(path.join(FOLDER, name))));
      const unpacked = await read(packed);
      assert.deepEqual([unpacked.columns, asText(unpacked.rows)], [columns, asText(rows)], name);
    }
    const jsonl = dataFile('a.jsonl.gz', gzipSync('{"a": 1}\n{"a": 2}\n'));
    assert.deepEqual(asText((await read(jsonl)).rows), [['1'], ['2']]);
  });

  it('tells the format by the content before the name', async () => {
    const cases: [name: string, content: string, rows: string[][]][] = [
      ['a.json', '{"a": 1}\n{"a": 2}\n', [['1'], ['2']]],
      ['a.jsonl', '[{"a": 1},\n {"a": 2}]', [['1'], ['2']]],
      ['a.data', '{"a": 1}\n{"a": 2}\n', [['1'], ['2']]],
      ['a.data', '[\n  {"a": 1}\n]', [['1']]],
      ['a.json', '{"a": 1, "rows": [{"b": 1}, {"b": 2}], "more": []}', [['1'], ['2']]],
      ['a.tsv', 'a\tb\n1,5\t2\n', [['1,5', '2']]],
      ['a.csv', 'a\n[1]\n', [['[1]']]],
    ];
    for (const [name, content, rows] of cases) {
      assert.deepEqual(asText((await read(text(name, content))).rows), rows, content);
    }
    assert.deepEqual((await read(dataFile('p', readFileSync(path.join(FOLDER, 'none.parquet'))))).rows.length, 12);
  });
});

describe('JSON', () => {
  it('names nested values by their path, and keeps lists as JSON', async () => {
    const { columns, rows } = await read(
      text(
        'a.jsonl',
        '{"id": 1, "scores": {"judge": 0.5, "human": null}}\n{"scores": {"judge": {"a": 1}}, "l": [1, "x"]}\n',
      ),
    );
    assert.deepEqual(columns, ['id', 'scores.judge', 'scores.human', 'scores.judge.a', 'l']);
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        [1, 0.5, null, null, null],
        [null, null, null, 1, '[1,"x"]'],
      ],
    );
  });

  it('counts the NaN and Infinity of the columns asked for, and leaves texts alone', async () => {
    const lines = '{"a": NaN, "b": 1, "t": "x, NaN, -Infinity \\" NaN"}\n{"a": -Infinity, "b": NaN, "t": "Infinity"}\n';
    const { rows, problems } = await read(text('a.jsonl', lines), { columns: ['a', 't'] });
    assert.deepEqual(
      rows.map(({ cells }) => cells),
      [
        [null, null, 'x, NaN, -Infinity " NaN'],
        [null, null, 'Infinity'],
      ],
    );
    assert.deepEqual(problems, ['a.jsonl: 1 NaN and 1 Infinity were read as missing.']);
  });

  it('keeps the digits of long ids, and of texts and fractions beside them', async () => {
    const line =
      '{"id": 12345678901234567890, "n": 9007199254740991, "x": 0.12345678901234567890, "t": "12345678901234567890"}';
    const { rows } = await read(text('a.jsonl', line));
    assert.deepEqual(rows[0]?.cells, [
      '12345678901234567890',
      9007199254740991,
      0.12345678901234568,
      '12345678901234567890',
    ]);
  });

  it('says which keys come too late to be columns, and finds them when they are asked for', async () => {
    const lines = `${`{"a": "${'x'.repeat(1000)}"}\n`.repeat(1500)}{"a": 2, "late": 7}\n`;
    const unasked = await read(text('a.jsonl', lines));
    assert.deepEqual(unasked.columns, ['a']);
    assert.match(unasked.problems.join(), /not read, as they are first named behind.*"late" \(line 1501\)/);
    const asked = await read(text('a.jsonl', lines), { columns: ['late'] });
    assert.deepEqual(asked.columns, ['a', 'late']);
    assert.deepEqual(asked.rows.at(-1)?.cells, [null, 7]);
  });

  it('reads an array the same however its bytes are cut', async () => {
    const content = ' [ {"a": "]}\\"[{\\\\", "b": [1, {"c": 2}]} ,\n{"a": "€", "b": []},{"a":"\\\\"}\n]\n';
    const bytes = new TextEncoder().encode(content);
    const expected = [
      [']}"[{\\', '[1,{"c":2}]'],
      ['€', '[]'],
      ['\\', null],
    ];
    for (let size = 1; size < 30; size++) {
      const file: DataFile = {
        ...dataFile('a.json', bytes),
        async *open() {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        },
      };
      const { rows } = await read(file);
      assert.deepEqual(
        rows.map(({ cells }) => cells),
        expected,
        `${size} bytes a chunk`,
      );
    }
  });
});
