import { decompress } from 'fzstd';

/** Unpacks Zstandard data of which the length is known. Throws an Error unless exactly `length` bytes come out. */
export function unpackZstd(packed: Uint8Array, length: number): Uint8Array {
  // A buffer handed to the library would be compared with 1 there, and turned into text of twice its size for it.
  const out = decompress(packed);
  if (out.length !== length) {
    throw new Error(`the Zstandard data have ${out.length} bytes instead of ${length}`);
  }
  // What the library makes begins at twelve bytes of its own, where no array of doubles may.
  return new Uint8Array(out);
}
