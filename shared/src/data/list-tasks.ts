import { columnIndex } from './column-index.ts';
import type { DataFile } from './data-file.ts';
import { openTable } from './open-table.ts';
import { OriginReader, type OriginWords } from './origin.ts';

/** A task with its numbers of rows. */
export interface ListedTask {
  readonly name: string;
  readonly real: number;
  readonly synthetic: number;
}

/** More tasks than a list for people holds. */
const MOST_TASKS = 1000;

/** The tasks of a file with their rows by origin, in the order in which they come up. Throws DataErrors as `readTasks` does. */
export async function listTasks(file: DataFile, task: string, words: OriginWords): Promise<readonly ListedTask[]> {
  const table = await openTable(file, { columns: [task, words.column] });
  const [taskAt, originAt] = [columnIndex(table, task), columnIndex(table, words.column)];
  const origins = new OriginReader(words);
  const found = new Map<string, { real: number; synthetic: number }>();
  for await (const rows of table.rows) {
    for (const { cells } of rows) {
      const name = String(cells[taskAt] ?? '').trim();
      const origin = origins.read(cells[originAt] ?? null);
      if (name === '' || origin === null) continue;
      const counts = found.get(name) ?? { real: 0, synthetic: 0 };
      counts[origin]++;
      if (found.size < MOST_TASKS || found.has(name)) found.set(name, counts);
    }
  }
  origins.check(file.name);
  return Array.from(found, ([name, counts]) => ({ name, ...counts }));
}
