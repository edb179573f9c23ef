import { columnIndex } from './column-index.ts';
import { DataError } from './data-error.ts';
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
const MOST_LISTED = 1000;
/** More than anybody has: it is another column. */
const MOST_TASKS = 100_000;

/**
 * The tasks of a file with their rows by origin: those without real rows, which need the interval, come first, and else
 * the order is that in which they come up. At most 1000. Throws DataErrors as `readTasks` does, and where there are more
 * than 100,000 tasks.
 */
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
      found.set(name, counts);
      if (found.size > MOST_TASKS)
        throw new DataError('there are more than 100,000 tasks; expected the column that names the task of a row', {
          file: file.name,
          column: task,
        });
    }
  }
  origins.check(file.name);
  return Array.from(found, ([name, counts]) => ({ name, ...counts }))
    .sort((a, b) => Number(a.real > 0) - Number(b.real > 0))
    .slice(0, MOST_LISTED);
}
