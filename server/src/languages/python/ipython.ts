import { blank, blankStatement } from './blank.ts';
import { LineScanner, linesOf } from './line-scanner.ts';

/** Cell magics that run their body as Python, in the notebook's own names. */
const PYTHON_CELLS = new Set(['time', 'timeit', 'capture', 'prun', 'memit', 'mprun', 'lprun', 'wandb', 'px']);

const CELL_MAGIC = /^\s*%%(\w+)/;
const LINE_MAGIC = /^\s*(?:%{1,2}\s*\w|!|\?|[\w.*%]+\s*\?{1,2}\s*$)/;
/** Those of package managers also work without their sign. */
const INSTALLS = /^\s*(?:pip3?|conda|mamba|uv) +[a-z]+(?: +[-\w"'.]|\s*$)/m;
/** `%time x = f()`: the code behind the magic and its options runs in the notebook. */
const TIMED = /^(\s*)(%(?:time|timeit|prun|memit|mprun|lprun)(?:\s+-\w+(?:\s*\d+)?)*)\s+(?=[^\s-])/;
/** `files = !ls`, `t = %timeit -o f()`. */
const MAGIC_VALUE = /^(\s*[\w.,\s*[\]]+=\s*)(?:!|%{1,2}[A-Za-z_]).*$/;

/**
 * Text of a cell with what IPython adds to Python replaced by Python of the same length, so that offsets hold:
 * magics and shell commands do nothing, their assigned results are unknown, and a cell in another language is empty.
 */
export function blankMagics(text: string): string {
  if (!/[%!?]/.test(text) && !INSTALLS.test(text)) return text;
  const scanner = new LineScanner();
  let result = '';
  let onlyBlankBefore = true;
  let inShell = false;
  for (const { start, text: line } of linesOf(text)) {
    result += text.slice(result.length, start);
    const cellMagic = onlyBlankBefore ? CELL_MAGIC.exec(line) : null;
    if (cellMagic) {
      if (!PYTHON_CELLS.has(cellMagic[1]!)) return result + blank(text.slice(start));
      result += blank(line);
      continue;
    }
    if (line.trim() !== '') onlyBlankBefore = false;
    const replaced: string = inShell ? blank(line) : scanner.open === null ? replaceMagic(line) : line;
    if (replaced === line) scanner.advance(line);
    inShell = replaced !== line && line.endsWith('\\');
    result += replaced;
  }
  return result;
}

function replaceMagic(line: string): string {
  const timed = TIMED.exec(line);
  if (timed) {
    // `0;` before the code, and not spaces, which would indent it.
    const [all, indent = ''] = timed;
    return `${indent}0;${' '.repeat(all.length - indent.length - 2)}${line.slice(all.length)}`;
  }
  if (LINE_MAGIC.test(line) || INSTALLS.test(line)) return /^\s/.test(line) ? blankStatement(line) : blank(line);
  const value = MAGIC_VALUE.exec(line)?.[1];
  if (value === undefined) return line;
  const rest = line.length - value.length;
  return rest < 3 ? blank(line) : `${value}...${' '.repeat(rest - 3)}`;
}
