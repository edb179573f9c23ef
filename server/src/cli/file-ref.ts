import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';

/** A data file by the name that was typed in the folder `cwd`. */
export function fileRef(name: string, cwd: string): DataFileRef {
  return { name, uri: pathToFileURL(path.resolve(cwd, name)).href };
}
