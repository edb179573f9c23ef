import type { DataFile } from '@unpool/shared/data/data-file.ts';

/** The file, whose reading rejects with the signal's reason once it is aborted. */
export function abortable(file: DataFile, signal: AbortSignal | undefined): DataFile {
  return {
    name: file.name,
    size: file.size,
    async *open() {
      for await (const chunk of file.open()) {
        signal?.throwIfAborted();
        yield chunk;
      }
    },
    slice(start, end) {
      signal?.throwIfAborted();
      return file.slice(start, end);
    },
  };
}
