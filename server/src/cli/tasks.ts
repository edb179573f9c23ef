import { DataError } from '@unpool/shared/data/data-error.ts';
import { tasksSheet } from '@unpool/shared/report/tasks-sheet.ts';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runTasks } from '../check/run-tasks.ts';
import type { Io } from './io.ts';
import { renderSheet } from './render-sheet.ts';
import { TASKS_HELP } from './tasks-help.ts';
import { parseTasks } from './tasks-options.ts';
import { UsageError } from './usage.ts';
import { fileRef, writeReport } from './write-report.ts';

/** `unpool tasks`. Exit status: 0 done, 2 unusable input. Never rejects for what a user can mistype. */
export async function tasksCommand(args: readonly string[], io: Io): Promise<number> {
  try {
    const options = parseTasks(args, (file) => fileRef(file, io.cwd));
    if (options === 'help') {
      io.write(TASKS_HELP);
      return 0;
    }
    const result = await runTasks(options.request, nodeDataFile);
    await writeReport((color) => renderSheet(result, tasksSheet, options.format, color), options.output, io);
    return 0;
  } catch (error) {
    if (error instanceof UsageError || error instanceof DataError) {
      io.error(`unpool tasks: ${error.message}\n`);
      return 2;
    }
    throw error;
  }
}
