import type { AsyncBuffer, ColumnMetaData, FileMetaData } from 'hyparquet';

/** Reads a structure of Thrift's compact protocol, with fields `field_1`, `field_2`, … by their numbers. */
export type ReadThrift = (reader: { view: DataView; offset: number }) => Record<string, unknown>;

/** Rows of a row group, which may be held at once. */
const MOST_ROWS = 2 ** 26;

interface Chunk {
  readonly start: number;
  readonly end: number;
  readonly column: ColumnMetaData;
}

/**
 * The same file, in which the pages that are read are checked against the description of their column: the library
 * makes room for as many values as a page says it has, and a damaged one may say billions. Reading throws an Error.
 */
export function withPagesChecked(source: AsyncBuffer, metadata: FileMetaData, readThrift: ReadThrift): AsyncBuffer {
  const chunks = metadata.row_groups.flatMap((group) => {
    if (Number(group.num_rows) > MOST_ROWS) {
      throw new Error(`a row group of ${group.num_rows} rows is more than can be read at once`);
    }
    return group.columns.flatMap(({ meta_data: column }) => (column === undefined ? [] : [chunkOf(column)]));
  });
  return {
    byteLength: source.byteLength,
    slice(start, end) {
      const read = async () => {
        const bytes = await source.slice(start, end);
        checkPages(bytes, start, chunks, readThrift);
        return bytes;
      };
      const bytes = read();
      // The library reads the columns of a struct at once, and hears of the first that fails only.
      bytes.catch(() => {});
      return bytes;
    },
  };
}

function chunkOf(column: ColumnMetaData): Chunk {
  const start = Number(column.dictionary_page_offset || column.data_page_offset);
  return { start, end: start + Number(column.total_compressed_size), column };
}

function checkPages(bytes: ArrayBuffer, start: number, chunks: readonly Chunk[], readThrift: ReadThrift): void {
  const reader = { view: new DataView(bytes), offset: 0 };
  while (reader.offset < bytes.byteLength) {
    const at = start + reader.offset;
    const chunk = chunks.find((candidate) => candidate.start <= at && at < candidate.end);
    if (chunk === undefined) {
      return; // an index, or what lies between columns
    }
    const page = readThrift(reader);
    const [unpacked, packed] = [Number(page.field_2), Number(page.field_3)];
    const kinds = [page.field_5, page.field_7, page.field_8] as (Record<string, unknown> | undefined)[];
    const values = Math.max(...kinds.map((kind) => Number(kind?.field_1 ?? 0)));
    const { num_values: most, total_uncompressed_size: size } = chunk.column;
    if (!(values <= Number(most) && values >= 0)) {
      throw new Error(`a page says it has ${values} values, of ${most} in its column`);
    }
    if (!(unpacked >= 0 && unpacked <= Number(size) && packed >= 0)) {
      throw new Error(`a page says it has ${unpacked} bytes, of ${size} in its column`);
    }
    reader.offset += packed;
  }
}
