import { openCsv } from './csv.ts';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { openJsonl } from './jsonl.ts';
import type { Table } from './table.ts';

/** Formats that are known and not read yet. */
const UNREAD = /\.(parquet|feather|arrow|xlsx?|ods|json|gz|bz2|xz|zip|zst|db|sqlite|pkl|pickle|npy|npz)$/i;

/** Opens a data file by its name: `.jsonl` and `.ndjson` as JSON lines, others as delimited text. Throws DataErrors. */
export function openTable(file: DataFile): Promise<Table> {
  const unread = UNREAD.exec(file.name);
  if (unread !== null) {
    const problem = `${unread[0]} files are not supported yet; convert it to CSV (or JSON lines)`;
    return Promise.reject(new DataError(problem, { file: file.name }));
  }
  return /\.(jsonl|ndjson)$/i.test(file.name) ? openJsonl(file) : openCsv(file);
}
