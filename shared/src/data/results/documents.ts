import type { JsonObject } from '../records.ts';
import { deepEvalRecords } from './deepeval.ts';
import { inspectRecords } from './inspect.ts';
import { promptfooRecords } from './promptfoo.ts';

/** The results of an evaluation tool as plain records, whose keys are documented in docs/data-files.md. */
export interface ToolRecords {
  /** How the document is read, for people. */
  readonly readAs: string;
  readonly records: readonly JsonObject[];
}

/** The records of a document that an evaluation tool wrote, known by its keys; null for other documents. */
export function documentRecords(document: JsonObject): ToolRecords | null {
  return inspectRecords(document) ?? promptfooRecords(document) ?? deepEvalRecords(document);
}

export function objectsIn(value: unknown): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter((element) => typeof element === 'object' && element !== null) : [];
}
