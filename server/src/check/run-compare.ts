import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import { guessOriginColumn } from '@unpool/shared/data/guess-origin-column.ts';
import { guessValueColumn } from '@unpool/shared/data/guess-value-column.ts';
import { Overlap } from '@unpool/shared/data/overlap.ts';
import { preview } from '@unpool/shared/data/preview.ts';
import { readByOrigin, readSides } from '@unpool/shared/data/sample.ts';
import type {
  CheckProgress,
  CompareRequest,
  CompareResult,
  CompareSource,
  DataFileRef,
} from '@unpool/shared/protocol/check.ts';
import { type Comparison, compareSamples } from '@unpool/shared/statistics/compare-samples.ts';
import { checkAlpha, checkMargin, checkSeed } from './check-numbers.ts';
import { compareColumns, compareInput, marginOf } from './compare-input.ts';
import { notes } from './notes.ts';
import { allFiles, openSource } from './open-source.ts';
import { choosePosition, positionOf } from './position.ts';
import { toResult } from './to-result.ts';
import { watched } from './watched.ts';

export interface RunOptions {
  readonly onProgress?: (progress: CheckProgress) => void;
  /** Awaited between slices of the computation, so that a host thread stays responsive. */
  readonly pause?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** Share of the progress that reading takes. */
const READING = 0.6;

/**
 * The sample check of real against synthetic rows: reads, compares, and gives what `compare --format json` prints.
 * Throws a DataError for input that cannot be used, and the signal's reason when cancelled.
 */
export async function runCompare(
  request: CompareRequest,
  open: (file: DataFileRef) => DataFile,
  { onProgress, pause, signal }: RunOptions = {},
): Promise<CompareResult> {
  checkMargin(request.margin);
  checkAlpha(request.alpha);
  checkSeed(request.seed);
  const onRead = (share: number) => onProgress?.({ fraction: READING * share, stage: 'reading' });
  const source = openSource(request.source, (refs) => watched(refs.map(open), { onRead, pause, signal }));
  onRead(0);
  const previews = await Promise.all(allFiles(source).map(preview));
  const origin =
    source.kind === 'one-table' ? (source.words.column ?? guessOriginColumn(previews[0] ?? [])) : undefined;
  const value = request.value ?? guessValueColumn(previews, origin);
  const choice = choosePosition(previews, request, value, origin);
  const [ordered, ...others] = choice.columns;
  const columns = compareColumns(value, origin, request, others.length === 0 ? ordered : undefined);
  const overlap = new Overlap(previews, value, origin);
  const samples =
    source.kind === 'two-sides'
      ? await readSides(source.real, source.synthetic, columns, overlap)
      : await readByOrigin(source.data, { ...source.words, column: origin! }, columns, overlap);
  const { estimand, units, ...input } = compareInput(samples, value, request);
  const position = positionOf(samples, choice);
  onProgress?.({ fraction: READING, stage: 'computing' });
  const { alpha = 0.05, seed = 1, cluster = null } = request;
  const margin = marginOf(request, value, estimand);
  const options = { estimand, margin, alpha, seed, orders: position?.codes ?? null, ...input };
  const steps = compareSamples(samples.real.values, samples.synthetic.values, options);
  const comparison = await finish(steps, async (share) => {
    onProgress?.({ fraction: READING + (1 - READING) * share, stage: 'computing' });
    await pause?.();
    signal?.throwIfAborted();
  }).catch((error: unknown) => {
    // A regression that these rows do not let be fitted.
    throw error instanceof RangeError && input.regression !== null ? new DataError(error.message) : error;
  });
  const asked = {
    value,
    versus: request.versus ?? null,
    cluster,
    regression: request.regression ?? null,
    stratum: request.stratum ?? null,
    position,
    seed,
  };
  return toResult(comparison, {
    ...asked,
    alpha,
    mayBePosition: choice.columns,
    files: fileNames(request.source),
    notes: notes({
      ...asked,
      samples,
      shared: overlap.shared(),
      comparison,
      units,
      covariates: request.covariates ?? null,
      valueIsGuessed: request.value === undefined,
      valueHolds: previews[0]?.find(({ name }) => name === value)?.holds ?? '',
      guessedOrigin: source.kind === 'one-table' && source.words.column === undefined ? (origin ?? null) : null,
      meanWasAsked: request.estimand === 'mean' && estimand === 'proportion',
      isOneFile: isOneFile(request.source),
    }),
  });
}

function fileNames(source: CompareSource): CompareResult['files'] {
  const names = (refs: readonly DataFileRef[]) => refs.map(({ name }) => name);
  return source.kind === 'two-sides'
    ? { real: names(source.real), synthetic: names(source.synthetic) }
    : { real: names(source.data), synthetic: names(source.data) };
}

function isOneFile(source: CompareSource): boolean {
  return (
    source.kind === 'two-sides' && source.real.some(({ uri }) => source.synthetic.some((file) => file.uri === uri))
  );
}

async function finish(
  steps: Generator<number, Comparison>,
  between: (share: number) => Promise<void>,
): Promise<Comparison> {
  for (;;) {
    const step = steps.next();
    if (step.done === true) {
      return step.value;
    }
    await between(step.value);
  }
}
