import type { DataFile } from '@unpool/shared/data/data-file.ts';

export interface Watcher {
  /** Told the share of the bytes that have been read so far, from 0 to 1. */
  readonly onRead: (share: number) => void;
  /** Awaited between pieces, so that a host thread stays responsive. */
  readonly pause?: (() => Promise<void>) | undefined;
  /** Once it is aborted, reading rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The files, whose reading is watched. */
export function watched(files: readonly DataFile[], { onRead, pause, signal }: Watcher): readonly DataFile[] {
  let total: Promise<number> | undefined;
  let read = 0;
  const watch = async (bytes: Uint8Array) => {
    await pause?.();
    signal?.throwIfAborted();
    total ??= Promise.all(files.map((file) => file.size())).then((sizes) => sizes.reduce((sum, size) => sum + size, 0));
    read += bytes.length;
    onRead(Math.min(1, read / (await total))); // parts may be read twice
  };
  return files.map((file) => ({
    name: file.name,
    size: file.size,
    async *open() {
      for await (const chunk of file.open()) {
        await watch(chunk);
        yield chunk;
      }
    },
    async slice(start, end) {
      const bytes = await file.slice(start, end);
      await watch(bytes);
      return bytes;
    },
  }));
}
