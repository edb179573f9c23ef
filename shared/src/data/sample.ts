import { columnIndex } from './column-index.ts';
import type { DataFile } from './data-file.ts';
import { NumberColumn } from './number-column.ts';
import { openTable } from './open-table.ts';
import { type Origin, OriginReader, type OriginWords } from './origin.ts';
import { Overlap, type Shared } from './overlap.ts';
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
  readonly shared: Shared;
  /** With an origin column: the values that were taken for real and synthetic. */
  readonly origins: { readonly real: readonly string[]; readonly synthetic: readonly string[] } | null;
}

/** Reads the value column of both sides from files of their own. `rowNumbers` as for `Overlap`. Throws DataErrors. */
export async function readSides(
  real: readonly DataFile[],
  synthetic: readonly DataFile[],
  value: string,
  rowNumbers: ReadonlySet<string>,
): Promise<Samples> {
  const tables = {
    real: await Promise.all(real.map(openTable)),
    synthetic: await Promise.all(synthetic.map(openTable)),
  };
  const columns = commonColumns([...tables.real, ...tables.synthetic]);
  const overlap = new Overlap(columns, value, rowNumbers);
  const side = async (origin: Origin): Promise<Sample> => {
    const column = new NumberColumn(value);
    for (const table of tables[origin]) {
      const index = columnIndex(table, value);
      const common = cellsOf(table, columns);
      for await (const rows of table.rows) {
        for (const { line, cells } of rows) {
          column.add(cells[index] ?? null, table.file, line);
          overlap.add(origin, common(cells));
        }
      }
    }
    return sampleOf(column);
  };
  const samples = { real: await side('real'), synthetic: await side('synthetic') };
  const problems = [...tables.real, ...tables.synthetic].flatMap((table) => table.problems());
  return { ...samples, problems, shared: overlap.shared(), origins: null };
}

/** Reads both sides from tables whose origin column tells them apart; rows of neither origin are left out. Throws DataErrors. */
export async function readByOrigin(
  data: readonly DataFile[],
  origin: OriginWords,
  value: string,
  rowNumbers: ReadonlySet<string>,
): Promise<Samples> {
  const tables = await Promise.all(data.map(openTable));
  const samples = { real: new NumberColumn(value), synthetic: new NumberColumn(value) };
  const reader = new OriginReader(origin);
  const columns = commonColumns(tables).filter((column) => column !== origin.column);
  const overlap = new Overlap(columns, value, rowNumbers);
  for (const table of tables) {
    const valueIndex = columnIndex(table, value);
    const originIndex = columnIndex(table, origin.column);
    const common = cellsOf(table, columns);
    for await (const rows of table.rows) {
      for (const { line, cells } of rows) {
        const side = reader.read(cells[originIndex] ?? null);
        if (side !== null) {
          samples[side].add(cells[valueIndex] ?? null, table.file, line);
          overlap.add(side, common(cells));
        }
      }
    }
  }
  reader.check(data.map(({ name }) => name).join(', '));
  const problems = [...tables.flatMap((table) => table.problems()), ...originProblems(reader)];
  const origins = { real: [...reader.taken.real], synthetic: [...reader.taken.synthetic] };
  const { real, synthetic } = samples;
  return { real: sampleOf(real), synthetic: sampleOf(synthetic), problems, shared: overlap.shared(), origins };
}

function commonColumns([first, ...others]: readonly Table[]): readonly string[] {
  return (first?.columns ?? []).filter((column) => others.every(({ columns }) => columns.includes(column)));
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
