import { closeSync, type Dirent, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';

interface Status {
  isFile(): boolean;
  readonly size: number;
  readonly mtimeMs: number;
}

/** What is asked of the disk; each question rejects where there is no such file. */
export interface Disk {
  /** Where a path leads, without links. */
  place(file: string): Promise<string>;
  status(file: string): Promise<Status>;
  read(file: string): Promise<Uint8Array>;
  /** The first bytes. */
  readStart(file: string, bytes: number): Promise<Uint8Array>;
  list(folder: string): Promise<readonly Dirent[]>;
}

/** By Node's pool of threads: who asks can do something else meanwhile. */
export const pooledDisk: Disk = {
  place: (file) => realpath(file),
  status: (file) => stat(file),
  read: (file) => readFile(file),
  async readStart(file, length) {
    const handle = await open(file);
    try {
      const bytes = new Uint8Array(length);
      const { bytesRead } = await handle.read(bytes, 0, length, 0);
      return bytes.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  },
  list: (folder) => readdir(folder, { withFileTypes: true }),
};

/** At once, for a program that has nothing else to do: the way to the pool and back takes longer than a small file. */
export const directDisk: Disk = {
  place: async (file) => realpathSync.native(file),
  status: async (file) => statSync(file),
  read: async (file) => readFileSync(file),
  async readStart(file, length) {
    const handle = openSync(file, 'r');
    try {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, readSync(handle, bytes, 0, length, 0));
    } finally {
      closeSync(handle);
    }
  },
  list: async (folder) => readdirSync(folder, { withFileTypes: true }),
};
