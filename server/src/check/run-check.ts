import type { DataFile } from '@unpool/shared/data/data-file.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { WorkerQuestion, WorkerResult } from './messages.ts';
import { type RunOptions, runCompare } from './run-compare.ts';
import { runJudge } from './run-judge.ts';
import { runPool } from './run-pool.ts';
import { runTaskList } from './run-task-list.ts';
import { runTasks } from './run-tasks.ts';

/** Answers a question of any kind. Throws a DataError for input that cannot be used, and the signal's reason when cancelled. */
export function runCheck(
  question: WorkerQuestion,
  open: (file: DataFileRef) => DataFile,
  options?: RunOptions,
): Promise<WorkerResult> {
  switch (question.kind) {
    case 'compare':
      return runCompare(question.request, open, options);
    case 'judge':
      return runJudge(question.request, open, options);
    case 'tasks':
      return runTasks(question.request, open, options);
    case 'task-list':
      return runTaskList(question, open, options);
    case 'pool':
      return runPool(question, open, options);
  }
}
