import { DataError } from '@unpool/shared/data/data-error.ts';
import type { CheckProgress } from '@unpool/shared/protocol/check.ts';
import type { CheckReply, WorkerResult } from './messages.ts';

/** Where the replies of a worker go; `undefined` for one that brings no end. */
export function settleReply(
  reply: CheckReply,
  onProgress: ((progress: CheckProgress) => void) | undefined,
): { readonly result: WorkerResult } | { readonly error: Error } | undefined {
  switch (reply.kind) {
    case 'progress':
      onProgress?.(reply.progress);
      return undefined;
    case 'result':
      return { result: reply.result };
    case 'unusable':
      return { error: DataError.fromJson(reply.error) };
    case 'failed':
      return { error: new Error(reply.message) };
  }
}
