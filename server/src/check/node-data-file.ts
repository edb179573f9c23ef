import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'this is a folder; expected a data file',
  EACCES: 'the file may not be read',
  EPERM: 'the file may not be read',
};

/** A file of this machine, read in chunks. */
export function nodeDataFile({ name, uri }: DataFileRef): DataFile {
  return {
    name,
    async *open() {
      if (!uri.startsWith('file:')) {
        throw new DataError('the file is not on this machine', { file: name });
      }
      try {
        const path = fileURLToPath(uri);
        const status = await stat(path);
        // Reading a pipe or a device might never end, and a pipe can't be read twice.
        if (!status.isFile() && !status.isDirectory()) {
          throw new DataError('this is not a regular file; expected a data file', { file: name });
        }
        for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
          yield chunk as Uint8Array;
        }
      } catch (error) {
        if (error instanceof DataError) {
          throw error;
        }
        const { code, message } = error as NodeJS.ErrnoException;
        throw new DataError(REASONS[code ?? ''] ?? `the file could not be read (${message})`, { file: name });
      }
    },
  };
}
