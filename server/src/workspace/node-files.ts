import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { MAX_FILE_BYTES } from '@unpool/shared/protocol/requests.ts';
import { URI } from 'vscode-uri';
import { digestOf, type Hash } from '../evidence/digest.ts';
import { type Disk, pooledDisk } from './disk.ts';
import type { Files } from './stored.ts';

/** Files of the disk, inside the given folders only: a link that leads out of them is not followed. */
export function nodeFiles(folders: () => readonly string[], disk: Disk = pooledDisk): Files {
  const isInside = createInside(folders, disk);
  /** By the file, for as long as its size and time stay. */
  const digests = new Map<string, { mtimeMs: number; size: number; digest: Promise<string> }>();
  /** A file that may be read, where it really lies. Rejects where there is none. */
  const regularFile = async (uri: string) => {
    const { scheme, fsPath } = parsed(uri);
    if (scheme !== 'file' || !isInside.byName(fsPath)) return undefined;
    const file = await disk.place(fsPath);
    if (!(await isInside.really(file))) return undefined;
    const status = await disk.status(file);
    return status.isFile() ? { file, size: status.size, mtimeMs: status.mtimeMs } : undefined;
  };
  return {
    async read(uri, limit) {
      try {
        const found = await regularFile(uri);
        if (!found) return undefined;
        const { file, size } = found;
        if (limit !== undefined && size > limit) return await disk.readStart(file, limit);
        return size <= MAX_FILE_BYTES ? await disk.read(file) : undefined;
      } catch {
        return undefined; // absent or unreadable: for the analysis that is the same
      }
    },
    async size(uri) {
      return (await regularFile(uri).catch(() => undefined))?.size;
    },
    async digest(uri) {
      try {
        const found = await regularFile(uri);
        if (!found) return undefined;
        const { file, mtimeMs, size } = found;
        const known = digests.get(file);
        if (known?.mtimeMs === mtimeMs && known.size === size) return await known.digest;
        const digest = digestOf(file, createReadStream(file), nodeHash());
        digests.set(file, { mtimeMs, size, digest });
        return await digest;
      } catch {
        return undefined;
      }
    },
    async list(folder) {
      const { scheme, fsPath } = parsed(folder);
      if (scheme !== 'file' || !isInside.byName(fsPath)) return [];
      try {
        const place = await disk.place(fsPath);
        if (!(await isInside.really(place))) return [];
        const entries = await disk.list(place);
        return entries
          .filter((entry) => entry.isFile() || entry.isDirectory())
          .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
      } catch {
        return [];
      }
    },
  };
}

function parsed(uri: string): { readonly scheme: string; readonly fsPath: string } {
  const { scheme, fsPath } = URI.parse(uri);
  return { scheme, fsPath: /^[a-z]:$/i.test(fsPath) ? `${fsPath}\\` : fsPath }; // "c:" alone is where one last was on it
}

function nodeHash(): Hash {
  const hash = createHash('sha256');
  return { update: (bytes) => void hash.update(bytes), digest: async () => hash.digest('hex') };
}

/** Whether a path is in one of the folders. */
interface Inside {
  /** As it is written: nothing is asked of the disk, nor of another machine whose name a path begins with. */
  byName(fsPath: string): boolean;
  /** A path without links. */
  really(place: string): Promise<boolean>;
}

/** Where the folders lead is looked up once. */
function createInside(folders: () => readonly string[], disk: Disk): Inside {
  const places = new Map<string, string>();
  const placeOf = async (fsPath: string): Promise<string> => {
    const known = places.get(fsPath);
    if (known !== undefined) return known;
    try {
      const place = await disk.place(fsPath);
      places.set(fsPath, place);
      return place;
    } catch {
      return fsPath; // not there, or not yet
    }
  };
  const paths = () =>
    folders().flatMap((folder) => {
      const { scheme, fsPath } = parsed(folder);
      return scheme === 'file' ? [fsPath] : [];
    });
  return {
    byName: (fsPath) =>
      paths().some((folder) => isBelow(folder, fsPath) || isBelow(places.get(folder) ?? folder, fsPath)),
    async really(place) {
      for (const folder of paths()) if (isBelow(await placeOf(folder), place)) return true;
      return false;
    },
  };
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative);
}
