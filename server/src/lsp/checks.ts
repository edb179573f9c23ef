import { DataError } from '@unpool/shared/data/data-error.ts';
import { dataFile } from '@unpool/shared/data/data-file.ts';
import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import { type ColumnPreview, preview } from '@unpool/shared/data/preview.ts';
import type {
  CheckProgress,
  CompareRequest,
  CompareResult,
  CompareSource,
  DataFileRef,
} from '@unpool/shared/protocol/check.ts';
import type { CompareAnswer, ValueColumns } from '@unpool/shared/protocol/requests.ts';
import { type CancellationToken, type Connection, ProgressType } from 'vscode-languageserver';
import type { InWorkerOptions } from '../check/in-worker.ts';
import type { Configurations } from '../workspace/configurations.ts';
import { withMargins } from '../workspace/configured-margins.ts';
import type { Files } from '../workspace/stored.ts';
import { answer } from './requests.ts';

export type Compare = (request: CompareRequest, options: InWorkerOptions) => Promise<CompareResult>;

/** Answers what the exchangeability check asks for. */
export function answerChecks(
  connection: Connection,
  files: Files,
  configurations: Pick<Configurations, 'of'>,
  compare: Compare,
): void {
  answer(connection, 'unpool/compare', ({ request: asked, progress }, token) => {
    const tell = (state: CheckProgress) => {
      if (progress !== undefined) void connection.sendProgress(new ProgressType<CheckProgress>(), progress, state);
    };
    return unlessUnusable(async (): Promise<CompareAnswer> => {
      const request = await withMargins(asked, configurations);
      const contents = await contentsOf(filesOf(request.source), files);
      const result = await compare(request, { onProgress: tell, signal: signalOf(token), contents });
      return { kind: 'report', result };
    });
  });
  answer(connection, 'unpool/valueColumns', (params) =>
    unlessUnusable(async (): Promise<ValueColumns> => {
      const contents = await contentsOf(params.files, files);
      const open = ({ name, uri }: DataFileRef) => preview(dataFile(name, contents.get(uri) ?? new Uint8Array()));
      return choices(await Promise.all(params.files.map(open)));
    }),
  );
}

function choices(tables: readonly (readonly ColumnPreview[])[]): ValueColumns {
  const inAll = (isMeant: (column: ColumnPreview) => boolean) => {
    const [first = [], ...others] = tables.map((table) => table.filter(isMeant).map(({ name }) => name));
    return first.filter((name) => others.every((names) => names.includes(name)));
  };
  const columns = inAll(({ kind }) => kind === 'number' || kind === 'binary');
  const all = inAll(() => true);
  try {
    return { kind: 'columns', columns, guess: guessValueColumn(tables, undefined), all };
  } catch (error) {
    if (columns.length && error instanceof DataError) return { kind: 'columns', columns, guess: null, all };
    throw error;
  }
}

async function unlessUnusable<Answer>(
  work: () => Promise<Answer>,
): Promise<Answer | { kind: 'unusable'; error: ReturnType<DataError['toJson']> }> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DataError) return { kind: 'unusable', error: error.toJson() };
    throw error;
  }
}

function filesOf(source: CompareSource): readonly DataFileRef[] {
  return source.kind === 'two-sides' ? [...source.real, ...source.synthetic] : source.data;
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
