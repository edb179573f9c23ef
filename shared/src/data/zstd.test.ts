import assert from 'node:assert/strict';
import { unpackZstd } from './zstd.ts';

/** Frames of one run each: a header without a checksum, then blocks of one repeated byte. */
function frame(length: number, byte: number): Uint8Array {
  const LARGEST = 1 << 17;
  const size = Uint8Array.of(length, length >> 8, length >> 16, length >> 24);
  const blocks: number[] = [];
  for (let left = length; left > 0; left -= LARGEST) {
    const head = (Math.min(left, LARGEST) << 3) | (1 << 1) | (left <= LARGEST ? 1 : 0);
    blocks.push(head & 255, (head >> 8) & 255, (head >> 16) & 255, byte);
  }
  return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, ...size, ...blocks]);
}

describe('Zstandard', () => {
  it('unpacks hundreds of megabytes', () => {
    const length = 300 * 2 ** 20;
    const out = unpackZstd(frame(length, 7), length);
    assert.deepEqual([out.length, out[0], out[length - 1]], [length, 7, 7]);
  });

  it('refuses another length than is expected', () => {
    assert.throws(() => unpackZstd(frame(1000, 7), 1001), /the Zstandard data have 1000 bytes instead of 1001/);
    assert.throws(() => unpackZstd(frame(1000, 7), 999), /1000 bytes instead of 999/);
  });
});
