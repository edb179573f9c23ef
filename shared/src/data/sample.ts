import { columnIndex } from './column-index.ts';
import type { DataFile } from './data-file.ts';
import { NumberColumn } from './number-column.ts';
import { openTable } from './open-table.ts';
import { type Origin, OriginReader, type OriginWords } from './origin.ts';
import type { Overlap } from './overlap.ts';
import type { Cell, Table } from './table.ts';

/** The values of one side, and sentences on what was left out or taken for what. */
export interface Sample {
  readonly values: Float64Array;
  readonly missing: number;
  readonly words: ReadonlyMap<string, number>;
}

export interface Samples {
  readonly real: Sample;
  readonly synthetic: Sample;
  readonly problems: readonly string[];
  /** With an origin column: the values that were taken for real and synthetic. */
  readonly origins: { readonly real: readonly string[]; readonly synthetic: readonly string[] } | null;
}

/** Reads the value column of both sides from files of their own; `overlap` sees every row. Throws DataErrors. */
export async function readSides(
  real: readonly DataFile[],
  synthetic: readonly DataFile[],
  value: string,
  overlap: Overlap,
): Promise<Samples> {
  const problems: string[] = [];
  const side = async (origin: Origin, files: readonly DataFile[]): Promise<Sample> => {
    const column = new NumberColumn(value);
    for (const file of files) {
      const table = await openTable(file, { columns: [value, ...overlap.columns] });
      const index = columnIndex(table, value);
      const common = cellsOf(table, overlap.columns);
      for await (const rows of table.rows) {
        for (const { line, cells } of rows) {
          column.add(cells[index] ?? null, file.name, line);
          overlap.add(origin, common(cells));
        }
      }
      problems.push(...table.problems());
    }
    return sampleOf(column);
  };
  return { real: await side('real', real), synthetic: await side('synthetic', synthetic), problems, origins: null };
}

/** Reads both sides from tables whose origin column tells them apart; rows of neither origin are left out. Throws DataErrors. */
export async function readByOrigin(
  data: readonly DataFile[],
  origin: OriginWords,
  value: string,
  overlap: Overlap,
): Promise<Samples> {
  const problems: string[] = [];
  const columns = { real: new NumberColumn(value), synthetic: new NumberColumn(value) };
  const reader = new OriginReader(origin);
  for (const file of data) {
    const table = await openTable(file, { columns: [value, origin.column, ...overlap.columns] });
    const valueIndex = columnIndex(table, value);
    const originIndex = columnIndex(table, origin.column);
    const common = cellsOf(table, overlap.columns);
    for await (const rows of table.rows) {
      for (const { line, cells } of rows) {
        const side = reader.read(cells[originIndex] ?? null);
        if (side !== null) {
          columns[side].add(cells[valueIndex] ?? null, file.name, line);
          overlap.add(side, common(cells));
        }
      }
    }
    problems.push(...table.problems());
  }
  reader.check(data.map(({ name }) => name).join(', '));
  problems.push(...originProblems(reader));
  const origins = { real: [...reader.taken.real], synthetic: [...reader.taken.synthetic] };
  return { real: sampleOf(columns.real), synthetic: sampleOf(columns.synthetic), problems, origins };
}

/** A row's cells in the order of the given columns. */
function cellsOf(table: Table, columns: readonly string[]): (cells: readonly Cell[]) => readonly Cell[] {
  const places = columns.map((column) => table.columns.indexOf(column));
  return (cells) => places.map((place) => cells[place] ?? null);
}

function originProblems({ others, missing, words }: OriginReader): string[] {
  const left = [...others].map(([word, count]) => `${count} with "${word}"`);
  return [
    ...(left.length > 0
      ? [`Left out, as neither real nor synthetic by the column "${words.column}": rows ${left.join(', ')}.`]
      : []),
    ...(missing > 0 ? [`Left out, having no value in the column "${words.column}": ${missing} rows.`] : []),
  ];
}

function sampleOf(column: NumberColumn): Sample {
  return { values: column.numbers(), missing: column.missing, words: column.words };
}
