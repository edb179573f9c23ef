import { DataError } from '@unpool/shared/data/data-error.ts';
import { type DataFile, dataFile } from '@unpool/shared/data/data-file.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';

/** Opens files whose bytes are at hand by URI; one that is absent rejects when it is opened. */
export function contentsDataFile(contents: ReadonlyMap<string, Uint8Array>): (file: DataFileRef) => DataFile {
  return ({ name, uri }) => {
    const bytes = contents.get(uri);
    if (bytes === undefined) {
      throw new DataError('there is no such file', { file: name });
    }
    return dataFile(name, bytes);
  };
}
