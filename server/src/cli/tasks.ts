import { tasksReport } from '@unpool/shared/report/tasks-report.ts';
import { nodeDataFile } from '../check/node-data-file.ts';
import { runTasks } from '../check/run-tasks.ts';
import { dataCommand } from './data-command.ts';
import { fileRef } from './file-ref.ts';
import type { Io } from './io.ts';
import { printReport, verdictStatus } from './print-report.ts';
import { TASKS_HELP } from './tasks-help.ts';
import { parseTasks } from './tasks-options.ts';

/**
 * `unpool tasks`. Exit status: 0 done, 2 unusable input, 3 too few tasks with --fail-on-inconclusive.
 * Never rejects for what a user can mistype.
 */
export function tasksCommand(args: readonly string[], io: Io): Promise<number> {
  return dataCommand('tasks', io, async (onProgress) => {
    const options = parseTasks(args, (file) => fileRef(file, io.cwd));
    if (options === 'help') {
      io.write(TASKS_HELP);
      return 0;
    }
    const result = await runTasks(options.request, nodeDataFile, { onProgress });
    const report = tasksReport(result);
    await printReport(result, report, options, io);
    return verdictStatus(report.verdict, options);
  });
}
