import { isUtf8 } from 'node:buffer';

/** A text, and how to write one in the encoding it came in. */
export interface Decoded {
  readonly text: string;
  /** Throws an `Error` for a text that the encoding has no bytes for. */
  encode(text: string): Uint8Array;
}

const MARK = '\ufeff';

/**
 * Bytes to text: by their byte order mark, else by a Python coding line, if there may be one, else UTF-8. The text has
 * no mark. Throws an `Error` that says what is wrong, and in which line.
 */
export function decode(bytes: Uint8Array, { codingLines = true } = {}): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('hex', 0, 4);
  if (head === 'fffe0000' || head === '0000feff') throw new Error('is UTF-32; save it as UTF-8');
  if (head.startsWith('fffe')) return utf16('utf-16le', buffer, (written) => written);
  if (head.startsWith('feff')) return utf16('utf-16be', buffer, (written) => written.swap16());
  if (head.startsWith('efbbbf')) return utf8(buffer, MARK, codingLines);
  const declared = codingLines ? codingLine(buffer) : null;
  return declared === null ? utf8(buffer, '', codingLines) : byName(declared, buffer);
}

function utf8(bytes: Buffer, mark: string, codingLines = true): Decoded {
  if (!isUtf8(bytes)) {
    if (bytes.includes(0)) throw new Error('is not a text file');
    const line = firstBadLine(bytes, isUtf8);
    const more = codingLines ? ', or name its encoding in a first line like "# coding: latin-1"' : '';
    throw new Error(`line ${line} is not UTF-8; save the file as UTF-8${more}`);
  }
  return { text: new TextDecoder().decode(bytes), encode: (text) => Buffer.from(mark + text) };
}

function utf16(label: string, bytes: Buffer, order: (written: Buffer) => Buffer): Decoded {
  try {
    const text = new TextDecoder(label, { fatal: true }).decode(bytes);
    return { text, encode: (changed) => order(Buffer.from(MARK + changed, 'utf16le')) };
  } catch {
    throw new Error(`is not the ${label.slice(0, 6).toUpperCase()} text that its first bytes say it is`);
  }
}

/** PEP 263: the encoding that one of the first two lines names, if only a comment stands before it. */
function codingLine(bytes: Buffer): { readonly name: string; readonly line: number } | null {
  const lines = bytes.toString('latin1', 0, 4096).split(/\r\n?|\n/, 2);
  for (const [index, line] of lines.entries()) {
    const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line)?.[1];
    if (name !== undefined) return { name, line: index + 1 };
    if (!/^[ \t\f]*(?:#|$)/.test(line)) return null;
  }
  return null;
}

/** Names that Python knows and the web's encodings do not, or read otherwise: their Latin-1 is cp1252. */
const LATIN_1 = /^(?:latin|latin-?1|l1|iso-?8859(?:-1)?|iso-ir-100|cp819|8859|iso-latin-1|iso-8859-1-.*|latin-1-.*)$/;
const UTF_8 = /^(?:utf-?8|u8|utf|cp65001|utf-8-.*)$/;
const ASCII = /^(?:us-)?ascii$|^646$/;
const PYTHON_NAMES: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  cp936: 'gbk',
  cp949: 'euc-kr',
  cp950: 'big5',
  'mac-roman': 'macintosh',
  macroman: 'macintosh',
};

function byName({ name, line }: { readonly name: string; readonly line: number }, bytes: Buffer): Decoded {
  const plain = name.toLowerCase().replaceAll('_', '-');
  if (UTF_8.test(plain)) return utf8(bytes, '');
  if (ASCII.test(plain)) {
    const isAscii = (part: Uint8Array) => part.every((byte) => byte < 128);
    if (isAscii(bytes)) return utf8(bytes, '');
    const bad = firstBadLine(bytes, isAscii);
    throw new Error(
      `line ${bad} is not ASCII, which line ${line} says it is; save the file as UTF-8, and say so there`,
    );
  }
  if (LATIN_1.test(plain)) return singleByte(name, bytes, (some) => some.toString('latin1'));
  const decoder = decoderOf(PYTHON_NAMES[plain] ?? plain);
  if (decoder === null) {
    if (isUtf8(bytes)) return utf8(bytes, '');
    const bad = firstBadLine(bytes, isUtf8);
    throw new Error(`line ${bad} is not UTF-8, and the encoding "${name}" is not known here; save the file as UTF-8`);
  }
  return singleByte(name, bytes, (some) => {
    try {
      return decoder.decode(some);
    } catch {
      throw new Error(`is not ${name}, which line ${line} says it is; save the file as UTF-8, and say so there`);
    }
  });
}

function decoderOf(label: string): TextDecoder | null {
  for (const name of [label, label.replaceAll('-', ''), label.replaceAll('-', '_')]) {
    try {
      return new TextDecoder(name, { fatal: true });
    } catch {}
  }
  return null;
}

/** Written back byte for character, as far as the encoding has one byte for each. */
function singleByte(name: string, bytes: Buffer, read: (bytes: Buffer) => string): Decoded {
  return {
    text: read(bytes),
    encode(text) {
      const written = new Map<string, number>();
      for (let byte = 0; byte < 256; byte++) {
        try {
          written.set(read(Buffer.of(byte)), byte);
        } catch {} // no character of its own
      }
      const encoded = Buffer.from(Array.from(text, (character) => written.get(character) ?? 0));
      if (read(encoded) !== text) throw new Error(`cannot be written as ${name}; save the file as UTF-8`);
      return encoded;
    },
  };
}

/** A line feed is never part of a longer UTF-8 sequence, so that each line can be judged alone. */
function firstBadLine(bytes: Uint8Array, isGood: (line: Uint8Array) => boolean): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end < 0 || !isGood(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}
