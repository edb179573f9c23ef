/** Entry of the command line, and of the threads that it starts. */
import { isMainThread, Worker } from 'node:worker_threads';
import { run, serve } from './commands.ts';
import { nodeIo } from './io.ts';
import type { StartThread } from './threads.ts';

const startThread: StartThread = (settings) => new Worker(import.meta.filename, { workerData: settings });

if (isMainThread) {
  // Not process.exit: what was written to a pipe still has to leave.
  run(process.argv.slice(2), nodeIo(), startThread).then((status) => {
    process.exitCode = status;
  });
} else {
  serve();
}
