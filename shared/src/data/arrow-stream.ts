import { checkBatchSize, cutOff, damaged, tableFields, viewOf } from './arrow-bytes.ts';
import { BATCH, checkMessage, DICTIONARY, SCHEMA } from './arrow-checks.ts';
import type { DataFile } from './data-file.ts';

interface Message {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

/**
 * The parts of an Arrow stream that can be decoded by themselves: its schema, then each record batch with the schema and
 * the dictionaries before it. Throws a DataError where the stream is cut off or damaged.
 */
export async function* streamParts(file: DataFile): AsyncGenerator<Uint8Array[]> {
  const before: Uint8Array[] = [];
  for await (const { kind, bytes } of messages(file)) {
    if (before.length === 0 && kind !== SCHEMA) {
      throw damaged(file);
    }
    if (kind === BATCH || kind === SCHEMA) {
      yield [...before, bytes];
    }
    if (kind === DICTIONARY || before.length === 0) {
      before.push(bytes);
    }
  }
}

async function* messages(file: DataFile): AsyncGenerator<Message> {
  const size = await file.size();
  let at = 0;
  while (at + 8 <= size) {
    const message = await messageAt(file, at, size);
    if (message === null) {
      return;
    }
    at += message.bytes.length;
    yield message;
  }
  if (at < size) {
    throw cutOff(file);
  }
}

/** Null at the mark that ends a stream. */
async function messageAt(file: DataFile, at: number, size: number): Promise<Message | null> {
  const length = viewOf(await file.slice(at, at + 8)).getInt32(4, true);
  if (length === 0) {
    return null;
  }
  if (length < 8 || length % 4 !== 0) {
    throw damaged(file);
  }
  if (at + 8 + length > size) {
    throw cutOff(file);
  }
  const { kind, bodyLength } = headOf(viewOf(await file.slice(at + 8, at + 8 + length)), file);
  const end = at + 8 + length + bodyLength;
  if (end > size) {
    throw cutOff(file);
  }
  checkBatchSize(end - at, file);
  return { kind, bytes: await file.slice(at, end) };
}

/** Of the flatbuffer `Message`, the kind of its header and the length of its body. */
function headOf(view: DataView, file: DataFile): { kind: number; bodyLength: number } {
  try {
    checkMessage(view);
    const field = tableFields(view);
    const [type, body] = [field(1), field(3)];
    const bodyLength = body === null ? 0 : Number(view.getBigInt64(body, true));
    if (type !== null && bodyLength >= 0) {
      return { kind: view.getUint8(type), bodyLength };
    }
  } catch {
    // Damaged, as below.
  }
  throw damaged(file);
}
