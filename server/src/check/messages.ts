import type { CheckProgress, DataErrorJson } from '@unpool/shared/protocol/check.ts';
import type { PoolNumbers, PoolQuestion } from '@unpool/shared/protocol/pool.ts';
import type { CheckQuestion, CheckResult } from '@unpool/shared/protocol/question.ts';
import type { TaskList, TaskListQuestion } from '@unpool/shared/protocol/tasks.ts';

/** What a worker computes: a check, the few numbers of a warning, or what there is to choose from. */
export type WorkerQuestion = CheckQuestion | PoolQuestion | TaskListQuestion;
export type WorkerResult = CheckResult | PoolNumbers | TaskList;

/** To a check worker. */
export interface CheckTask {
  readonly question: WorkerQuestion;
  /** Contents by URI; a node worker reads the files itself when absent. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

/** From a check worker: any number of progresses, then one of the others. */
export type CheckReply =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  | { readonly kind: 'result'; readonly result: WorkerResult }
  /** The data cannot be used. */
  | { readonly kind: 'unusable'; readonly error: DataErrorJson }
  /** The check itself is broken. */
  | { readonly kind: 'failed'; readonly message: string };
