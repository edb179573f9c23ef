import { cellOf } from './cell-of.ts';
import type { DataFile } from './data-file.ts';
import { isNotFinite } from './json-text.ts';
import type { Cell, Row, Table, Wanted } from './table.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object of a file, and its line or number there. */
export interface JsonRecord {
  readonly line: number;
  readonly object: JsonObject;
}

export type RecordBatches = AsyncIterable<readonly JsonRecord[]>;

/** Records of the start that settle the columns. */
const START = 1000;
/** Objects inside objects. */
const DEEPEST = 8;

/**
 * The table of a file's records: a column for each key of the first thousand, and for those asked for that come up
 * later. Objects in objects are columns named by their path. `read` may be called twice; `readAs` says what the file was
 * taken for.
 */
export async function recordsTable(
  file: DataFile,
  read: () => RecordBatches,
  { columns: wanted, atSpots = [] }: Wanted,
  readAs?: string,
): Promise<Table> {
  const batches = read()[Symbol.asyncIterator]();
  const start: (readonly JsonRecord[])[] = [];
  const paths = new Paths();
  let seen = 0;
  while (seen < START) {
    const next = await batches.next();
    if (next.done === true) {
      break;
    }
    start.push(next.value);
    paths.addAll(next.value);
    seen += next.value.length;
  }
  if (wanted?.some((column) => !paths.has(column)) === true) {
    await paths.find(wanted, read());
  }
  const columns = paths.names();
  const reader = new RecordReader(columns, wanted && [...wanted, ...atSpots]);
  return {
    file: file.name,
    columns,
    rows: (async function* () {
      for (const batch of start.splice(0)) {
        yield reader.rows(batch);
      }
      for (;;) {
        const next = await batches.next();
        if (next.done === true) {
          return;
        }
        yield reader.rows(next.value);
      }
    })(),
    problems: () => [
      ...(readAs === undefined ? [] : [`${file.name} was read as ${readAs}.`]),
      ...reader.problems(file.name),
    ],
  };
}

/** The columns in the order of their first appearance. */
class Paths {
  private readonly paths = new Set<string>();

  names(): readonly string[] {
    return [...this.paths];
  }

  has(column: string): boolean {
    return this.paths.has(column);
  }

  addAll(records: readonly JsonRecord[]): void {
    for (const { object } of records) {
      forEachLeaf(object, (name) => this.paths.add(name));
    }
  }

  /** Takes up those of the columns that come up anywhere in the file. */
  async find(columns: readonly string[], batches: RecordBatches): Promise<void> {
    const missing = new Set(columns.filter((column) => !this.paths.has(column)));
    for await (const batch of batches) {
      for (const { object } of batch) {
        forEachLeaf(object, (name) => {
          if (missing.delete(name)) {
            this.paths.add(name);
          }
        });
      }
      if (missing.size === 0) {
        return;
      }
    }
  }
}

function forEachLeaf(
  object: JsonObject,
  visit: (name: string, value: unknown) => unknown,
  prefix = '',
  depth = 1,
): void {
  for (const [key, value] of Object.entries(object)) {
    const name = prefix + key;
    if (isObject(value) && depth < DEEPEST) {
      forEachLeaf(value, visit, `${name}.`, depth + 1);
    } else {
      visit(name, value);
    }
  }
}

class RecordReader {
  private readonly places = new Map<string, number>();
  private readonly width: number;
  private readonly notFinite = { NaN: 0, Infinity: 0 };
  private readonly late = new Map<string, number>();

  constructor(columns: readonly string[], wanted: readonly string[] | undefined) {
    this.width = columns.length;
    for (const [place, column] of columns.entries()) {
      this.places.set(column, wanted === undefined || wanted.includes(column) ? place : -1);
    }
  }

  rows(records: readonly JsonRecord[]): readonly Row[] {
    return records.map(({ line, object }) => {
      const cells: Cell[] = new Array<Cell>(this.width).fill(null);
      forEachLeaf(object, (name, value) => {
        const place = this.places.get(name);
        if (place === undefined) {
          this.keepLate(name, line);
        } else if (place !== -1 && cells[place] === null) {
          cells[place] = this.cell(value);
        }
      });
      return { line, cells };
    });
  }

  private cell(value: unknown): Cell {
    if (typeof value === 'string' && isNotFinite(value)) {
      this.notFinite[value.endsWith('NaN') ? 'NaN' : 'Infinity']++;
      return null;
    }
    return cellOf(value);
  }

  private keepLate(name: string, line: number): void {
    if (!this.late.has(name) && this.late.size < 100) {
      this.late.set(name, line);
    }
  }

  problems(file: string): readonly string[] {
    const { NaN: nan, Infinity: infinite } = this.notFinite;
    const late = [...this.late];
    return [
      ...(nan + infinite > 0 ? [`${file}: ${nan} NaN and ${infinite} Infinity were read as missing.`] : []),
      ...(late.length > 0
        ? [
            `${file}: not read, as they are first named behind the first ${START} records: ` +
              `${late
                .slice(0, 5)
                .map(([name, line]) => `"${name}" (line ${line})`)
                .join(', ')}${late.length > 5 ? ', …' : ''}.`,
          ]
        : []),
    ];
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
