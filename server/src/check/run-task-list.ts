import type { DataFile } from '@unpool/shared/data/data-file.ts';
import { listTasks } from '@unpool/shared/data/list-tasks.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { TaskList, TaskListQuestion } from '@unpool/shared/protocol/tasks.ts';
import type { RunOptions } from './run-compare.ts';
import { watched } from './watched.ts';

/** The tasks of a file. Throws a DataError for a file that cannot be used, and the signal's reason when cancelled. */
export async function runTaskList(
  { file, columns: { task, origin, realIs, syntheticIs } }: TaskListQuestion,
  open: (file: DataFileRef) => DataFile,
  { pause, signal }: RunOptions = {},
): Promise<TaskList> {
  const [data] = watched([open(file)], { onRead: () => {}, pause, signal });
  return { kind: 'task-list', tasks: await listTasks(data!, task, { column: origin, realIs, syntheticIs }) };
}
