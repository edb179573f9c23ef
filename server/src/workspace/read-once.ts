import type { Files } from './stored.ts';
import type { FolderEntry } from './workspace.ts';

/** What is kept of texts, in bytes: all sources of most repositories. */
const MOST = 64_000_000;

/** The files as they are when they are first asked for, for a run in which nobody writes. */
export function readOnce(files: Files): Files {
  const folders = new Map<string, Promise<readonly FolderEntry[]>>();
  /** Read whole. */
  const texts = new Map<string, Uint8Array | undefined>();
  let held = 0;
  return {
    ...files,
    async read(uri, limit) {
      if (texts.has(uri)) return start(texts.get(uri), limit);
      const bytes = await files.read(uri, limit);
      const isWhole = limit === undefined || (bytes !== undefined && bytes.length < limit);
      if (!isWhole || texts.has(uri)) return bytes;
      held += bytes?.length ?? 0;
      if (held > MOST) {
        texts.clear();
        held = bytes?.length ?? 0;
      }
      texts.set(uri, bytes);
      return bytes;
    },
    list(folder) {
      const listing = folders.get(folder) ?? files.list(folder);
      folders.set(folder, listing);
      return listing;
    },
  };
}

/** The very bytes, where they are all: what was made of them may be kept by them. */
const start = (bytes: Uint8Array | undefined, limit = Number.POSITIVE_INFINITY): Uint8Array | undefined =>
  bytes && bytes.length > limit ? bytes.subarray(0, limit) : bytes;
