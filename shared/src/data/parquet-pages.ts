import type { AsyncBuffer, ColumnMetaData, Compressors, FileMetaData } from 'hyparquet';
import { checkLevels, checkPage, checkValues, type PageCoding } from './parquet-runs.ts';

/** What is taken from inside the library. */
export interface ParquetParts {
  /** Reads a structure of Thrift's compact protocol, with fields `field_1`, `field_2`, … by their numbers. */
  readonly readThrift: (reader: { view: DataView; offset: number }) => Record<string, unknown>;
  /** The greatest repetition and definition level of a column. */
  readonly levelsOf: (column: ColumnMetaData) => readonly [number, number];
}

/** Rows of a row group, which may be held at once. */
const MOST_ROWS = 2 ** 26;

/** By their numbers in the format. */
const PLAIN_DICTIONARY = 2;
const RLE = 3;
const RLE_DICTIONARY = 8;

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly column: ColumnMetaData;
  readonly levels: readonly [number, number];
}

/** What to check once a page's bytes are unpacked, by where the packed ones are. */
type Unpacked = WeakMap<ArrayBufferLike, Map<number, (page: Uint8Array) => void>>;

/**
 * The same file and codecs, in which the pages that are read are checked against the description of their column: the
 * library makes room for as many values as a page or a run says it has, and a damaged one may say billions. Reading
 * throws an Error. Packed pages are found by their place, which is lost where the library joins parts of a column.
 */
export function withPagesChecked(
  source: AsyncBuffer,
  metadata: FileMetaData,
  codecs: Compressors,
  parts: ParquetParts,
): { readonly source: AsyncBuffer; readonly compressors: Compressors } {
  const known = new Map<string, readonly [number, number]>();
  const levelsOf = (column: ColumnMetaData) => {
    const path = column.path_in_schema.join('\0');
    const levels = known.get(path) ?? parts.levelsOf(column);
    known.set(path, levels);
    return levels;
  };
  const chunks = metadata.row_groups.flatMap((group) => {
    if (Number(group.num_rows) > MOST_ROWS) {
      throw new Error(`a row group of ${group.num_rows} rows is more than can be read at once`);
    }
    return group.columns.flatMap(({ meta_data: column }) =>
      column === undefined ? [] : [chunkOf(column, levelsOf(column))],
    );
  });
  const unpacked: Unpacked = new WeakMap();
  const checked: AsyncBuffer = {
    byteLength: source.byteLength,
    slice(start, end) {
      const read = async () => {
        const bytes = await source.slice(start, end);
        checkPages(bytes, start, chunks, unpacked, parts.readThrift);
        return bytes;
      };
      const bytes = read();
      // The library reads the columns of a struct at once, and hears of the first that fails only.
      bytes.catch(() => {});
      return bytes;
    },
  };
  return { source: checked, compressors: withChecks(codecs, unpacked) };
}

function withChecks(codecs: Compressors, unpacked: Unpacked): Compressors {
  const checked = Object.entries(codecs).map(([name, unpack]) => [
    name,
    (packed: Uint8Array, length: number) => {
      const page = unpack(packed, length);
      unpacked.get(packed.buffer)?.get(packed.byteOffset)?.(page);
      return page;
    },
  ]);
  return Object.fromEntries(checked);
}

function chunkOf(column: ColumnMetaData, levels: readonly [number, number]): Chunk {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  return { start, end: start + Number(column.total_compressed_size), column, levels };
}

function checkPages(
  bytes: ArrayBuffer,
  start: number,
  chunks: readonly Chunk[],
  unpacked: Unpacked,
  readThrift: ParquetParts['readThrift'],
): void {
  const reader = { view: new DataView(bytes), offset: 0 };
  const later = new Map<number, (page: Uint8Array) => void>();
  unpacked.set(bytes, later);
  while (reader.offset < bytes.byteLength) {
    const at = start + reader.offset;
    const chunk = chunks.find((candidate) => candidate.start <= at && at < candidate.end);
    if (chunk === undefined) {
      return; // an index, or what lies between columns
    }
    const page = readThrift(reader);
    const packed = checkSizes(page, chunk.column);
    checkCoding(new Uint8Array(bytes, reader.offset, packed), page, chunk, later);
    reader.offset += packed;
  }
}

type Header = Readonly<Record<string, unknown>>;

/** The page's bytes in the file. */
function checkSizes(page: Header, { num_values: most, total_uncompressed_size: size }: ColumnMetaData): number {
  const [unpacked, packed] = [Number(page.field_2), Number(page.field_3)];
  const kinds = [page.field_5, page.field_7, page.field_8] as (Header | undefined)[];
  const values = Math.max(...kinds.map((kind) => Number(kind?.field_1 ?? 0)));
  if (!(values <= Number(most) && values >= 0)) {
    throw new Error(`a page says it has ${values} values, of ${most} in its column`);
  }
  if (!(unpacked >= 0 && unpacked <= Number(size) && packed >= 0)) {
    throw new Error(`a page says it has ${unpacked} bytes, of ${size} in its column`);
  }
  return packed;
}

/** At once where the bytes are not packed. */
function checkCoding(
  bytes: Uint8Array,
  page: Header,
  { column: { codec }, levels }: Chunk,
  later: Map<number, (page: Uint8Array) => void>,
): void {
  const [first, second] = [page.field_5, page.field_8] as (Header | undefined)[];
  const place = bytes.byteOffset;
  if (first !== undefined) {
    const coding = codingOf(first.field_1, first.field_2, levels);
    const check = (whole: Uint8Array) => checkPage(whole, coding);
    codec === 'UNCOMPRESSED' ? check(bytes) : later.set(place, check);
  } else if (second !== undefined) {
    const coding = codingOf(second.field_1, second.field_4, levels);
    const [definition, repetition] = [Number(second.field_5), Number(second.field_6)];
    checkLevels(bytes.subarray(0, repetition + definition), repetition, coding);
    const values = bytes.subarray(repetition + definition);
    const check = (whole: Uint8Array) => checkValues(whole, coding);
    const isPacked = codec !== 'UNCOMPRESSED' && second.field_7 !== false;
    isPacked ? later.set(values.byteOffset, check) : check(values);
  }
}

function codingOf(values: unknown, encoding: unknown, [repetition, definition]: readonly [number, number]): PageCoding {
  const kind =
    encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY
      ? 'dictionary'
      : encoding === RLE
        ? 'booleans'
        : 'plain';
  return { values: Number(values), repetitionBits: bitsOf(repetition), definitionBits: bitsOf(definition), kind };
}

/** Bits of a level. */
function bitsOf(greatest: number): number {
  return 32 - Math.clz32(greatest);
}
