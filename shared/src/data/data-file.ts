/** A data file as the host gives it. It may be opened several times. */
export interface DataFile {
  /** As people know it; stands in messages. */
  readonly name: string;
  /** The bytes, in chunks of any size. Rejects with an error fit to be shown when the file cannot be read. */
  open(): AsyncIterable<Uint8Array>;
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
  };
}
