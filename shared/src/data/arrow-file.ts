import { checkBatchSize, cutOff, damaged, tableFields, viewOf } from './arrow-bytes.ts';
import { checkMessage, checkSchema } from './arrow-checks.ts';
import type { DataFile } from './data-file.ts';

const MAGIC = new TextEncoder().encode('ARROW1');
const HEAD = 8;
/** The footer's length and the magic word. */
const TAIL = 10;
const BLOCK_BYTES = 24;
const SCHEMA = 1;
const DICTIONARIES = 2;
const BATCHES = 3;

interface Block {
  readonly offset: number;
  readonly metadata: number;
  readonly body: number;
}

/**
 * The parts of an Arrow file that can be decoded by themselves: its schema, then each record batch. Each is a file
 * itself, with the footer of the whole that points to one batch. Throws a DataError where the file is cut off or damaged.
 */
export async function* fileParts(file: DataFile): AsyncGenerator<Uint8Array> {
  const footer = await footerOf(file);
  const { dictionaries, batches } = blocksOf(footer, file);
  yield await partOf(file, footer, [], null);
  for (const batch of batches) {
    yield await partOf(file, footer, dictionaries, batch);
  }
}

async function footerOf(file: DataFile): Promise<Uint8Array> {
  const size = await file.size();
  const tail = await file.slice(Math.max(0, size - TAIL), size);
  if (size < HEAD + TAIL || !MAGIC.every((byte, i) => tail[4 + i] === byte)) {
    throw cutOff(file);
  }
  const length = viewOf(tail).getInt32(0, true);
  if (length < 8 || length > size - HEAD - TAIL) {
    throw damaged(file);
  }
  return file.slice(size - TAIL - length, size - TAIL);
}

function blocksOf(footer: Uint8Array, file: DataFile): Record<'dictionaries' | 'batches', readonly Block[]> {
  try {
    const view = viewOf(footer);
    const schema = tableFields(view)(SCHEMA);
    if (schema !== null) {
      checkSchema(view, schema + view.getUint32(schema, true));
    }
    return { dictionaries: blocksAt(view, DICTIONARIES), batches: blocksAt(view, BATCHES) };
  } catch {
    throw damaged(file);
  }
}

function blocksAt(view: DataView, field: number): readonly Block[] {
  const vector = vectorAt(view, field);
  const length = vector === null ? 0 : view.getUint32(vector, true);
  if (length * BLOCK_BYTES > view.byteLength) {
    throw new Error('more blocks than there is room for');
  }
  return Array.from({ length }, (_, i) => {
    const at = vector! + 4 + i * BLOCK_BYTES;
    const number = (place: number) => Number(view.getBigInt64(at + place, true));
    return { offset: number(0), metadata: view.getInt32(at + 8, true), body: number(16) };
  });
}

function vectorAt(view: DataView, field: number): number | null {
  const place = tableFields(view)(field);
  return place === null ? null : place + view.getUint32(place, true);
}

async function partOf(
  file: DataFile,
  footer: Uint8Array,
  dictionaries: readonly Block[],
  batch: Block | null,
): Promise<Uint8Array> {
  const blocks = [...dictionaries, ...(batch === null ? [] : [batch])];
  const messages: Uint8Array[] = [];
  let at = HEAD;
  const moved: Block[] = [];
  for (const { offset, metadata, body } of blocks) {
    const length = metadata + body;
    if (offset < HEAD || metadata < 8 || body < 0) {
      throw damaged(file);
    }
    checkBatchSize(length, file);
    const bytes = await file.slice(offset, offset + length);
    if (bytes.length < length) {
      throw cutOff(file);
    }
    checkHead(bytes.subarray(0, metadata), file);
    moved.push({ offset: at, metadata, body });
    messages.push(bytes);
    at += Math.ceil(length / 8) * 8;
  }
  const pointing = new Uint8Array(footer);
  pointTo(pointing, DICTIONARIES, moved.slice(0, dictionaries.length));
  pointTo(pointing, BATCHES, moved.slice(dictionaries.length));
  return joined(messages, moved, pointing, at);
}

/** The head of a message is behind its length, and since Arrow 0.15 a mark. */
function checkHead(bytes: Uint8Array, file: DataFile): void {
  try {
    checkMessage(viewOf(bytes.subarray(viewOf(bytes).getInt32(0, true) === -1 ? 8 : 4)));
  } catch {
    throw damaged(file);
  }
}

/** Makes a footer's list of blocks a shorter one, or one with other places. */
function pointTo(footer: Uint8Array, field: number, blocks: readonly Block[]): void {
  const view = viewOf(footer);
  const vector = vectorAt(view, field);
  if (vector === null) {
    return;
  }
  view.setUint32(vector, blocks.length, true);
  for (const [i, { offset, metadata, body }] of blocks.entries()) {
    const at = vector + 4 + i * BLOCK_BYTES;
    view.setBigInt64(at, BigInt(offset), true);
    view.setInt32(at + 8, metadata, true);
    view.setBigInt64(at + 16, BigInt(body), true);
  }
}

function joined(
  messages: readonly Uint8Array[],
  blocks: readonly Block[],
  footer: Uint8Array,
  end: number,
): Uint8Array {
  const part = new Uint8Array(end + footer.length + TAIL);
  part.set(MAGIC);
  for (const [i, bytes] of messages.entries()) {
    part.set(bytes, blocks[i]!.offset);
  }
  part.set(footer, end);
  viewOf(part).setInt32(end + footer.length, footer.length, true);
  part.set(MAGIC, part.length - MAGIC.length);
  return part;
}
