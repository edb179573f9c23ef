import { Worker } from 'node:worker_threads';
import type { CheckProgress } from '@unpool/shared/protocol/check.ts';
import type { CheckReply, CheckTask, WorkerQuestion, WorkerResult } from './messages.ts';
import { settleReply } from './settle-reply.ts';

export interface InWorkerOptions {
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Aborting ends the worker at once, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Contents by URI, for files that this machine's file system does not have. */
  readonly contents?: ReadonlyMap<string, Uint8Array>;
}

/** Computes an answer beside the main thread. Rejects with a DataError for unusable input, and the signal's reason. */
export type Check = (question: WorkerQuestion, options: InWorkerOptions) => Promise<WorkerResult>;

/**
 * Runs a check in a thread of its own. `worker` is the bundle of `worker-node.ts`.
 * Rejects with a DataError for unusable input.
 */
export function checkInWorker(
  worker: string | URL,
  question: WorkerQuestion,
  { onProgress, signal, contents }: InWorkerOptions = {},
): Promise<WorkerResult> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const thread = new Worker(worker);
    const end = () => {
      signal?.removeEventListener('abort', abort);
      void thread.terminate();
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const abort = () => fail(signal?.reason);
    signal?.addEventListener('abort', abort);
    thread.on('message', (reply: CheckReply) => {
      const settled = settleReply(reply, onProgress);
      if (settled === undefined) {
        return;
      }
      if ('error' in settled) {
        fail(settled.error);
      } else {
        end();
        resolve(settled.result);
      }
    });
    thread.on('error', fail);
    // After a settled promise this changes nothing; before it, the thread died without a word (out of memory).
    thread.on('exit', () => fail(new Error('the check ended unexpectedly')));
    const task: CheckTask = { question, ...(contents !== undefined && { contents }) };
    thread.postMessage(task);
  });
}
