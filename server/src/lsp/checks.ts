import { DataError } from '@unpool/shared/data/data-error.ts';
import { dataFile } from '@unpool/shared/data/data-file.ts';
import { type ColumnPreview, preview } from '@unpool/shared/data/preview.ts';
import type { CheckProgress, DataErrorJson, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckAnswer, type CheckQuestion, filesOf } from '@unpool/shared/protocol/question.ts';
import type { PreviewAnswer, TasksAnswer } from '@unpool/shared/protocol/requests.ts';
import type { TaskList } from '@unpool/shared/protocol/tasks.ts';
import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { Check } from '../check/in-worker.ts';
import { digestsOf } from '../evidence/digest.ts';
import type { Configurations } from '../workspace/configurations.ts';
import { withMargins } from '../workspace/configured-margins.ts';
import type { Files } from '../workspace/stored.ts';
import { answer } from './requests.ts';

/** Answers what the checks of data files ask for. */
export function answerChecks(
  connection: Connection,
  files: Files,
  configurations: Pick<Configurations, 'of'>,
  check: Check,
): void {
  answer(connection, 'unpool/check', ({ question: asked, progress }, token) => {
    const tell = (state: CheckProgress) => {
      if (progress !== undefined) void connection.sendProgress(new ProgressType<CheckProgress>(), progress, state);
    };
    return unlessUnusable(async (): Promise<CheckAnswer> => {
      const question: CheckQuestion =
        asked.kind === 'compare' ? { ...asked, request: await withMargins(asked.request, configurations) } : asked;
      const contents = await contentsOf(filesOf(question), files);
      const { result } = answered(
        question,
        await check(question, { onProgress: tell, signal: signalOf(token), contents }),
      );
      return { kind: 'report', result, digests: Object.fromEntries(await digestsOf(contents)) };
    });
  });
  answer(connection, 'unpool/preview', (params) =>
    unlessUnusable(async (): Promise<PreviewAnswer> => {
      return { kind: 'columns', files: await Promise.all(params.files.map((file) => previewOf(file, files))) };
    }),
  );
  answer(connection, 'unpool/tasks', ({ file, columns }, token) =>
    unlessUnusable(async (): Promise<TasksAnswer> => {
      const contents = await contentsOf([file], files);
      const result = await check({ kind: 'task-list', file, columns }, { signal: signalOf(token), contents });
      return result as TaskList;
    }),
  );
}

/** Enough of a text to know its columns by, in bytes. */
const HEAD = 1024 * 1024;

/** By its beginning alone where it is lines of text, however large it is. */
async function previewOf(file: DataFileRef, files: Files): Promise<readonly ColumnPreview[]> {
  const head = /\.(csv|tsv|jsonl|ndjson)$/i.test(file.name) ? await files.read(file.uri, HEAD) : undefined;
  if (head && head.length >= HEAD) {
    const whole = head.subarray(0, head.subarray(0, HEAD).lastIndexOf(NEWLINE) + 1);
    const shown = await preview(dataFile(file.name, whole)).catch(() => undefined); // cut within a quoted text, perhaps
    if (shown) return shown;
  }
  return preview(dataFile(file.name, (await contentsOf([file], files)).get(file.uri)!));
}

const NEWLINE = 10;

async function unlessUnusable<Answer>(
  work: () => Promise<Answer>,
): Promise<Answer | { kind: 'unusable'; error: DataErrorJson }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataError) return { kind: 'unusable', error: error.toJson() };
    throw error;
  }
}

const TOO_LARGE = 'the file has more than 64 MB, which is not read in the editor; use the command line for it';

/** @throws DataError naming the first file that cannot be read */
async function contentsOf(refs: readonly DataFileRef[], files: Files): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const { name, uri } of refs) {
    const bytes = await files.read(uri);
    if (!bytes) {
      const isThere = (await files.size(uri)) !== undefined;
      throw new DataError(isThere ? TOO_LARGE : 'there is no such file in this workspace (any more)', { file: name });
    }
    contents.set(uri, bytes);
  }
  return contents;
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort(new Error('The check was cancelled')));
  return controller.signal;
}
