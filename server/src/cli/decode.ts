import { isUtf8 } from 'node:buffer';

/** UTF-8 to text, without the byte order mark. Throws an `Error` naming the first line that is not UTF-8. */
export function decode(bytes: Uint8Array): string {
  if (!isUtf8(bytes)) throw new Error(`line ${firstBadLine(bytes)} is not UTF-8; save the file as UTF-8`);
  return new TextDecoder().decode(bytes);
}

/** A line feed is never part of a longer UTF-8 sequence, so that each line can be judged alone. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
