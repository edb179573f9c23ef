import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';

/** Formats that are not read from front to back are unpacked into memory first. */
const MOST_UNPACKED = 512 * 2 ** 20;

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** What a gzip file holds, unpacked while it is read. Reading throws a DataError where the file is damaged or cut off. */
export function unpacked(file: DataFile): DataFile {
  let whole: Promise<Uint8Array<ArrayBuffer>> | undefined;
  const all = () => {
    whole ??= collect(file);
    return whole;
  };
  return {
    name: file.name,
    open: () => unpack(file),
    size: async () => (await all()).length,
    slice: async (start, end) => (await all()).slice(start, end),
  };
}

async function* unpack(file: DataFile): AsyncGenerator<Uint8Array> {
  const source = file.open()[Symbol.asyncIterator]();
  let unread: unknown;
  const packed = new ReadableStream<BufferSource>({
    async pull(controller) {
      try {
        const { done, value } = await source.next();
        if (done === true) {
          controller.close();
        } else {
          controller.enqueue(value as Uint8Array<ArrayBuffer>);
        }
      } catch (error) {
        unread = error;
        controller.error(error);
      }
    },
    cancel: () => void source.return?.(),
  });
  const reader = packed.pipeThrough(new DecompressionStream('gzip')).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      yield value;
    }
  } catch {
    throw (
      unread ?? new DataError('the gzip data are damaged or cut off; expected a whole .gz file', { file: file.name })
    );
  } finally {
    // Whoever stops reading early must not leave the file open.
    await reader.cancel().catch(() => {});
  }
}

async function collect(file: DataFile): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of unpack(file)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_UNPACKED) {
      const problem = `unpacked, the file has more than ${MOST_UNPACKED / 2 ** 20} MB; unpack it first (gunzip)`;
      throw new DataError(problem, { file: file.name });
    }
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
