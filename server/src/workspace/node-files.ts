import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { MAX_FILE_BYTES } from '@unpool/shared/protocol/requests.ts';
import { URI } from 'vscode-uri';
import type { Files } from './stored.ts';

/** Files of the disk, inside the given folders only: a link that leads out of them is not followed. */
export function nodeFiles(folders: () => readonly string[]): Files {
  return {
    async read(uri) {
      const { scheme, fsPath } = URI.parse(uri);
      if (scheme !== 'file') return undefined;
      try {
        const file = await realpath(fsPath);
        if (!(await isInside(file, folders()))) return undefined;
        const status = await stat(file);
        return status.isFile() && status.size <= MAX_FILE_BYTES ? await readFile(file) : undefined;
      } catch {
        return undefined; // absent or unreadable: for the analysis that is the same
      }
    },
  };
}

async function isInside(file: string, folders: readonly string[]): Promise<boolean> {
  for (const folder of folders) {
    const { scheme, fsPath } = URI.parse(folder);
    if (scheme !== 'file') continue;
    const relative = path.relative(await realpath(fsPath).catch(() => fsPath), file);
    const first = relative.split(path.sep)[0];
    if (first !== '..' && !path.isAbsolute(relative)) return true;
  }
  return false;
}
