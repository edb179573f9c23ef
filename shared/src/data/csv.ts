import Papa from 'papaparse';
import { DataError } from './data-error.ts';
import type { DataFile } from './data-file.ts';
import type { Row, Table } from './table.ts';
import { textChunks } from './text-chunks.ts';

/** What Excel writes and reads as a first line that tells the delimiter. */
const SEPARATOR = /^"?sep=([,;|\t])"?\n/i;
const DELIMITERS = [',', '\t', ';', '|'];
/** Characters that one row may have; where it has quotes, they are held to be broken. */
const LONGEST_ROW = 8_000_000;

/**
 * Opens delimited text: comma, tab, semicolon or bar, found out from the first lines. The first line holds the column
 * names. Rows with another number of cells than the header are left out and reported. Throws DataErrors.
 */
export async function openCsv(file: DataFile): Promise<Table> {
  const batches = batchesOf(file);
  let start: readonly Row[] = [];
  while (start.length === 0) {
    const next = await batches.next();
    if (next.done === true) {
      throw new DataError('the file is empty; expected a header line with the column names', { file: file.name });
    }
    start = next.value;
  }
  const columns = start[0]!.cells.map((cell) => String(cell).trim());
  checkHeader(columns, file.name);
  const ragged: { line: number; cells: number; count: number } = { line: 0, cells: 0, count: 0 };
  let kept = 0;
  const whole = (rows: readonly Row[]) => {
    const fit = rows.filter((row) => row.cells.length === columns.length);
    const misfit = fit.length === rows.length ? undefined : rows.find((row) => row.cells.length !== columns.length);
    if (misfit !== undefined && ragged.count === 0) {
      ragged.line = misfit.line;
      ragged.cells = misfit.cells.length;
    }
    ragged.count += rows.length - fit.length;
    kept += fit.length;
    return fit;
  };
  return {
    file: file.name,
    columns,
    rows: (async function* () {
      yield whole(start.slice(1));
      for await (const rows of batches) {
        yield whole(rows);
      }
      if (kept === 0 && ragged.count > 0) {
        const problem =
          `no row has as many cells as the header: ${ragged.cells} instead of ${columns.length}; ` +
          'expected equally many (is a decimal comma, as in 0,75, meant as a point?)';
        throw new DataError(problem, { file: file.name, line: ragged.line });
      }
    })(),
    problems: () =>
      ragged.count === 0
        ? []
        : [
            `${file.name}: ${rowsWere(ragged.count)} left out, having another number of cells than the header ` +
              `(first: line ${ragged.line}, ${ragged.cells} instead of ${columns.length}).`,
          ],
  };
}

function rowsWere(count: number): string {
  return count === 1 ? '1 row was' : `${count} rows were`;
}

function checkHeader(columns: readonly string[], file: string): void {
  const seen = new Set<string>();
  for (const column of columns) {
    if (column !== '' && seen.has(column)) {
      throw new DataError('the header names this column twice; expected different names', { file, line: 1, column });
    }
    seen.add(column);
  }
  if (columns.length > 0 && columns.every((column) => column === '' || !Number.isNaN(Number(column)))) {
    throw new DataError(`the first line holds numbers; expected a header line with the column names`, {
      file,
      line: 1,
    });
  }
}

/** Rows in batches, each as large as a chunk of the file; empty lines are skipped. */
async function* batchesOf(file: DataFile): AsyncGenerator<readonly Row[]> {
  let parser: Papa.Parser | undefined;
  let isSingle: boolean | undefined;
  let rest = '';
  let line = 1;
  const parse = (last: boolean): readonly Row[] => {
    if (parser === undefined) {
      const told = SEPARATOR.exec(rest);
      rest = rest.slice(told?.[0].length ?? 0);
      line += told === null ? 0 : 1;
      const delimiter = told?.[1] ?? delimiterOf(rest, file.name);
      parser = new Papa.Parser({ delimiter, newline: '\n' });
      isSingle = Papa.parse<string[]>(rest, { preview: 1, delimiter }).data[0]?.length === 1;
    }
    if (isSingle) {
      // What pandas writes for a missing value in the only column; an empty line is none.
      rest = rest.replace(last ? /(?<=^|\n)""(?=\n|$)/g : /(?<=^|\n)""(?=\n)/g, 'NA');
    }
    const { data, errors, meta } = parser.parse(rest, 0, !last) as Papa.ParseResult<string[]>;
    const unclosed = last ? errors.find((error) => error.code === 'MissingQuotes') : undefined;
    const quoted = rest.includes('"');
    rest = rest.slice(meta.cursor);
    const rows: Row[] = [];
    for (const cells of data) {
      if (cells.length > 1 || cells[0] !== '') {
        rows.push({ line, cells });
      }
      line += 1 + (quoted ? newlinesIn(cells) : 0);
    }
    if (unclosed !== undefined || rest.length > LONGEST_ROW) {
      const place = { file: file.name, line: unclosed === undefined ? line : (rows.at(-1)?.line ?? line) };
      const problem =
        unclosed !== undefined || rest.includes('"')
          ? 'a quote is opened here and never closed; expected a closing "'
          : 'this row has more than 8 million characters; expected shorter ones';
      throw new DataError(problem, place);
    }
    return rows;
  };
  for await (const chunk of textChunks(file)) {
    rest += chunk;
    // The delimiter is told from whole lines.
    if (parser !== undefined || rest.length > 65_536) {
      yield parse(false);
    }
  }
  yield parse(true);
}

function delimiterOf(text: string, file: string): string {
  if (/\.(tsv|tab)(\.gz)?$/i.test(file)) {
    return '\t';
  }
  const sample = text.slice(0, 65_536);
  return Papa.parse(sample, { preview: 20, skipEmptyLines: true, delimitersToGuess: DELIMITERS }).meta.delimiter;
}

function newlinesIn(cells: readonly string[]): number {
  let newlines = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at !== -1; at = cell.indexOf('\n', at + 1)) {
      newlines++;
    }
  }
  return newlines;
}
