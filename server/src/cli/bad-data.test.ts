import assert from 'node:assert/strict';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { run } from './commands.ts';
import { runIn } from './test-run.ts';

/** What a file holds, or how it is made at a path. */
type Content = string | Uint8Array | ((path: string) => void);

interface BadData {
  readonly what: string;
  /** The file, which is compared with good.csv by its column `score`. */
  readonly file: string;
  readonly content: Content;
  readonly says: RegExp;
  /** Other arguments than the two files and the column. */
  readonly args?: readonly string[];
}

const GOOD = `id,score\n${Array.from({ length: 30 }, (_, i) => `${i},${((i * 7) % 11) / 10}`).join('\n')}\n`;
const GB = 2 ** 30;

const stored = (name: string) => readFileSync(path.resolve(import.meta.dirname, '../../../test/data', name));
const csv = (...cells: readonly string[]) => `score\n${cells.join('\n')}\n`;
const latin = (text: string) => Buffer.from(text, 'latin1');

/** A file with the given bytes in one place and nothing around them. */
const sparse = (size: number, at: number, bytes: string) => (file: string) => {
  const handle = openSync(file, 'w');
  writeSync(handle, bytes, at < 0 ? size + at : at);
  closeSync(handle);
  truncateSync(file, size);
};

/** A stored file with its bytes around a share of it overwritten. */
function damaged(name: string, share: number, count = 40): Uint8Array {
  const bytes = Uint8Array.from(stored(name));
  const start = Math.floor(bytes.length * share);
  return bytes.fill(0xa5, start, Math.min(start + count, bytes.length));
}

/** A stored Parquet file in which a run says that it has millions of values. */
const endless = (name: string, at: number) => {
  const bytes = Uint8Array.from(stored(name));
  bytes.set([0xfe, 0xff, 0xff, 0xff, 0x07], at);
  return bytes;
};

const half = (bytes: Uint8Array) => bytes.subarray(0, bytes.length / 2);

// biome-ignore format: a table
const TABLES: readonly BadData[] = [
  { what: 'an empty file', file: 'a.csv', content: '', says: /a\.csv: the file is empty; expected a header line/ },
  { what: 'a header only', file: 'a.csv', content: 'score\n', says: /no synthetic row has a value; expected at least 2/ },
  { what: 'one row', file: 'a.csv', content: csv('1'), says: /only one synthetic row has a value; expected at least 2/ },
  { what: 'all missing', file: 'a.csv', content: csv('NA', 'nan', '""', 'NULL'), says: /no synthetic row has a value \(4 rows have none\)/ },
  { what: 'text in a column of numbers', file: 'a.csv', content: csv('1', '2', 'high'), says: /a\.csv, line 4, column "score": "high" is no number; expected a number/ },
  { what: 'an infinite value', file: 'a.csv', content: csv('1', '-inf'), says: /line 3.*expected a finite number: an infinite value has no mean/ },
  { what: 'a number beyond all doubles', file: 'a.csv', content: csv('1', '1e400'), says: /line 3.*"1e400".*too large/ },
  { what: 'a number too large to square', file: 'a.csv', content: csv('1', '1e200'), says: /line 3.*too large to compute with/ },
  { what: 'Latin-1', file: 'a.csv', content: latin('score,n\n1,a\n2,\xe9\n'), says: /a\.csv, line 3: the text is not UTF-8; expected a file saved as UTF-8/ },
  { what: 'UTF-16 without its mark', file: 'a.csv', content: Buffer.from(csv('1', '2'), 'utf16le'), says: /a\.csv: this is not a text file/ },
  { what: 'a picture named .csv', file: 'a.csv', content: latin('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0'), says: /a\.csv(, line \d+)?: (this is not a text file|the text is not UTF-8)/ },
  { what: 'a column named twice', file: 'a.csv', content: 'score,score\n1,2\n', says: /line 1, column "score": the header names this column twice/ },
  { what: 'no header', file: 'a.csv', content: '1,2\n3,4\n', says: /line 1: the first line holds numbers; expected a header line/ },
  { what: 'words among numbers', file: 'a.csv', content: csv('pass', '0.7'), says: /line 2.*"pass" stands in a column with numbers like 0\.7 \(a\.csv, line 3\)/ },
  { what: 'decimal commas', file: 'a.csv', content: 'id;score\n1;0,75\n2;0,5\n', says: /line 2, column "score": "0,75" is no number; expected a decimal point: write 0\.75/ },
  { what: 'decimal commas between commas', file: 'a.csv', content: 'id,score\n1,0,75\n2,0,5\n', says: /line 2: no row has as many cells as the header: 3 instead of 2.*decimal comma/ },
  { what: 'thousands separators', file: 'a.csv', content: csv('"1,234.5"', '2'), says: /line 2.*write 1234\.5/ },
  { what: 'percents', file: 'a.csv', content: csv('75 %', '20 %'), says: /line 2.*write 75 % as 0\.75/ },
  { what: 'a quote that is never closed', file: 'a.csv', content: 'id,score\n1,"0.5\n2,0.7\n', says: /line 2: a quote is opened here and never closed/ },
  { what: 'labels that are no 0 and 1', file: 'a.csv', content: csv('0', '1', '2'), args: ['--estimand', 'proportion'], says: /a proportion needs zeros and ones/ },
  { what: 'a column with a near name', file: 'a.csv', content: 'id,scores\n1,0.5\n2,0.7\n', says: /a\.csv: there is no column "score"; did you mean "scores"\? The columns are "id", "scores"/ },
  { what: 'a column with no name near', file: 'a.csv', content: 'x,y\n1,2\n', says: /there is no column "score"; the columns are "x", "y"/ },
  { what: 'a file that is not there', file: 'b.csv', content: () => {}, says: /b\.csv: there is no such file/ },
  { what: 'a folder', file: 'folder', content: (file) => mkdirSync(file), says: /folder: this is a folder; expected a data file/ },
];

