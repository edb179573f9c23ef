import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { parseJson } from './json-text.ts';
import { isObject, type JsonObject, type JsonRecord, recordsTable } from './records.ts';
import { lineLogOf } from './results/line-logs.ts';
import type { Table, Wanted } from './table.ts';
import { textChunks } from './text-chunks.ts';

/** Characters that one line may have before the file is held to be no JSON lines. */
const LONGEST_LINE = 64_000_000;

/**
 * Opens JSON lines: one object a line, its keys being the columns. The logs of evaluation tools are known by their
 * first line and read as tables. Python's NaN and Infinity are read as missing, and reported. Throws DataErrors.
 */
export async function openJsonl(file: DataFile, wanted: Wanted): Promise<Table> {
  const log = lineLogOf(await firstObject(file));
  const told = new Set<string>();
  const read = () =>
    log === undefined ? objectsOf(file) : log.records(objectsOf(file), (problem) => told.add(problem));
  const table = await recordsTable(file, read, wanted, log?.readAs);
  const cautions = () => [...told].map((problem) => `Caution: in ${file.name}, ${problem}.`);
  return { ...table, problems: () => [...cautions(), ...table.problems()] };
}

async function firstObject(file: DataFile): Promise<JsonObject> {
  for await (const batch of objectsOf(file)) {
    for (const { object } of batch) {
      return object;
    }
  }
  throw new DataError('the file is empty; expected one JSON object a line', { file: file.name });
}

async function* objectsOf(file: DataFile): AsyncGenerator<readonly JsonRecord[]> {
  let rest: string[] = [];
  let length = 0;
  let line = 0;
  const parse = (lines: readonly string[]) => {
    const records: JsonRecord[] = [];
    for (const text of lines) {
      line++;
      if (text.trim() !== '') {
        records.push({ line, object: objectOf(text, file.name, line) });
      }
    }
    return records;
  };
  for await (const chunk of textChunks(file)) {
    const lines = chunk.split('\n');
    const last = lines.pop()!;
    if (lines.length > 0) {
      lines[0] = rest.join('') + lines[0]!;
      rest = [];
      length = 0;
      yield parse(lines);
    }
    rest.push(last);
    length += last.length;
    if (length > LONGEST_LINE) {
      const problem = 'this line has more than 64 million characters; expected one JSON object a line';
      throw new DataError(problem, { file: file.name, line: line + 1 });
    }
  }
  yield parse([rest.join('')]);
}

function objectOf(text: string, file: string, line: number): JsonObject {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch {
    throw new DataError('this line is not JSON; expected one JSON object a line', { file, line });
  }
  if (!isObject(value)) {
    throw new DataError('this line is no JSON object; expected one like {"score": 0.7}', { file, line });
  }
  return value;
}
