import { tableFields } from './arrow-bytes.ts';

/** Of a decoded batch, what its buffers must fit. */
interface Buffers {
  readonly length: number;
  readonly type?: { readonly typeId: number };
  readonly values?: { readonly length: number };
  readonly offsets?: { readonly length: number; [index: number]: number | bigint };
  readonly children?: readonly Buffers[];
}

const BOOL = 6;
const DEEPEST = 32;
const MOST_FIELDS = 100_000;

/**
 * Checks a column's length and offsets against its buffers: a damaged file may claim billions of rows or elements, for
 * which room would be made. Throws an Error.
 */
export function checkBuffers({ length, type, values, offsets, children }: Buffers): void {
  if (length < 0 || !Number.isSafeInteger(length)) {
    throw new Error(`a column of ${length} rows`);
  }
  const room = offsets?.length ?? (values === undefined ? length : values.length * (type?.typeId === BOOL ? 8 : 1));
  if (length > room) {
    throw new Error(`a column says it has ${length} rows, and has ${room}`);
  }
  const inner = children?.[0]?.length ?? values?.length;
  if (offsets !== undefined && inner !== undefined && length > 0) {
    checkOffsets(offsets, length, inner);
  }
  for (const child of children ?? []) {
    checkBuffers(child);
  }
}

function checkOffsets(offsets: NonNullable<Buffers['offsets']>, length: number, inner: number): void {
  let before = 0;
  for (let i = 0; i <= length && i < offsets.length; i++) {
    const offset = Number(offsets[i]);
    if (offset < before || offset > inner) {
      throw new Error(`the value of row ${i} is outside of its buffer`);
    }
    before = offset;
  }
}

/** Kinds of a message's header. */
export const SCHEMA = 1;
export const DICTIONARY = 2;
export const BATCH = 3;

/** Checks that the lists of a message's head, a flatbuffer, are not longer than their bytes. Throws an Error. */
export function checkMessage(view: DataView): void {
  const field = tableFields(view);
  const [type, header] = [field(1), field(2)];
  if (type === null || header === null) {
    throw new Error('a message without a header');
  }
  const place = header + view.getUint32(header, true);
  const kind = view.getUint8(type);
  if (kind === SCHEMA) {
    checkSchema(view, place);
  } else if (kind === BATCH) {
    checkBatch(view, place);
  } else if (kind === DICTIONARY) {
    const data = tableFields(view, place)(1);
    if (data !== null) {
      checkBatch(view, data + view.getUint32(data, true));
    }
  }
}

/** The length twice, in the first node, too; and the lists of nodes, of buffers, and of counts of further buffers. */
function checkBatch(view: DataView, place: number): void {
  const field = tableFields(view, place);
  const [length, nodes] = [field(0), field(1)];
  const node = nodes === null ? null : nodes + view.getUint32(nodes, true);
  const hasNode = node !== null && view.getUint32(node, true) > 0;
  if (hasNode && view.getBigInt64(node + 4, true) !== (length === null ? 0n : view.getBigInt64(length, true))) {
    throw new Error('a record batch of two lengths');
  }
  for (const [index, bytes] of [
    [1, 16],
    [2, 16],
    [4, 8],
  ] as const) {
    const at = field(index);
    const vector = at === null ? null : at + view.getUint32(at, true);
    if (vector !== null && vector + 4 + view.getUint32(vector, true) * bytes > view.byteLength) {
      throw new Error('a record batch of more columns than there is room for');
    }
  }
}

/** Checks that the fields of a schema, whose flatbuffer is at `place`, are not more than their bytes. Throws an Error. */
export function checkSchema(view: DataView, place: number): void {
  let count = 0;
  const check = (table: number, childrenField: number, depth: number): void => {
    const at = tableFields(view, table)(childrenField);
    if (at === null) {
      return;
    }
    const vector = at + view.getUint32(at, true);
    const length = view.getUint32(vector, true);
    count += length;
    if (depth > DEEPEST || count > MOST_FIELDS || vector + 4 + 4 * length > view.byteLength) {
      throw new Error(`a schema of ${count} fields`);
    }
    for (let i = 0; i < length; i++) {
      const child = vector + 4 + 4 * i;
      check(child + view.getUint32(child, true), 5, depth + 1);
    }
  };
  check(place, 1, 0);
}
