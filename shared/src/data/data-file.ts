/** A data file as the host gives it. It may be read several times. Errors of its methods are fit to be shown. */
export interface DataFile {
  /** As people know it; stands in messages. */
  readonly name: string;
  /** The bytes, in chunks of any size. */
  open(): AsyncIterable<Uint8Array>;
  /** Bytes in all. */
  size(): Promise<number>;
  /** The bytes from `start` up to `end`, in a buffer of their own; fewer only where the file ends. */
  slice(start: number, end: number): Promise<Uint8Array<ArrayBuffer>>;
}

/** A file whose bytes are at hand. */
export function dataFile(name: string, bytes: Uint8Array): DataFile {
  return {
    name,
    async *open() {
      const size = 1 << 20;
      for (let start = 0; start < bytes.length; start += size) {
        yield bytes.subarray(start, start + size);
      }
    },
    size: async () => bytes.length,
    slice: async (start, end) => new Uint8Array(bytes.subarray(start, end)),
  };
}
