import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';

/**
 * The text of a file in chunks, its lines ending in \n alone; a byte order mark is taken off. UTF-8, or UTF-16 with its mark.
 * Throws a DataError for other encodings and for binary files.
 */
export async function* textChunks(file: DataFile): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let lines = 1;
  let held = '';
  const decode = (bytes: Uint8Array | undefined): string => {
    try {
      const text = bytes === undefined ? (decoder?.decode() ?? '') : decoder!.decode(bytes, { stream: true });
      if (text.includes('\0')) {
        throw new DataError('this is not a text file; expected CSV, JSON, Parquet or Arrow', { file: file.name });
      }
      return text;
    } catch (error) {
      if (error instanceof DataError) {
        throw error;
      }
      throw new DataError('the text is not UTF-8; expected a file saved as UTF-8', {
        file: file.name,
        line: lines + (bytes === undefined ? 0 : newlinesBeforeBreak(bytes)),
      });
    }
  };
  for await (const bytes of file.open()) {
    decoder ??= new TextDecoder(encodingOf(bytes), { fatal: true });
    const text = held + decode(bytes);
    // The \n of a line end may be in the next chunk.
    held = text.endsWith('\r') ? '\r' : '';
    const plain = text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
    lines += count(plain);
    yield plain;
  }
  yield (held + decode(undefined)).replace(/\r\n?/g, '\n');
}

/** By the byte order mark; UTF-8 without one. */
export function encodingOf(bytes: Uint8Array): string {
  const mark = (bytes[0] ?? 0) * 256 + (bytes[1] ?? 0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
}

/** Newlines before the first byte that breaks the encoding, found by decoding line by line. */
function newlinesBeforeBreak(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let start = 0;
  let lines = 0;
  for (;;) {
    const newline = bytes.indexOf(10, start);
    try {
      // The first line may continue a character of the chunk before: it is given the benefit of the doubt.
      if (lines > 0 || start > 0) {
        decoder.decode(bytes.subarray(start, newline === -1 ? bytes.length : newline));
      }
    } catch {
      return lines;
    }
    if (newline === -1) {
      return 0;
    }
    start = newline + 1;
    lines++;
  }
}

function count(text: string): number {
  let newlines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    newlines++;
  }
  return newlines;
}
