import { openCsv } from './csv.ts';
import type { DataFile } from './data-file.ts';
import { formatOf } from './format.ts';
import { isGzip, unpacked } from './gzip.ts';
import type { Table, Wanted } from './table.ts';

/** Bytes that tell a format: those of some lines of text. */
const HEAD = 65_536;

/**
 * Opens a data file by what it holds: CSV and its kin, JSON lines, JSON, Parquet or Arrow, also packed with gzip.
 * All readers but that of CSV are loaded when they are first needed. Throws DataErrors.
 */
export async function openTable(file: DataFile, wanted: Wanted = {}): Promise<Table> {
  const packed = await headOf(file);
  const isPacked = isGzip(packed);
  const plain = isPacked ? unpacked(file) : file;
  const head = isPacked ? await headOf(plain) : packed;
  switch (formatOf(file.name, head)) {
    case 'csv':
      return openCsv(plain);
    case 'jsonl':
      return (await import('./jsonl.ts')).openJsonl(plain, wanted);
    case 'json':
      return (await import('./json.ts')).openJson(plain, wanted);
    case 'parquet':
      return (await import('./parquet.ts')).openParquet(plain, wanted);
    case 'arrow':
      return (await import('./arrow.ts')).openArrow(plain, wanted);
  }
}

async function headOf(file: DataFile): Promise<Uint8Array> {
  let head = new Uint8Array(0);
  for await (const chunk of file.open()) {
    const longer = new Uint8Array(Math.min(head.length + chunk.length, HEAD));
    longer.set(head);
    longer.set(chunk.subarray(0, HEAD - head.length), head.length);
    head = longer;
    if (head.length === HEAD) {
      break;
    }
  }
  return head;
}
