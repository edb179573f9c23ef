import { random } from '../random.ts';
import { isList, shown } from './checked.ts';
import { cellsOf, labelOf } from './sheet-cells.ts';

export interface SheetOptions {
  /** Of the draw: the same seed draws the same rows. 1 by default. */
  readonly seed?: number;
  /** Fields that who labels must not see, such as the judge's verdict. */
  readonly hide?: readonly string[];
}

/**
 * A random part of the rows for people to label, as the text of a CSV file: the number of each row, what the row holds,
 * and an empty column `human`. `labelsIn` reads it when it is filled in.
 */
export function labellingSheet(
  rows: ArrayLike<unknown>,
  size: number,
  { seed = 1, hide = [] }: SheetOptions = {},
): string {
  if (!isList(rows)) throw new TypeError(`rows is ${shown(rows)}; expected an array`);
  if (!Number.isInteger(size) || size < 1)
    throw new RangeError(`size is ${shown(size)}; expected how many rows to label`);
  const drawn = draw(rows.length, size, seed).map((index) => ({ index, fields: fieldsOf(rows[index]) }));
  const names = [...new Set(drawn.flatMap(({ fields }) => [...fields.keys()]))].filter(
    (name) => !OWN.includes(name) && !hide.includes(name),
  );
  const lines = drawn.map(({ index, fields }) => [String(index), ...names.map((name) => fields.get(name) ?? ''), '']);
  return [['row', ...names, 'human'], ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

/**
 * The human labels of all rows, null where nobody filled in any: what `judgedRows` takes. Given the rows themselves rather
 * than how many there are, a label of a row that is no longer the one which people saw is refused.
 */
export function labelsIn(sheet: string, rows: number | ArrayLike<unknown>): (number | null)[] {
  const length = typeof rows === 'number' ? rows : rows.length;
  const [head = [], ...lines] = cellsOf(sheet);
  const [row, human] = OWN.map((name) => head.indexOf(name)) as [number, number];
  if (row < 0 || human < 0)
    throw new RangeError('the sheet has no columns "row" and "human", as labellingSheet writes them');
  const labels = new Array<number | null>(length).fill(null);
  for (const [i, cells] of lines.entries()) {
    const index = Number(cells[row] || Number.NaN);
    if (!Number.isInteger(index) || index < 0 || index >= length)
      throw new RangeError(`line ${i + 2} of the sheet is about row ${cells[row]}; expected one of the ${length} rows`);
    if (typeof rows !== 'number') sameRow(rows[index], head, cells, i + 2);
    labels[index] = labelOf(cells[human] ?? '', 'human', i + 2);
  }
  if (labels.every((label) => label === null))
    throw new RangeError(
      'no row of the sheet is labelled yet: fill in its column "human" with 1 and 0, or with scores',
    );
  return labels;
}

const OWN = ['row', 'human'];

/** A spreadsheet writes numbers and line ends in its own way. */
function sameCell(a: string, b: string): boolean {
  const [plain, other] = [a, b].map((text) => text.replaceAll('\r\n', '\n').trim()) as [string, string];
  return plain === other || (plain !== '' && other !== '' && Number(plain) === Number(other));
}

function sameRow(row: unknown, head: readonly string[], cells: readonly string[], line: number): void {
  const fields = fieldsOf(row);
  const other = head.find((name, i) => !OWN.includes(name) && !sameCell(fields.get(name) ?? '', cells[i] ?? ''));
  if (other !== undefined)
    throw new RangeError(
      `line ${line} of the sheet is about another row, by its "${other}": store what is made anew at each run, or draw again`,
    );
}

/** `size` of the numbers below `n`, in order. */
function draw(n: number, size: number, seed: number): readonly number[] {
  const source = random(seed);
  const all = Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < Math.min(size, n); i++) {
    const other = i + source.below(n - i);
    [all[i], all[other]] = [all[other]!, all[i]!];
  }
  return all.slice(0, size).sort((a, b) => a - b);
}

function fieldsOf(row: unknown): ReadonlyMap<string, string> {
  if (typeof row !== 'object' || row === null) return new Map([['value', textOf(row)]]);
  return new Map(Object.entries(row).map(([name, value]) => [name, textOf(value)]));
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
