/** Pieces of a file, in order. */
type Pieces = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** Takes bytes piece by piece, and gives their sha256 as hexadecimal digits. */
export interface Hash {
  update(bytes: Uint8Array): void;
  digest(): Promise<string>;
}

/** For hosts whose sha256 takes all bytes at once. */
export function webHash(): Hash {
  const pieces: Uint8Array[] = [];
  return {
    update: (bytes) => void pieces.push(bytes),
    async digest() {
      const sha256 = await crypto.subtle.digest('SHA-256', await new Blob(pieces as BlobPart[]).arrayBuffer());
      return [...new Uint8Array(sha256)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}

/** The sha256 of a data file as evidence has it: of text, "\r\n" counts as "\n". */
export async function digestOf(name: string, pieces: Pieces, hash: Hash): Promise<string> {
  if (!isText(name)) {
    for await (const piece of pieces) hash.update(piece);
    return hash.digest();
  }
  let endsInReturn = false; // whether a "\n" follows is known with the next piece
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    if (endsInReturn && piece[0] !== LF) hash.update(RETURN);
    endsInReturn = piece.at(-1) === CR;
    hash.update(withUnixEnds(endsInReturn ? piece.subarray(0, -1) : piece));
  }
  if (endsInReturn) hash.update(RETURN);
  return hash.digest();
}

/** The same of files that were read, by URI. */
export async function digestsOf(contents: ReadonlyMap<string, Uint8Array>): Promise<ReadonlyMap<string, string>> {
  const each = Array.from(contents, async ([uri, bytes]) => [uri, await digestOf(uri, [bytes], webHash())] as const);
  return new Map(await Promise.all(each));
}

const CR = 13;
const LF = 10;
const RETURN = Uint8Array.of(CR);

const isText = (name: string): boolean => /\.(csv|tsv|txt|jsonl|ndjson|json)$/i.test(name);

function withUnixEnds(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(CR)) return bytes;
  const kept = new Uint8Array(bytes.length);
  let length = 0;
  for (let i = 0; i < bytes.length; i++) {
    if (bytes[i] === CR && bytes[i + 1] === LF) continue;
    kept[length++] = bytes[i]!;
  }
  return kept.subarray(0, length);
}
