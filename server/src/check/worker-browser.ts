/** Entry of the check worker in a browser; bundled by itself. Its files come as bytes with the task. */
import { answerTask } from './answer-task.ts';
import { contentsDataFile } from './contents-data-file.ts';
import type { CheckReply, CheckTask } from './messages.ts';

/** What this file uses of a worker's global scope. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<CheckTask>) => void) | null;
  postMessage(message: CheckReply): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  void answerTask(data, contentsDataFile(data.contents ?? new Map()), (message) => scope.postMessage(message));
};
