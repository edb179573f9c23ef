import assert from 'node:assert/strict';
import { checkLevels, checkPage, checkValues, type PageCoding } from './parquet-runs.ts';

const coding = (parts: Partial<PageCoding>): PageCoding => ({
  values: 20,
  repetitionBits: 0,
  definitionBits: 1,
  kind: 'plain',
  ...parts,
});
/** A run of a value, and one of a number of values in eights. */
const repeated = (length: number) => [...varint(length * 2), 1];
const packed = (eights: number) => [...varint(eights * 2 + 1), ...Array.from({ length: eights }, () => 0x55)];
const TOO_LONG = /a run says it has \d+ values, of 20 in its page/;

function varint(number: number): number[] {
  return number < 128 ? [number] : [(number % 128) + 128, ...varint(Math.floor(number / 128))];
}

const bytes = (...parts: readonly number[][]) => Uint8Array.from(parts.flat());
const sized = (levels: readonly number[]) => [levels.length, 0, 0, 0, ...levels];

describe('the runs of a Parquet page', () => {
  it('may fill it, the last one up to a byte', () => {
    checkPage(bytes(sized(repeated(20)), [1, 2, 3]), coding({}));
    checkPage(bytes(sized([...repeated(4), ...packed(2)])), coding({}));
    checkPage(bytes(sized(packed(3))), coding({}));
    checkPage(
      bytes(sized(repeated(20)), sized(packed(3)), [3], repeated(20)),
      coding({ repetitionBits: 1, kind: 'dictionary' }),
    );
    checkLevels(bytes(packed(3), repeated(20)), 4, coding({ repetitionBits: 1 }));
    checkValues(bytes([0]), coding({ kind: 'dictionary' }));
    checkValues(bytes([]), coding({ kind: 'dictionary' }));
  });

  it('may not say that they have more values', () => {
    for (const length of [21, 5_000_000, 2 ** 30]) {
      const run = repeated(length);
      assert.throws(() => checkPage(bytes(sized(run)), coding({})), TOO_LONG);
      assert.throws(() => checkPage(bytes(sized(repeated(20)), sized(run)), coding({ repetitionBits: 2 })), TOO_LONG);
      assert.throws(() => checkPage(bytes(sized(repeated(20)), [2], run), coding({ kind: 'dictionary' })), TOO_LONG);
      assert.throws(() => checkValues(bytes([0, 0, 0, 0], run), coding({ kind: 'booleans' })), TOO_LONG);
      assert.throws(() => checkLevels(bytes(repeated(20), run), 2, coding({ repetitionBits: 1 })), TOO_LONG);
    }
    assert.throws(() => checkPage(bytes(sized(varint(2 ** 31 + 1))), coding({})), TOO_LONG);
  });
});
