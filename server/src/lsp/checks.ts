import { DataError } from '@unpool/shared/data/data-error.ts';
import { dataFile } from '@unpool/shared/data/data-file.ts';
import { preview } from '@unpool/shared/data/preview.ts';
import type { CheckProgress, DataErrorJson, DataFileRef } from '@unpool/shared/protocol/check.ts';
import { answered, type CheckAnswer, type CheckQuestion, filesOf } from '@unpool/shared/protocol/question.ts';
import type { PreviewAnswer } from '@unpool/shared/protocol/requests.ts';
import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { Check } from '../check/in-worker.ts';
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
      return { kind: 'report', result };
    });
  });
  answer(connection, 'unpool/preview', (params) =>
    unlessUnusable(async (): Promise<PreviewAnswer> => {
      const contents = await contentsOf(params.files, files);
      const open = ({ name, uri }: DataFileRef) => preview(dataFile(name, contents.get(uri)!));
      return { kind: 'columns', files: await Promise.all(params.files.map(open)) };
    }),
  );
}

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

/** @throws DataError naming the first file that cannot be read */
async function contentsOf(refs: readonly DataFileRef[], files: Files): Promise<Map<string, Uint8Array>> {
  const contents = new Map<string, Uint8Array>();
  for (const { name, uri } of refs) {
    const bytes = await files.read(uri);
    if (!bytes)
      throw new DataError('the file could not be read; expected one in this workspace, of at most 64 MB', {
        file: name,
      });
    contents.set(uri, bytes);
  }
  return contents;
}

function signalOf(token: CancellationToken): AbortSignal {
  const controller = new AbortController();
  token.onCancellationRequested(() => controller.abort(new Error('The check was cancelled')));
  return controller.signal;
}
