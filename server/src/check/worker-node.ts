/** Entry of the check worker on Node; bundled by itself. */
import os from 'node:os';
import { parentPort } from 'node:worker_threads';
import { answerTask } from './answer-task.ts';
import { contentsDataFile } from './contents-data-file.ts';
import type { CheckTask } from './messages.ts';
import { nodeDataFile } from './node-data-file.ts';

/** Below the server, to which somebody types; not so low that a busy machine starves the check. */
const NICER_BY = 5;
const NICEST = 19;

yieldToServer();

parentPort?.once('message', (task: CheckTask) => {
  const open = task.contents === undefined ? nodeDataFile : contentsDataFile(task.contents);
  void answerTask(task, open, (message) => parentPort?.postMessage(message));
});

/** Only on Linux: a thread has a priority of its own there, elsewhere this would be that of the whole process. */
function yieldToServer(): void {
  if (process.platform !== 'linux') return;
  try {
    os.setPriority(Math.min(NICEST, os.getPriority() + NICER_BY));
  } catch {
    // a sandbox may forbid it
  }
}
