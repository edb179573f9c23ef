import { DataError } from '@unpool/shared/data/data-error.ts';
import type { DataFile } from '@unpool/shared/data/data-file.ts';
import { guessJudgeColumns } from '@unpool/shared/data/guess-judge-columns.ts';
import { type JudgedTable, readJudged } from '@unpool/shared/data/judged-rows.ts';
import { Overlap } from '@unpool/shared/data/overlap.ts';
import { preview } from '@unpool/shared/data/preview.ts';
import type { DataFileRef } from '@unpool/shared/protocol/check.ts';
import type { JudgeRequest, JudgeResult } from '@unpool/shared/protocol/judge.ts';
import { checkJudge } from '@unpool/shared/statistics/check-judge.ts';
import { isBinary } from '@unpool/shared/statistics/is-binary.ts';
import { checkAlpha, checkMargin, checkPlaceholder, checkSmallSpread } from './check-numbers.ts';
import { judgeNotes } from './judge-notes.ts';
import type { RunOptions } from './run-compare.ts';
import { toJudgeResult } from './to-judge-result.ts';
import { watched } from './watched.ts';

/** Share of the progress that reading takes. */
const READING = 0.9;

/**
 * The check of a judge against human labels: reads, computes, and gives what `judge --format json` prints.
 * Throws a DataError for input that cannot be used, and the signal's reason when cancelled.
 */
export async function runJudge(
  request: JudgeRequest,
  open: (file: DataFileRef) => DataFile,
  { onProgress, signal }: Pick<RunOptions, 'onProgress' | 'signal'> = {},
): Promise<JudgeResult> {
  const { cluster, stratum, margin, alpha = 0.05, halfWidth } = request;
  checkMargin(margin);
  checkAlpha(alpha);
  checkHalfWidth(halfWidth);
  checkFiles(request.data);
  const onRead = (share: number) => onProgress?.({ fraction: READING * share, stage: 'reading' });
  const files = watched(request.data.map(open), { onRead, signal });
  onRead(0);
  const previews = await Promise.all(files.map(preview));
  const groups = [cluster, stratum].filter((name) => name !== undefined);
  const { human, judge } = columnsOf(request) ?? guessJudgeColumns(previews, request, groups);
  checkColumns([human, judge, ...groups]);
  const overlap = new Overlap(previews, judge, human);
  const table = await readJudged(files, { human, judge, cluster, stratum }, overlap);
  checkLabels(table, cluster, human);
  checkValues(table, human, judge, margin);
  onProgress?.({ fraction: READING, stage: 'computing' });
  const check = checkJudge(table.rows, { margin, alpha, halfWidth });
  const columns = { human, judge, cluster: cluster ?? null, stratum: stratum ?? null };
  const isGuessed = columnsOf(request) === null;
  return toJudgeResult(check, table.rows, {
    alpha,
    columns,
    files: request.data.map(({ name }) => name),
    halfWidth: halfWidth ?? null,
    notes: judgeNotes({ table, check, columns, isGuessed, shared: overlap.shared(), isTwoFiles: files.length > 1 }),
  });
}

function columnsOf({ human, judge }: JudgeRequest): { readonly human: string; readonly judge: string } | null {
  return human === undefined || judge === undefined ? null : { human, judge };
}

function checkHalfWidth(halfWidth: number | undefined): void {
  if (halfWidth !== undefined && !(halfWidth > 0 && Number.isFinite(halfWidth))) {
    throw new DataError(`the half width is ${halfWidth}; expected a number above 0, in the unit of the labels`);
  }
}

function checkFiles(data: readonly DataFileRef[]): void {
  const [first, second] = data;
  if (first !== undefined && second !== undefined && first.uri === second.uri) {
    const problem = 'the labelled and the unlabelled rows are the same file; expected it once, or two different files';
    throw new DataError(problem, { file: first.name });
  }
}

function checkColumns(columns: readonly string[]): void {
  const twice = columns.find((column, i) => columns.indexOf(column) !== i);
  if (twice !== undefined) {
    throw new DataError('the column has two parts to play; expected a different column for each', { column: twice });
  }
}

function checkLabels({ rows }: JudgedTable, cluster: string | undefined, human: string): void {
  const { sample, clusters } = rows;
  const labelled = clusters === null ? sample.human.length : new Set(Array.from(clusters.labelled)).size;
  if (labelled >= 2) {
    return;
  }
  const found = labelled === 0 ? 'no' : 'only one';
  const unit = cluster === undefined ? 'row that the judge scored' : `cluster of "${cluster}"`;
  throw new DataError(`${found} ${unit} has a human label; expected at least 2`, { column: human });
}

function checkValues(
  { rows: { sample } }: JudgedTable,
  human: string,
  judge: string,
  margin: number | undefined,
): void {
  checkSmallSpread(sample.human, 'human labels', human);
  checkSmallSpread(sample.judge, "judge's scores", judge);
  checkSmallSpread(sample.unlabelled, "judge's scores", judge);
  if (margin === undefined && !isBinary(sample.human)) {
    checkPlaceholder(sample.human, 'human labels', human);
  }
}
