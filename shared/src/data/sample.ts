import { columnIndex } from './column-index.ts';
import type { DataFile } from './data-file.ts';
import { openTable } from './open-table.ts';
import { type Origin, OriginReader, type OriginWords } from './origin.ts';
import type { RowWatcher } from './row-watcher.ts';
import { namesOf, type Sample, type SampleColumns, SampleReader } from './sample-reader.ts';

/** The rows of both sides, and sentences on what was left out or taken for what. */
export interface Samples {
  readonly real: Sample;
  readonly synthetic: Sample;
  readonly problems: readonly string[];
  /** With an origin column: the values that were taken for real and synthetic. */
  readonly origins: { readonly real: readonly string[]; readonly synthetic: readonly string[] } | null;
}

/** Reads columns of both sides from files of their own; `watcher` sees every row. Throws DataErrors. */
export async function readSides(
  real: readonly DataFile[],
  synthetic: readonly DataFile[],
  columns: SampleColumns,
  watcher: RowWatcher,
): Promise<Samples> {
  const problems: string[] = [];
  const side = async (origin: Origin, files: readonly DataFile[]): Promise<Sample> => {
    const reader = new SampleReader(columns);
    for (const file of files) {
      const table = await openTable(file, { columns: namesOf(columns), atSpots: watcher.columns });
      const add = reader.from(table);
      const look = watcher.at(table);
      for await (const rows of table.rows) {
        for (const row of rows) {
          add(row);
          look(origin, row);
        }
      }
      problems.push(...table.problems());
    }
    return reader.sample();
  };
  return { real: await side('real', real), synthetic: await side('synthetic', synthetic), problems, origins: null };
}

/** Reads both sides from tables whose origin column tells them apart; rows of neither origin are left out. Throws DataErrors. */
export async function readByOrigin(
  data: readonly DataFile[],
  origin: OriginWords,
  columns: SampleColumns,
  watcher: RowWatcher,
): Promise<Samples> {
  const problems: string[] = [];
  const sides = { real: new SampleReader(columns), synthetic: new SampleReader(columns) };
  const reader = new OriginReader(origin);
  for (const file of data) {
    const table = await openTable(file, { columns: [...namesOf(columns), origin.column], atSpots: watcher.columns });
    const add = { real: sides.real.from(table), synthetic: sides.synthetic.from(table) };
    const originIndex = columnIndex(table, origin.column);
    const look = watcher.at(table);
    for await (const rows of table.rows) {
      for (const row of rows) {
        const side = reader.read(row.cells[originIndex] ?? null);
        look(side, row);
        if (side !== null) {
          add[side](row);
        }
      }
    }
    problems.push(...table.problems());
  }
  reader.check(data.map(({ name }) => name).join(', '));
  problems.push(...originProblems(reader));
  const origins = { real: [...reader.taken.real], synthetic: [...reader.taken.synthetic] };
  return { real: sides.real.sample(), synthetic: sides.synthetic.sample(), problems, origins };
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
