import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CheckReply, CompareTask } from './messages.ts';
import { runCompare } from './run-compare.ts';

/** Does a task inside a worker and replies; never rejects. */
export async function answerTask(
  { request }: CompareTask,
  open: (file: DataFileRef) => DataFile,
  reply: (message: CheckReply) => void,
): Promise<void> {
  try {
    const result = await runCompare(request, open, {
      onProgress: (progress) => reply({ kind: 'progress', progress }),
    });
    reply({ kind: 'result', result });
  } catch (error) {
    if (error instanceof DataError) {
      reply({ kind: 'unusable', error: error.toJson() });
    } else {
      reply({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
    }
  }
}
