/** What a person wrote into a cell: a score, or pass and fail in a word; null for nothing. */
export function labelOf(cell: string, column: string, line: number, name = 'the sheet'): number | null {
  const text = cell.trim().toLowerCase();
  if (text === '') return null;
  const label = WORDS[text] ?? Number(text);
  if (!Number.isFinite(label))
    throw new RangeError(`line ${line} of ${name} has "${cell}" in "${column}"; expected a number`);
  return label;
}

const WORDS: Readonly<Record<string, number>> = { true: 1, yes: 1, pass: 1, false: 0, no: 0, fail: 0 };

/** Lines of cells, which may be quoted and then hold commas and line breaks. */
export function cellsOf(sheet: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quotedCell, plain, end] of sheet
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    if (quotedCell === undefined && plain === '' && end === '' && line.length === 0) break;
    line.push(quotedCell?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    if (line.some((cell) => cell !== '')) lines.push(line);
    line = [];
  }
  return lines;
}
