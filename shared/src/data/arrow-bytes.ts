import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';

/** Bytes of a record batch, which is read at once. */
export const LARGEST_BATCH = 2 ** 30;

export function cutOff(file: DataFile): DataError {
  return new DataError('the Arrow file is cut off; expected a whole file (was it copied to the end?)', {
    file: file.name,
  });
}

export function damaged(file: DataFile): DataError {
  return new DataError('the Arrow file is damaged; expected an Arrow or Feather (version 2) file', { file: file.name });
}

export function checkBatchSize(bytes: number, file: DataFile): void {
  if (bytes > LARGEST_BATCH) {
    const problem = `a record batch of ${Math.round(bytes / 2 ** 20)} MB is more than can be read at once; write smaller batches, or Parquet`;
    throw new DataError(problem, { file: file.name });
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Where the fields of a flatbuffer's table are, by their order in its schema; null for one that is left out. The root
 * table, unless a place is given.
 */
export function tableFields(view: DataView, table = view.getInt32(0, true)): (index: number) => number | null {
  const offsets = table - view.getInt32(table, true);
  const length = view.getUint16(offsets, true);
  return (index) => {
    const place = 4 + 2 * index;
    const offset = place < length ? view.getUint16(offsets + place, true) : 0;
    return offset === 0 ? null : table + offset;
  };
}
