import { DataError } from './data-error.ts';
import { encodingOf } from './text-chunks.ts';

export type Format = 'csv' | 'jsonl' | 'json' | 'parquet' | 'arrow';

const ASCII = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const ZIP = ASCII('PK\u0003\u0004');

/** How binary files begin that are not read. */
const UNREAD: readonly (readonly [begin: readonly number[], what: string])[] = [
  [ASCII('FEA1'), 'a Feather file of version 1'],
  [ASCII('PARE'), 'an encrypted Parquet file'],
  [ASCII('SQLite format 3'), 'an SQLite database'],
  [ASCII('BZh'), 'a bzip2 archive'],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'a Zstandard archive'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'an old Excel or Office file'],
  [[0x89, 0x48, 0x44, 0x46], 'an HDF5 file'],
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'a NumPy array'],
  [ASCII('Obj\u0001'), 'an Avro file'],
  [ASCII('ORC'), 'an ORC file'],
  [[0x80, 0x04, 0x95], 'a Python pickle'],
  [[0x80, 0x05, 0x95], 'a Python pickle'],
];

/**
 * The format of a file, told by its first bytes (some thousands) before its name.
 * Throws a DataError for formats that are known and not read.
 */
export function formatOf(file: string, head: Uint8Array): Format {
  const name = file.replace(/\.gz$/i, '');
  if (begins(head, ASCII('PAR1'))) {
    return 'parquet';
  }
  if (begins(head, ASCII('ARROW1')) || begins(head, [0xff, 0xff, 0xff, 0xff])) {
    return 'arrow';
  }
  refuseUnread(file, name, head);
  const text = new TextDecoder(encodingOf(head)).decode(head).trimStart();
  const isLines = /\.(jsonl|ndjson)$/i.test(name);
  if (text.startsWith('{') && (isLines || isObjectALine(text, name))) {
    return 'jsonl';
  }
  if (/^[[{]/.test(text) && (isLines || /\.json$/i.test(name) || /^(?:\[\s*[{\]]|\{\s*["}])/.test(text))) {
    return 'json';
  }
  return isLines ? 'jsonl' : /\.json$/i.test(name) ? 'json' : 'csv';
}

function begins(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, i) => head[i] === byte);
}

function refuseUnread(file: string, name: string, head: Uint8Array): void {
  const known = UNREAD.find(([begin]) => begins(head, begin))?.[1];
  if (known !== undefined) {
    const problem = `this is ${known}, which is not read; save it as CSV, JSON lines or Parquet`;
    throw new DataError(problem, { file });
  }
  if (begins(head, ZIP)) {
    const problem = /\.eval$/i.test(name)
      ? 'this is an Inspect log in its packed form; write it as JSON: inspect log dump FILE > log.json'
      : /\.(xlsx|xlsm|ods)$/i.test(name)
        ? 'this is a spreadsheet, which is not read; save the sheet as CSV'
        : 'this is a zip archive; unpack it first';
    throw new DataError(problem, { file });
  }
  const ending = /\.(parquet|feather|arrow)$/i.exec(name)?.[1]?.toLowerCase();
  if (ending !== undefined) {
    const what =
      ending === 'parquet' ? 'a Parquet file, which begins with PAR1' : 'an Arrow file, which begins with ARROW1';
    const found = head.length === 0 ? 'the file is empty' : 'the file is something else by its first bytes';
    throw new DataError(`${found}; expected ${what}`, { file });
  }
}

/** The first line is an object by itself, and another one follows (or the file ends, if it is not named .json). */
function isObjectALine(text: string, name: string): boolean {
  const end = text.indexOf('\n');
  const rest = end === -1 ? '' : text.slice(end).trimStart();
  if (end === -1 || (rest === '' ? /\.json$/i.test(name) : !rest.startsWith('{'))) {
    return false;
  }
  try {
    JSON.parse(text.slice(0, end).replace(/\b(?:NaN|Infinity)\b/g, '0'));
    return true;
  } catch {
    return false;
  }
}
