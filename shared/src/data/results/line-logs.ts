import type { JsonObject, RecordBatches } from '../records.ts';
import { lmEval } from './lm-eval.ts';
import { olmoEval } from './olmo-eval.ts';
import { openAiEvals } from './openai-evals.ts';

/** What an evaluation tool writes as JSON lines. */
export interface LineLog {
  /** How the file is read, for people. */
  readonly readAs: string;
  /** By the first line. */
  fits(first: JsonObject): boolean;
  /** The lines as plain records, whose keys are documented in docs/data-files.md; tells what must be known of them. */
  records(lines: RecordBatches, tell: (problem: string) => void): RecordBatches;
}

const LOGS: readonly LineLog[] = [openAiEvals, olmoEval, lmEval];

export function lineLogOf(first: JsonObject): LineLog | undefined {
  return LOGS.find((log) => log.fits(first));
}