// biome-ignore format: a table
const LARGE: readonly BadData[] = [
  { what: '10 GB of nothing', file: 'a.csv', content: sparse(10 * GB, 0, ''), says: /a\.csv: this is not a text file/ },
  { what: '10 GB behind a good start', file: 'a.csv', content: sparse(10 * GB, 0, csv('1', '2')), says: /a\.csv: this is not a text file/ },
  { what: '10 GB of nothing named .parquet', file: 'a.parquet', content: sparse(10 * GB, 0, ''), says: /expected a Parquet file, which begins with PAR1/ },
  { what: 'Parquet of 10 GB without an end', file: 'a.parquet', content: sparse(10 * GB, 0, 'PAR1'), says: /the Parquet file is cut off/ },
  { what: 'Arrow of 10 GB without an end', file: 'a.arrow', content: sparse(10 * GB, 0, 'ARROW1'), says: /the Arrow file is cut off/ },
  { what: '10 GB of nothing named .jsonl', file: 'a.jsonl', content: sparse(10 * GB, 0, ''), says: /this is not a text file/ },
  { what: 'one endless line', file: 'a.jsonl', content: `{"score": "${'x'.repeat(70_000_000)}`, says: /line 1: this line has more than 64 million characters/ },
  { what: 'a row that runs on for megabytes', file: 'a.csv', content: `score,n\n1,${'x'.repeat(9_000_000)}`, says: /line 2: this row has more than 8 million characters/ },
  { what: 'a quote that runs on for megabytes', file: 'a.csv', content: `score\n"${'x,'.repeat(6_000_000)}`, says: /line 2: a quote is opened here and never closed/ },
];

