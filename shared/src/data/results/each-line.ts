import type { JsonObject, JsonRecord, RecordBatches } from '../records.ts';

/** Records made of one line each. */
export async function* eachLine(
  lines: RecordBatches,
  record: (line: JsonObject) => JsonObject,
): AsyncGenerator<readonly JsonRecord[]> {
  for await (const batch of lines) {
    yield batch.map(({ line, object }) => ({ line, object: record(object) }));
  }
}
