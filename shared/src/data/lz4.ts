const MAGIC = 0x184d2204;
const SHORT = 'the LZ4 data are cut off';

/**
 * Unpacks an LZ4 frame of which the length is known (lz4 frame format 1.6.4: blocks that may look back into earlier
 * ones, uncompressed blocks; checksums are skipped). Throws an Error unless exactly `length` bytes come out.
 */
export function unpackLz4Frame(packed: Uint8Array, length: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  if (packed.length < 7 || view.getUint32(0, true) !== MAGIC) {
    throw new Error('this is no LZ4 frame');
  }
  const flags = packed[4]!;
  const [hasBlockChecksum, hasSize, hasDictionary] = [flags & 16, flags & 8, flags & 1];
  if (flags >> 6 !== 1 || hasDictionary) {
    throw new Error('this kind of LZ4 frame is not read');
  }
  const out = new Uint8Array(length);
  let at = hasSize ? 15 : 7;
  let filled = 0;
  for (;;) {
    if (at + 4 > packed.length) {
      throw new Error(SHORT);
    }
    const head = view.getUint32(at, true);
    at += 4;
    if (head === 0) {
      break;
    }
    const size = head & 0x7fffffff;
    if (at + size > packed.length) {
      throw new Error(SHORT);
    }
    const block = packed.subarray(at, at + size);
    filled = head >>> 31 ? copyBlock(block, out, filled) : unpackBlock(block, out, filled);
    at += size + (hasBlockChecksum ? 4 : 0);
  }
  if (filled !== length) {
    throw new Error(`the LZ4 data have ${filled} bytes instead of ${length}`);
  }
  return out;
}

/** Unpacks one LZ4 block of which the length is known. Throws an Error unless exactly `length` bytes come out. */
export function unpackLz4Block(packed: Uint8Array, length: number): Uint8Array {
  const out = new Uint8Array(length);
  const filled = unpackBlock(packed, out, 0);
  if (filled !== length) {
    throw new Error(`the LZ4 data have ${filled} bytes instead of ${length}`);
  }
  return out;
}

/**
 * Unpacks what Parquet's older codec LZ4 holds: blocks as Hadoop writes them, each behind its two lengths, or else one
 * plain block.
 */
export function unpackHadoopLz4(packed: Uint8Array, length: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  const out = new Uint8Array(length);
  let at = 0;
  let filled = 0;
  while (at + 8 <= packed.length) {
    const unpacked = view.getUint32(at, false);
    const size = view.getUint32(at + 4, false);
    if (filled + unpacked > length || at + 8 + size > packed.length) {
      break;
    }
    out.set(unpackLz4Block(packed.subarray(at + 8, at + 8 + size), unpacked), filled);
    at += 8 + size;
    filled += unpacked;
  }
  return at === packed.length && filled === length ? out : unpackLz4Block(packed, length);
}

function copyBlock(block: Uint8Array, out: Uint8Array, filled: number): number {
  checkRoom(out, filled + block.length);
  out.set(block, filled);
  return filled + block.length;
}

/** Sequences of literals and of a match in what was unpacked before; the last has no match. */
function unpackBlock(block: Uint8Array, out: Uint8Array, filled: number): number {
  let at = 0;
  let to = filled;
  const longLength = (start: number): number => {
    let length = start;
    if (start === 15) {
      let byte: number;
      do {
        byte = byteAt(block, at++);
        length += byte;
      } while (byte === 255);
    }
    return length;
  };
  while (at < block.length) {
    const token = block[at++]!;
    const literals = longLength(token >> 4);
    if (at + literals > block.length) {
      throw new Error(SHORT);
    }
    checkRoom(out, to + literals);
    out.set(block.subarray(at, at + literals), to);
    at += literals;
    to += literals;
    if (at === block.length) {
      break;
    }
    const offset = byteAt(block, at++) | (byteAt(block, at++) << 8);
    const match = longLength(token & 15) + 4;
    if (offset === 0 || offset > to) {
      throw new Error('the LZ4 data are damaged');
    }
    checkRoom(out, to + match);
    if (offset >= match) {
      out.copyWithin(to, to - offset, to - offset + match);
      to += match;
    } else {
      // A match that overlaps itself repeats what it writes.
      for (const end = to + match; to < end; to++) {
        out[to] = out[to - offset]!;
      }
    }
  }
  return to;
}

function byteAt(block: Uint8Array, at: number): number {
  const byte = block[at];
  if (byte === undefined) {
    throw new Error(SHORT);
  }
  return byte;
}

function checkRoom(out: Uint8Array, end: number): void {
  if (end > out.length) {
    throw new Error('the LZ4 data are longer than they say');
  }
}
