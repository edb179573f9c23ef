import type { CheckProgress, DataErrorJson } from '@unpool/shared/protocol/check.ts';
import type { CheckQuestion, CheckResult } from '@unpool/shared/protocol/question.ts';

/** To a check worker. */
export interface CheckTask {
  readonly question: CheckQuestion;
  /** Contents by URI; a node worker reads the files itself when absent. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

/** From a check worker: any number of progresses, then one of the others. */
export type CheckReply =
  | { readonly kind: 'progress'; readonly progress: CheckProgress }
  | { readonly kind: 'result'; readonly result: CheckResult }
  /** The data cannot be used. */
  | { readonly kind: 'unusable'; readonly error: DataErrorJson }
  /** The check itself is broken. */
  | { readonly kind: 'failed'; readonly message: string };
