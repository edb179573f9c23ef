import { type MessagePort, parentPort, type Worker, workerData } from 'node:worker_threads';
import { Checker, type CheckSettings, type CreateAnalyser, unchecked } from './check-source.ts';
import type { CheckedSource } from './report.ts';
import { fileSource, shownPath } from './source.ts';

/** Starts this program once more, in a thread of its own that calls `serveChecks`. */
export type StartThread = (settings: CheckSettings) => Worker;

/** Files that a thread takes at a time: neighbours import the same modules. */
const BATCH = 16;

/** Checks files in `count` threads; gives what there is to tell in the order of the files. */
export async function* checkInThreads(
  files: readonly string[],
  count: number,
  settings: CheckSettings,
  start: StartThread,
): AsyncGenerator<CheckedSource> {
  const batches = files.flatMap((_, index) => (index % BATCH === 0 ? [files.slice(index, index + BATCH)] : []));
  const told = new Map(files.map((file) => [file, deferred<CheckedSource>()]));
  const threads = new Set<Worker>();
  const work = () => {
    const batch = batches.shift();
    if (batch) begin(batch);
  };
  const begin = (first: readonly string[]) => {
    const thread = start(settings);
    let waiting = [...first];
    let failure: unknown;
    threads.add(thread);
    thread.on('message', (checked: CheckedSource) => {
      told.get(waiting.shift()!)!.resolve(checked);
      if (waiting.length > 0) return;
      waiting = batches.shift() ?? [];
      if (waiting.length > 0) thread.postMessage(waiting);
    });
    thread.on('error', (error) => {
      failure = error;
    });
    // it died (out of memory, say): of the file that it had in hand; another thread goes on with the rest
    thread.on('exit', () => {
      threads.delete(thread);
      const [lost, ...rest] = waiting;
      if (lost !== undefined) told.get(lost)!.resolve(brokenOff(shownPath(lost, settings.cwd), failure));
      if (rest.length > 0) begin(rest);
      else if (lost !== undefined) work();
    });
    thread.postMessage(waiting);
  };
  for (let i = 0; i < count; i++) work();
  try {
    for (const [file, { promise }] of told) {
      yield await promise;
      told.delete(file);
    }
  } finally {
    batches.length = 0;
    for (const thread of threads) await thread.removeAllListeners('exit').terminate();
  }
}

/** The other side: checks the files that it is sent, and tells of each. */
export async function serveChecks(createAnalyser: CreateAnalyser): Promise<void> {
  const port = parentPort as MessagePort;
  const settings = workerData as CheckSettings;
  const checker = Checker.create(settings, createAnalyser);
  port.on('message', async (files: readonly string[]) => {
    const sources = files.map((file) => fileSource(file, settings.cwd));
    for await (const checked of (await checker).check(sources)) port.postMessage(checked);
  });
}

function brokenOff(path: string, failure: unknown): CheckedSource {
  const reason = failure instanceof Error ? failure.message : 'its thread ended';
  return unchecked({ path, message: `the analysis broke off: ${reason}` });
}

interface Deferred<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function deferred<T>(): Deferred<T> {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
