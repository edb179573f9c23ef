import { listed } from '../listed.ts';
import type { JsonObject, JsonRecord, RecordBatches } from '../records.ts';
import { eachLine } from './each-line.ts';
import type { LineLog } from './line-logs.ts';

const NOT_METRICS = new Set([
  ...['doc_id', 'doc', 'target', 'arguments', 'resps', 'filtered_resps', 'filter', 'metrics'],
  ...['doc_hash', 'prompt_hash', 'target_hash', 'input'],
]);

/** `samples_TASK.jsonl` of lm-evaluation-harness: a line for each document and filter. */
export const lmEval: LineLog = {
  readAs: 'samples of lm-evaluation-harness, a row for each document and filter',
  fits: (first) => 'doc_id' in first && ('filtered_resps' in first || 'resps' in first),
  records,
};

async function* records(lines: RecordBatches, tell: (problem: string) => void): AsyncGenerator<readonly JsonRecord[]> {
  const filters = new Set<string>();
  const of = (line: JsonObject) => {
    if (typeof line.filter === 'string') {
      filters.add(line.filter);
    }
    return record(line);
  };
  yield* eachLine(lines, of);
  if (filters.size > 1) {
    tell(
      `each document is there once for each of the filters ${listed([...filters])}, which are taken together here: keep the lines of one filter`,
    );
  }
}

function record(line: JsonObject): JsonObject {
  const responses = line.filtered_resps;
  const metrics = Object.entries(line).filter(([key]) => !NOT_METRICS.has(key));
  return {
    doc_id: line.doc_id,
    ...('filter' in line && { filter: line.filter }),
    target: line.target,
    response: Array.isArray(responses) && responses.length === 1 ? responses[0] : responses,
    ...Object.fromEntries(metrics),
    doc: line.doc,
  };
}
