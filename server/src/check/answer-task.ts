import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { CheckReply, CheckTask } from './messages.ts';
import { runCheck } from './run-check.ts';

/** Does a task inside a worker and replies; never rejects. */
export async function answerTask(
  { question }: CheckTask,
  open: (file: DataFileRef) => DataFile,
  reply: (message: CheckReply) => void,
): Promise<void> {
  try {
    const result = await runCheck(question, open, {
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
