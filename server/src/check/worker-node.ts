/** Entry of the check worker on Node; bundled by itself. */
import { parentPort } from 'node:worker_threads';
import { answerTask } from './answer-task.ts';
import { contentsDataFile } from './contents-data-file.ts';
import type { CheckTask } from './messages.ts';
import { nodeDataFile } from './node-data-file.ts';

parentPort?.once('message', (task: CheckTask) => {
  const open = task.contents === undefined ? nodeDataFile : contentsDataFile(task.contents);
  void answerTask(task, open, (message) => parentPort?.postMessage(message));
});
