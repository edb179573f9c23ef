import { contentsDataFile } from './contents-data-file.ts';
import type { InWorkerOptions } from './in-worker.ts';
import type { CheckReply, CheckTask, WorkerQuestion, WorkerResult } from './messages.ts';
import { runCheck } from './run-check.ts';
import { settleReply } from './settle-reply.ts';

export type InWebWorkerOptions = InWorkerOptions & Required<Pick<InWorkerOptions, 'contents'>>;

/**
 * Runs a check in a web worker; `worker` is the address of the bundle of `worker-browser.ts`. Where no worker can be
 * made (no address, or a host that forbids it), it runs here, in slices that let messages through.
 * Rejects with a DataError for unusable input.
 */
export async function checkInWebWorker(
  worker: string | URL | undefined,
  question: WorkerQuestion,
  options: InWebWorkerOptions,
): Promise<WorkerResult> {
  options.signal?.throwIfAborted();
  const thread = worker === undefined ? undefined : await startWorker(worker);
  return thread === undefined ? inSlices(question, options) : inThread(thread, question, options);
}

function inSlices(question: WorkerQuestion, { contents, ...options }: InWebWorkerOptions): Promise<WorkerResult> {
  const pause = () => new Promise<void>((resolve) => setTimeout(resolve));
  return runCheck(question, contentsDataFile(contents), { ...options, pause });
}

/** A forbidden script is an exception in some hosts; the rest tell by an error event, which `inThread` hears. */
async function startWorker(address: string | URL): Promise<Worker | undefined> {
  try {
    return new Worker(address);
  } catch {
    return undefined;
  }
}

function inThread(thread: Worker, question: WorkerQuestion, options: InWebWorkerOptions): Promise<WorkerResult> {
  const { onProgress, signal, contents } = options;
  return new Promise((resolve, reject) => {
    let begun = false;
    const end = () => {
      signal?.removeEventListener('abort', abort);
      thread.terminate();
    };
    const fail = (error: unknown) => {
      end();
      reject(error);
    };
    const abort = () => fail(signal?.reason);
    signal?.addEventListener('abort', abort);
    thread.onmessage = ({ data }: MessageEvent<CheckReply>) => {
      begun = true;
      const settled = settleReply(data, onProgress);
      if (settled === undefined) {
        return;
      }
      if ('error' in settled) {
        fail(settled.error);
      } else {
        end();
        resolve(settled.result);
      }
    };
    thread.onerror = (event) => {
      event.preventDefault();
      if (begun) {
        fail(new Error(event.message || 'the check ended unexpectedly'));
      } else {
        // The script could not be loaded: the work is done here.
        end();
        resolve(inSlices(question, options));
      }
    };
    const task: CheckTask = { question, contents };
    thread.postMessage(task);
  });
}
