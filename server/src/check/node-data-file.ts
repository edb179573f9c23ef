import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
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

/** A file of this machine. */
export function nodeDataFile({ name, uri }: DataFileRef): DataFile {
  return {
    name,
    async *open() {
      try {
        for await (const chunk of createReadStream(await pathOf(name, uri), { highWaterMark: 1 << 20 })) {
          yield chunk as Uint8Array;
        }
      } catch (error) {
        throw readable(name, error);
      }
    },
    async size() {
      try {
        return (await stat(await pathOf(name, uri))).size;
      } catch (error) {
        throw readable(name, error);
      }
    },
    async slice(start, end) {
      try {
        return await readSlice(await pathOf(name, uri), start, end);
      } catch (error) {
        throw readable(name, error);
      }
    },
  };
}

/** Reading a pipe or a device might never end, and a pipe can't be read twice. */
async function pathOf(name: string, uri: string): Promise<string> {
  if (!uri.startsWith('file:')) {
    throw new DataError('the file is not on this machine', { file: name });
  }
  const path = fileURLToPath(uri);
  const status = await stat(path);
  if (!status.isFile() && !status.isDirectory()) {
    throw new DataError('this is not a regular file; expected a data file', { file: name });
  }
  return path;
}

async function readSlice(path: string, start: number, end: number): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start));
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) {
        break;
      }
      filled += bytesRead;
    }
    return filled === bytes.length ? bytes : bytes.slice(0, filled);
  } finally {
    await handle.close();
  }
}

function readable(name: string, error: unknown): DataError {
  if (error instanceof DataError) {
    return error;
  }
  const { code, message } = error as NodeJS.ErrnoException;
  return new DataError(REASONS[code ?? ''] ?? `the file could not be read (${message})`, { file: name });
}
