import type { Table as Batch, Column, DataType, Field } from '@uwdata/flechette';
import { cutOff, LARGEST_BATCH } from './arrow-bytes.ts';
import { checkBuffers } from './arrow-checks.ts';
import { fileParts } from './arrow-file.ts';
import { streamParts } from './arrow-stream.ts';
import { cellOf } from './cell-of.ts';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { into } from './parquet.ts';
import { isSpot, nextStretch } from './spots.ts';
import type { Cell, Row, Table, Wanted } from './table.ts';

interface ArrowColumn {
  readonly name: string;
  /** The place of the field it is in, and the way into its structs. */
  readonly field: number;
  readonly path: readonly string[];
}

/**
 * Opens an Arrow or Feather (version 2) file or stream, uncompressed or compressed with LZ4 or ZSTD, batch by batch;
 * structs are columns by path. Throws DataErrors.
 */
export async function openArrow(file: DataFile, { columns: names, atSpots = [] }: Wanted): Promise<Table> {
  const decode = await decoder(file);
  const parts = (await isFile(file)) ? fileParts(file) : streamParts(file);
  const schema = await parts.next();
  if (schema.done === true) {
    throw cutOff(file);
  }
  const columns = decode(schema.value).schema.fields.flatMap((field, place) => columnsOf(field, place));
  const placed = columns.map((column, place) => ({ ...column, place }));
  const always = placed.filter(({ name }) => names === undefined || names.includes(name));
  const atSpot = [...always, ...placed.filter(({ name }) => names?.includes(name) === false && atSpots.includes(name))];
  return {
    file: file.name,
    columns: columns.map(({ name }) => name),
    rows: (async function* () {
      let start = 0;
      for await (const part of parts) {
        const batch = decode(part);
        for (let from = 0; from < batch.numRows; from = nextStretch(start + from) - start) {
          const wanted = isSpot(start + from) ? atSpot : always;
          yield rowsOf(batch, from, start, wanted, columns.length, file.name);
        }
        start += batch.numRows;
      }
    })(),
    problems: () => [],
  };
}

async function isFile(file: DataFile): Promise<boolean> {
  return new TextDecoder().decode(await file.slice(0, 6)) === 'ARROW1';
}

function rowsOf(
  batch: Batch,
  from: number,
  start: number,
  wanted: readonly (ArrowColumn & { readonly place: number })[],
  width: number,
  file: string,
): readonly Row[] {
  const end = Math.min(nextStretch(start + from) - start, batch.numRows);
  const rows: Row[] = [];
  const sources = wanted.map(({ name, field, path, place }) => ({
    column: batch.getChildAt(field) as Column<unknown>,
    name,
    path,
    place,
  }));
  for (let i = from; i < end; i++) {
    const cells: Cell[] = new Array<Cell>(width).fill(null);
    for (const { column, name, path, place } of sources) {
      try {
        cells[place] = cellOf(into(column.at(i), path));
      } catch (error) {
        throw new DataError(`this value is damaged (${(error as Error).message}); expected a whole Arrow file`, {
          file,
          line: start + i + 1,
          column: name,
        });
      }
    }
    rows.push({ line: start + i + 1, cells });
  }
  return rows;
}

function columnsOf(field: Field, place: number): readonly ArrowColumn[] {
  return leavesOf(field.type, []).map((path) => ({ name: [field.name, ...path].join('.'), field: place, path }));
}

function leavesOf(type: DataType, path: readonly string[]): readonly (readonly string[])[] {
  const STRUCT = 13;
  return type.typeId === STRUCT
    ? type.children.flatMap((child) => leavesOf(child.type, [...path, child.name]))
    : [path];
}

async function decoder(file: DataFile): Promise<(part: Uint8Array | Uint8Array[]) => Batch> {
  const [{ CompressionType, setCompressionCodec, tableFromIPC }, { unpackZstd }, { unpackLz4Frame }] =
    await Promise.all([import('@uwdata/flechette'), import('./zstd.ts'), import('./lz4.ts')]);
  const encode = () => {
    throw new Error('nothing is written');
  };
  const bounded = (unpack: (bytes: Uint8Array, length: number) => Uint8Array) => ({
    encode,
    decode: (bytes: Uint8Array, length: number) => {
      if (length > LARGEST_BATCH) {
        throw new Error(`a column of ${length} bytes is more than can be read at once`);
      }
      return unpack(bytes, length);
    },
  });
  setCompressionCodec(CompressionType.ZSTD, bounded(unpackZstd));
  setCompressionCodec(CompressionType.LZ4_FRAME, bounded(unpackLz4Frame));
  return (part) => {
    try {
      const batch = tableFromIPC(part, { useBigInt: true, useDate: true });
      for (const { data } of batch.children) {
        data.forEach(checkBuffers);
        if (data.some(({ length }) => length !== batch.numRows)) {
          throw new Error('columns of different lengths');
        }
      }
      return batch;
    } catch (error) {
      const problem = `the Arrow file is damaged, or of a kind that is not read (${(error as Error).message}); try Parquet or CSV`;
      throw new DataError(problem, { file: file.name });
    }
  };
}