// biome-ignore format: a table
const JSONS: readonly BadData[] = [
  { what: 'an empty JSON lines file', file: 'a.jsonl', content: '\n', says: /a\.jsonl: the file is empty; expected one JSON object a line/ },
  { what: 'a broken line', file: 'a.jsonl', content: '{"score": 1}\n{score}\n', says: /a\.jsonl, line 2: this line is not JSON; expected one JSON object a line/ },
  { what: 'a line that is no object', file: 'a.jsonl', content: '{"score": 1}\n[1]\n', says: /line 2: this line is no JSON object; expected one like/ },
  { what: 'a list as the value', file: 'a.jsonl', content: '{"score": 1}\n{"score": [0.5, 1]}\n', says: /line 2, column "score": "\[0\.5,1\]" is no number; a list has no single value/ },
  { what: 'the value inside another', file: 'a.jsonl', content: '{"score": {"judge": 1}}\n{"score": {"judge": 0}}\n', says: /there is no column "score"; did you mean "score\.judge"\?/ },
  { what: 'lists without end', file: 'a.jsonl', content: `{"score": ${'['.repeat(50_000)}${']'.repeat(50_000)}}\n`, says: /line 1, column "score": .*a list has no single value/ },
  { what: 'an empty JSON document', file: 'a.json', content: '', says: /a\.json: the file is empty; expected an array of objects/ },
  { what: 'a JSON number', file: 'a.json', content: '3', says: /this JSON document is no table; expected an array of objects/ },
  { what: 'a JSON array of numbers', file: 'a.json', content: '[1, 2]', says: /"1, 2" stands in the array; expected objects/ },
  { what: 'a JSON array of arrays', file: 'a.json', content: '[[1], [2]]', says: /row 1: this element of the array is no object/ },
  { what: 'a JSON array that is cut off', file: 'a.json', content: '[{"score": 1}, {"score": ', says: /row 1: the JSON array does not end: the file is cut off/ },
  { what: 'a JSON object that is cut off', file: 'a.json', content: '{"rows": [{"score": 1},', says: /the JSON document is cut off/ },
  { what: 'broken JSON', file: 'a.json', content: '{\n"rows": [\n{"score": 1},\n{score: 2}]}', says: /this is not JSON from line 4 on/ },
  { what: 'JSON without records', file: 'a.json', content: '{"accuracy": 0.8}', says: /there is no array of objects in it; expected/ },
  { what: 'JSON with two tables', file: 'a.json', content: '{"a": [{"score": 1}], "b": [{"score": 1}]}', says: /several arrays of objects could be the table: "a", "b"/ },
  { what: 'two JSON arrays', file: 'a.json', content: '[{"score": 1}]\n[{"score": 2}]', says: /there is more behind the end of the JSON array/ },
  { what: 'an Inspect log without samples', file: 'a.json', content: '{"status": "error", "eval": {"task": "t", "model": "m"}}', says: /this is a log of Inspect, and it holds no samples/ },
  { what: 'JSON that is not UTF-8', file: 'a.json', content: latin('{"rows": [{"score": 1, "n": "\xe9"}]}'), says: /a\.json.*the text is not UTF-8/ },
];

