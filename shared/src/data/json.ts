import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import { elementsOf } from './json-elements.ts';
import { parseJson } from './json-text.ts';
import { isObject, type JsonObject, type JsonRecord, recordsTable } from './records.ts';
import { documentRecords } from './results/documents.ts';
import type { Table, Wanted } from './table.ts';
import { textChunks } from './text-chunks.ts';

/** Bytes of a document that has to be held whole. */
const LARGEST = 256 * 2 ** 20;
const EXPECTED = 'expected an array of objects, an object with one such array, or the results of an evaluation tool';

/**
 * Opens a JSON document: an array of objects, which is read element by element, or an object with one array of objects
 * in it, which is held in memory; the results of evaluation tools are known by their keys. Throws DataErrors.
 */
export async function openJson(file: DataFile, wanted: Wanted): Promise<Table> {
  if ((await firstLetter(file)) === '[') {
    return recordsTable(file, () => elementsOf(file), wanted);
  }
  const { records, readAs } = recordsOf(await wholeOf(file), file.name);
  const batches = async function* () {
    yield records.map((object, i): JsonRecord => ({ line: i + 1, object }));
  };
  return recordsTable(file, batches, wanted, readAs);
}

async function firstLetter(file: DataFile): Promise<string> {
  for await (const chunk of textChunks(file)) {
    const letter = chunk.trimStart()[0];
    if (letter !== undefined) {
      return letter;
    }
  }
  throw new DataError(`the file is empty; ${EXPECTED}`, { file: file.name });
}

async function wholeOf(file: DataFile): Promise<JsonObject> {
  const chunks: string[] = [];
  let length = 0;
  for await (const chunk of textChunks(file)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > LARGEST) {
      const problem = `the document is larger than ${LARGEST / 2 ** 20} MB; save its records as JSON lines (.jsonl)`;
      throw new DataError(problem, { file: file.name });
    }
  }
  const text = chunks.join('');
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new DataError(`${notJson(text, error as SyntaxError)}; ${EXPECTED}`, { file: file.name });
  }
  if (!isObject(value)) {
    throw new DataError(`this JSON document is no table; ${EXPECTED}`, { file: file.name });
  }
  return value;
}

function notJson(text: string, { message }: SyntaxError): string {
  const position = /position (\d+)/.exec(message)?.[1];
  if (/\bend\b|EOF/i.test(message) || text.slice(Number(position)).trim() === '') {
    return 'the JSON document is cut off';
  }
  const line = position === undefined ? '' : ` from line ${text.slice(0, Number(position)).split('\n').length} on`;
  return `this is not JSON${line} (if each line is an object, name the file .jsonl)`;
}

function recordsOf(document: JsonObject, file: string): { records: readonly JsonObject[]; readAs?: string } {
  const known = documentRecords(document);
  if (known !== null) {
    if (known.records.length === 0) {
      throw new DataError(`this is ${known.readAs.split(',')[0]!}, and it holds no samples`, { file });
    }
    return known;
  }
  const [table, ...others] = arraysOfObjects(document);
  if (table === undefined) {
    throw new DataError(`there is no array of objects in it; ${EXPECTED}`, { file });
  }
  if (others.length > 0) {
    const names = [table, ...others].map(([name]) => `"${name}"`).join(', ');
    throw new DataError(
      `several arrays of objects could be the table: ${names}; save the one that is meant by itself`,
      {
        file,
      },
    );
  }
  return { records: table[1] };
}

function arraysOfObjects(document: JsonObject): readonly (readonly [string, readonly JsonObject[]])[] {
  return Object.entries(document).flatMap(([name, value]) =>
    Array.isArray(value) && value.length > 0 && value.every(isObject) ? [[name, value] as const] : [],
  );
}
