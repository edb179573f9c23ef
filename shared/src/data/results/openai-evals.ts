import { isObject, type JsonObject, type JsonRecord, type RecordBatches } from '../records.ts';
import type { LineLog } from './line-logs.ts';

/** Events that judge a sample; the others (what was sampled, errors, extras) are none of its results. */
const RESULTS = new Set(['match', 'metrics', 'cond_logp', 'pick_option']);

/** Logs of OpenAI evals: a line for the run, one for each event, and one for the report. Held in memory without the prompts. */
export const openAiEvals: LineLog = {
  readAs: 'a log of OpenAI evals, a row for each sample',
  fits: (first) => isObject(first.spec) && ('eval_name' in first.spec || 'run_id' in first.spec),
  records,
};

async function* records(lines: RecordBatches): AsyncGenerator<readonly JsonRecord[]> {
  const rows = new Map<string, { line: number; object: Record<string, unknown> }>();
  const times = new Map<string, number>();
  for await (const batch of lines) {
    for (const { line, object } of batch) {
      const { type, data } = object;
      if (!RESULTS.has(String(type)) || !isObject(data)) {
        continue;
      }
      // A sample's second event of a type belongs to another attempt at it.
      const sample = String(object.sample_id);
      const event = `${sample}\n${type}`;
      const attempt = (times.get(event) ?? 0) + 1;
      times.set(event, attempt);
      const key = `${sample}\n${attempt}`;
      const row = rows.get(key);
      if (row === undefined) {
        rows.set(key, { line, object: { sample_id: object.sample_id, ...withoutPrompt(data) } });
      } else {
        Object.assign(row.object, withoutPrompt(data));
      }
    }
  }
  yield [...rows.values()];
}

function withoutPrompt({ prompt: _, ...data }: JsonObject): JsonObject {
  return data;
}
