import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import type { Cell, Row, Table } from './table.ts';
import { textChunks } from './text-chunks.ts';

type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Opens JSON lines: one object a line, its keys being the columns (those of the first chunk of the file; nested values
 * are no cells). Python's NaN and Infinity are read as missing. Throws DataErrors.
 */
export async function openJsonl(file: DataFile): Promise<Table> {
  const objects = objectsOf(file);
  let start: readonly { line: number; object: JsonObject }[] = [];
  while (start.length === 0) {
    const next = await objects.next();
    if (next.done === true) {
      throw new DataError('the file is empty; expected one JSON object a line', { file: file.name });
    }
    start = next.value;
  }
  const columns = [...new Set(start.flatMap(({ object }) => Object.keys(object)))];
  const rowsOf = (batch: typeof start): readonly Row[] =>
    batch.map(({ line, object }) => ({ line, cells: columns.map((column) => cellOf(object[column])) }));
  return {
    file: file.name,
    columns,
    rows: (async function* () {
      yield rowsOf(start);
      for await (const batch of objects) {
        yield rowsOf(batch);
      }
    })(),
    problems: () => [],
  };
}

function cellOf(value: unknown): Cell {
  const plain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return plain ? value : value === undefined || value === null ? null : '(nested value)';
}

async function* objectsOf(file: DataFile) {
  let rest = '';
  let line = 0;
  const parse = (lines: readonly string[]) => {
    const objects: { line: number; object: JsonObject }[] = [];
    for (const text of lines) {
      line++;
      if (text.trim() !== '') {
        objects.push({ line, object: objectOf(text, file.name, line) });
      }
    }
    return objects;
  };
  for await (const chunk of textChunks(file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    yield parse(lines);
  }
  yield parse([rest]);
}

function objectOf(text: string, file: string, line: number): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    try {
      value = JSON.parse(text.replace(/(?<=[:,[]\s*)(?:NaN|-?Infinity)(?=\s*[,}\]])/g, 'null'));
    } catch {
      throw new DataError('this line is not JSON; expected one JSON object a line', { file, line });
    }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new DataError('this line is no JSON object; expected one like {"score": 0.7}', { file, line });
  }
  return value as JsonObject;
}
