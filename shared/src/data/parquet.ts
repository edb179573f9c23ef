import type { AsyncBuffer, ColumnMetaData, ParquetScan, SchemaTree } from 'hyparquet';
import { cellOf } from './cell-of.ts';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { unpackHadoopLz4, unpackLz4Block } from './lz4.ts';
import { withPagesChecked } from './parquet-pages.ts';
import { isSpot, nextStretch } from './spots.ts';
import type { Cell, Row, Table, Wanted } from './table.ts';

/** Rows of a row group that are held at once, where the file says which pages have them. */
const PART = 100_000;

/** A column of the table: the field it is in, and the way into its structs. */
interface ParquetColumn {
  readonly name: string;
  readonly field: string;
  readonly path: readonly string[];
}

/**
 * Opens a Parquet file: of each row group, only the columns asked for are read; structs are columns by path.
 * Throws DataErrors.
 */
export async function openParquet(file: DataFile, wanted: Wanted): Promise<Table> {
  const [parquet, { compressors: library }, { deserializeTCompactProtocol: readThrift }, schemas] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
    import('hyparquet/src/thrift.js'),
    import('hyparquet/src/schema.js'),
  ]);
  // The library's own LZ4 fails on blocks that end in a token without literals, as those of empty pages do.
  const codecs = { ...library, LZ4: unpackHadoopLz4, LZ4_RAW: unpackLz4Block };
  const source = await sourceOf(file);
  const [metadata, checked, columns] = await readable(
    file,
    'its last part, which describes the columns, is damaged',
    async () => {
      const described = await parquet.parquetMetadataAsync(source);
      const schema = parquet.parquetSchema(described);
      const levelsOf = ({ path_in_schema: path }: ColumnMetaData) => {
        const fields = schemas.getTreePath(schema, path);
        return [schemas.getMaxRepetitionLevel(fields), schemas.getMaxDefinitionLevel(fields)] as const;
      };
      return [
        described,
        withPagesChecked(source, described, codecs, { readThrift, levelsOf }),
        schema.children.flatMap(columnsOf),
      ] as const;
    },
  );
  return {
    file: file.name,
    columns: columns.map(({ name }) => name),
    rows: (async function* () {
      const scan = await parquet.parquetScan({ file: checked.source, metadata, compressors: checked.compressors });
      const problem = 'the data of this column are damaged or cut off';
      yield* rowsOf(scan, columns, wanted, (field, rowStart, rowEnd) =>
        readable(file, problem, () => scan.readColumn({ column: field, rowStart, rowEnd }), field),
      );
    })(),
    problems: () => [],
  };
}

type ReadField = (field: string, rowStart: number, rowEnd: number) => Promise<ArrayLike<unknown>>;

/** Row group by row group, or in parts of one where its pages have an index. */
async function* rowsOf(
  { ranges, metadata }: ParquetScan,
  columns: readonly ParquetColumn[],
  { columns: names, atSpots = [], rows: limit = Number.POSITIVE_INFINITY }: Wanted,
  read: ReadField,
): AsyncGenerator<readonly Row[]> {
  const placed = columns.map((column, place) => ({ ...column, place }));
  const always = placed.filter(({ name }) => names === undefined || names.includes(name));
  const atSpot = placed.filter(({ name }) => names?.includes(name) === false && atSpots.includes(name));
  const isIndexed = metadata.row_groups.every((group) =>
    group.columns.every((column) => column.offset_index_offset !== undefined),
  );
  for (const { rowStart, rowEnd } of ranges) {
    const end = Math.min(rowEnd, limit);
    const step = isIndexed ? PART : end - rowStart;
    for (let start = rowStart; start < end; start += step) {
      const stop = Math.min(start + step, end);
      const window = await windowOf(always, start, stop, read);
      let spots: Window | null = null;
      for (let from = start; from < stop; from = nextStretch(from)) {
        const to = Math.min(nextStretch(from), stop);
        if (atSpot.length > 0 && isSpot(from) && !(spots !== null && spots.end >= to)) {
          spots = await windowOf(atSpot, from, endOfSpots(from, stop), read);
        }
        yield batchOf(spots !== null && isSpot(from) ? [window, spots] : [window], from, to, columns.length);
      }
    }
  }
}

/** Columns of some rows. */
interface Window {
  readonly start: number;
  readonly end: number;
  readonly columns: readonly {
    readonly place: number;
    readonly path: readonly string[];
    readonly data: ArrayLike<unknown>;
  }[];
}

async function windowOf(
  wanted: readonly (ParquetColumn & { readonly place: number })[],
  start: number,
  end: number,
  read: ReadField,
): Promise<Window> {
  const fields = new Map<string, ArrayLike<unknown>>();
  for (const { field } of wanted) {
    fields.set(field, fields.get(field) ?? (await read(field, start, end)));
  }
  return { start, end, columns: wanted.map(({ field, path, place }) => ({ place, path, data: fields.get(field)! })) };
}

function endOfSpots(from: number, stop: number): number {
  let end = from;
  while (end < stop && isSpot(end) && end - from < PART) {
    end = nextStretch(end);
  }
  return Math.min(end, stop);
}

function batchOf(windows: readonly Window[], from: number, to: number, width: number): readonly Row[] {
  return Array.from({ length: to - from }, (_, i) => {
    const cells: Cell[] = new Array<Cell>(width).fill(null);
    for (const { start, columns } of windows) {
      for (const { place, path, data } of columns) {
        cells[place] = cellOf(into(data[from + i - start], path));
      }
    }
    return { line: from + i + 1, cells };
  });
}

function columnsOf(field: SchemaTree): readonly ParquetColumn[] {
  return leavesOf(field, []).map((path) => ({
    name: [field.element.name, ...path].join('.'),
    field: field.element.name,
    path,
  }));
}

/** Lists and maps, whose schema has parts, too, are one column. */
function leavesOf({ element, children }: SchemaTree, path: readonly string[]): readonly (readonly string[])[] {
  const isStruct =
    children.length > 0 &&
    element.repetition_type !== 'REPEATED' &&
    element.converted_type === undefined &&
    element.logical_type === undefined;
  return isStruct ? children.flatMap((child) => leavesOf(child, [...path, child.element.name])) : [path];
}

export function into(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) {
      return null;
    }
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}

/** The file as the library reads it. */
async function sourceOf(file: DataFile): Promise<AsyncBuffer> {
  const size = await file.size();
  const end = new TextDecoder('latin1').decode(await file.slice(Math.max(0, size - 4), size));
  if (size < 12 || end !== 'PAR1') {
    const problem =
      'the Parquet file is cut off: it does not end with PAR1; expected a whole file (was it copied to the end?)';
    throw new DataError(problem, { file: file.name });
  }
  return {
    byteLength: size,
    slice: async (start, to = size) => (await file.slice(start, to)).buffer,
  };
}

async function readable<Value>(
  file: DataFile,
  problem: string,
  read: () => Promise<Value>,
  column?: string,
): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DataError) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new DataError(`${problem} (${reason}); expected a whole Parquet file`, {
      file: file.name,
      ...(column !== undefined && { column }),
    });
  }
}