// biome-ignore format: a table
const BINARIES: readonly BadData[] = [
  { what: 'half a Parquet file', file: 'a.parquet', content: half(stored('snappy.parquet')), says: /a\.parquet: the Parquet file is cut off.*was it copied to the end/ },
  { what: 'an empty Parquet file', file: 'a.parquet', content: '', says: /the file is empty; expected a Parquet file/ },
  { what: 'CSV named .parquet', file: 'a.parquet', content: csv('1', '2'), says: /the file is something else by its first bytes; expected a Parquet file/ },
  { what: 'a damaged Parquet footer', file: 'a.parquet', content: damaged('none.parquet', 0.85, 400), says: /a\.parquet: its last part, which describes the columns, is damaged/ },
  { what: 'damaged Parquet data', file: 'a.parquet', content: damaged('gzip.parquet', 0.04, 900), says: /a\.parquet, column "\w+": the data of this column are damaged or cut off/ },
  { what: 'Parquet levels without end', file: 'a.parquet', content: endless('v2-index.parquet', 371), says: /damaged or cut off \(a run says it has 1073741823 values, of 12 in its page\)/, args: ['a.parquet', 'a.parquet', '--value', 'scores.judge'] },
  { what: 'packed Parquet levels without end', file: 'a.parquet', content: endless('snappy.parquet', 76), says: /damaged or cut off \(a run says it has 67108856 values, of 5/, args: ['a.parquet', 'a.parquet', '--value', 'id'] },
  { what: 'an encrypted Parquet file', file: 'a.parquet', content: 'PARE\0\0\0\0\0\0\0\0PARE', says: /this is an encrypted Parquet file, which is not read/ },
  { what: 'half an Arrow file', file: 'a.feather', content: half(stored('zstd.feather')), says: /the Arrow file is cut off/ },
  { what: 'half an Arrow stream', file: 'a.arrow', content: half(stored('stream.arrow')), says: /the Arrow file is cut off/ },
  { what: 'damaged LZ4 in Arrow', file: 'a.feather', content: damaged('long-lz4.feather', 0.33, 60), says: /the Arrow file is damaged, or of a kind that is not read \(.*LZ4/ },
  { what: 'a damaged Arrow footer', file: 'a.feather', content: damaged('uncompressed.feather', 0.65, 1200), says: /the Arrow file is (damaged|cut off)/ },
  { what: 'Feather of version 1', file: 'a.feather', content: 'FEA1\0\0\0\0', says: /this is a Feather file of version 1, which is not read/ },
  { what: 'half a gzip file', file: 'a.csv.gz', content: half(gzipSync(GOOD)), says: /a\.csv\.gz: the gzip data are damaged or cut off/ },
  { what: 'a damaged gzip file', file: 'a.csv.gz', content: gzipSync(GOOD.repeat(9)).fill(7, 20, 40), says: /the gzip data are damaged or cut off/ },
  { what: 'a picture in gzip', file: 'a.csv.gz', content: gzipSync(new Uint8Array(9000)), says: /this is not a text file/ },
  { what: 'a spreadsheet', file: 'a.xlsx', content: 'PK\u0003\u0004', says: /this is a spreadsheet, which is not read; save the sheet as CSV/ },
  { what: 'a packed Inspect log', file: 'a.eval', content: 'PK\u0003\u0004', says: /an Inspect log in its packed form; write it as JSON: inspect log dump/ },
  { what: 'a zip archive', file: 'a.zip', content: 'PK\u0003\u0004', says: /this is a zip archive; unpack it first/ },
  { what: 'an SQLite database', file: 'a.db', content: 'SQLite format 3\0', says: /this is an SQLite database, which is not read; save it as CSV/ },
  { what: 'a pickle', file: 'a.pkl', content: Uint8Array.of(0x80, 4, 0x95, 0), says: /this is a Python pickle/ },
  { what: 'a NumPy array', file: 'a.npy', content: latin('\x93NUMPY\x01\0'), says: /this is a NumPy array/ },
  { what: 'a Zstandard archive', file: 'a.csv.zst', content: Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd), says: /this is a Zstandard archive/ },
];

// biome-ignore format: a table
const ALONE: readonly BadData[] = [
  { what: 'no column for the origin', file: 'a.csv', content: GOOD, args: ['a.csv'], says: /no column tells real from synthetic rows.*the columns are "id", "score"/ },
  { what: 'two columns for the origin', file: 'a.csv', content: 'origin,source,score\nreal,real,1\nsynthetic,synthetic,2\n', args: ['a.csv'], says: /several columns could tell real from synthetic rows: "origin", "source"; say which one/ },
  { what: 'an origin in other words', file: 'a.csv', content: 'source,score\nwave1,1\nwave2,2\n', args: ['a.csv'], says: /the column "source" holds "wave1", "wave2", which are no words for real and synthetic/ },
  { what: 'an origin in known and other words', file: 'a.csv', content: 'source,score\nreal,1\nsynthetic,2\nunsure,3\n', args: ['a.csv'], says: /the column "source" tells real from synthetic rows, but holds "unsure", too; name it as the origin to leave such rows out/ },
  { what: 'rows of one origin', file: 'a.csv', content: 'origin,score\nreal,1\nreal,2\n', args: ['a.csv'], says: /column "origin": no row is synthetic; the column holds "real"/ },
  { what: 'one row of an origin', file: 'a.csv', content: 'origin,score\nreal,1\nsynthetic,2\nsynthetic,3\n', args: ['a.csv'], says: /only one real row has a value/ },
  { what: 'two columns for the values', file: 'a.csv', content: 'origin,a,b\nreal,1,0.5\nreal,3,0.25\nreal,3,0.5\nsynthetic,2,0.75\n', args: ['a.csv'], says: /several columns could hold the values: "a" \(ratings from 1 to 3\), "b" \(scores from 0\.25 to 0\.75\); say which one/ },
  { what: 'Parquet lists as the values', file: 'a.parquet', content: stored('none.parquet'), args: ['a.parquet', '--value', 'tags'], says: /a\.parquet, row 1, column "tags": "\[\]" is no number; a list has no single value/ },
  { what: 'no spread and no margin', file: 'a.csv', content: csv('2', '2', '2'), args: ['a.csv', 'good.csv', '--value', 'score'], says: /all real values are 2, so there is no standard deviation/ },
  { what: 'a spread that vanishes', file: 'a.csv', content: csv('1e-300', '2e-300', '3e-300'), args: ['a.csv', 'good.csv', '--value', 'score'], says: /differ by less than 1e-140/ },
];

describe('bad data', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'unpool-bad-'));
    writeFileSync(path.join(folder, 'good.csv'), GOOD);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  for (const { what, file, content, says, args } of [...TABLES, ...LARGE, ...JSONS, ...BINARIES, ...ALONE]) {
    it(what, async () => {
      const place = path.join(folder, file);
      if (typeof content === 'function') content(place);
      else writeFileSync(place, content);
      const files = args?.[0]?.startsWith('--') === false ? [] : ['good.csv', file, '--value', 'score'];
      const started = performance.now();
      const { status, out, err } = await runIn(folder, run, ['compare', ...files, ...(args ?? [])]);
      assert.equal(status, 2, out || err);
      assert.match(err, says);
      assert.match(err, /^unpool compare: [^\n]+\n$/, 'one line, and no stack trace');
      assert.ok(err.length < 500, err);
      assert.equal(out, '');
      assert.ok(performance.now() - started < 20_000, 'in bounded time');
    });
  }
});
