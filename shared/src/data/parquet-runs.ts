/** What of a page is coded in runs: levels, of some bits each, and then values. */
export interface PageCoding {
  readonly values: number;
  readonly repetitionBits: number;
  readonly definitionBits: number;
  /** Of the values: places in a dictionary, booleans, or neither. */
  readonly kind: 'dictionary' | 'booleans' | 'plain';
}

/** Values by which a packed run may be longer than its page, whose end fills a byte. */
const PADDING = 512;

/**
 * Checks the runs of an unpacked page of version 1: the library writes as many values as a run says it has, and a
 * damaged one may say billions, on which Node gives up. Throws an Error.
 */
export function checkPage(page: Uint8Array, coding: PageCoding): void {
  const view = viewOf(page);
  let at = 0;
  for (const bits of [coding.repetitionBits, coding.definitionBits]) {
    if (bits > 0) {
      const end = at + 4 + view.getUint32(at, true);
      checkRuns(view, at + 4, bits, coding.values);
      at = end;
    }
  }
  checkValues(page.subarray(at), coding);
}

/** As `checkPage`, of the levels of version 2, which stand before the values and are never packed. */
export function checkLevels(levels: Uint8Array, repetitionBytes: number, coding: PageCoding): void {
  const view = viewOf(levels);
  if (coding.repetitionBits > 0) {
    checkRuns(view, 0, coding.repetitionBits, coding.values);
  }
  if (coding.definitionBits > 0) {
    checkRuns(view, repetitionBytes, coding.definitionBits, coding.values);
  }
}

/** As `checkPage`, of the unpacked values alone. */
export function checkValues(bytes: Uint8Array, { kind, values }: PageCoding): void {
  const view = viewOf(bytes);
  if (kind === 'dictionary' && bytes.length > 0 && view.getUint8(0) > 0) {
    checkRuns(view, 1, view.getUint8(0), values);
  } else if (kind === 'booleans') {
    checkRuns(view, 4, 1, values);
  }
}

/** Runs of Parquet's hybrid coding, each behind a number whose last bit tells its kind. */
function checkRuns(view: DataView, start: number, bits: number, values: number): void {
  let at = start;
  for (let seen = 0; seen < values && at < view.byteLength; ) {
    let header = 0;
    for (let shift = 0, more = true; more && at < view.byteLength; shift += 7) {
      const byte = view.getUint8(at++);
      header |= (byte & 0x7f) << shift;
      more = byte >= 0x80;
    }
    const isPacked = (header & 1) === 1;
    const length = (header >>> 1) * (isPacked ? 8 : 1);
    if (length > values + (isPacked ? PADDING : 0)) {
      throw new Error(`a run says it has ${length} values, of ${values} in its page`);
    }
    at += isPacked ? (length / 8) * bits : Math.ceil(bits / 8);
    seen += length;
  }
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
