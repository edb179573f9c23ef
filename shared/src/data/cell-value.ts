import { DataError } from './data-error.ts';
import type { Cell } from './table.ts';

/** What pandas reads as missing. */
const MISSING = new Set('|#N/A|#N/A N/A|#NA|-NaN|-nan|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split('|'));

/** Words that people write for 1 and 0. */
const WORDS = new Map<string, number>([
  ...['true', 'yes', 'pass', 'passed', 'correct', 'success'].map((word) => [word, 1] as const),
  ...['false', 'no', 'fail', 'failed', 'incorrect', 'failure'].map((word) => [word, 0] as const),
]);

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** A number, `missing`, a word for 0 or 1, or text that is none of these. */
export type CellValue =
  | { readonly kind: 'number'; readonly number: number }
  | { readonly kind: 'word'; readonly number: number; readonly word: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'text' };

const MISSING_VALUE: CellValue = { kind: 'missing' };
const TEXT_VALUE: CellValue = { kind: 'text' };

export function cellValue(cell: Cell): CellValue {
  if (typeof cell === 'number') {
    return { kind: 'number', number: cell };
  }
  if (typeof cell === 'boolean') {
    return { kind: 'word', number: Number(cell), word: String(cell) };
  }
  const text = cell === null ? '' : cell.trim();
  if (MISSING.has(text)) {
    return MISSING_VALUE;
  }
  if (NUMBER.test(text)) {
    return { kind: 'number', number: Number(text) };
  }
  const number = WORDS.get(text.toLowerCase());
  return number === undefined ? TEXT_VALUE : { kind: 'word', number, word: text };
}

/** The error for text where a number was expected, with a hint for what people often mean. */
export function notANumber(text: string, place: { file: string; line: number; column: string }): DataError {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  const hint = hintOf(text.trim()) ?? 'expected a number, pass/fail or true/false, or an empty cell';
  return new DataError(`"${shown}" is no number; ${hint}`, place);
}

/** What to write instead of a number that is written in another way; null for other text. */
export function hintOf(text: string): string | null {
  if (/^[+-]?\d+,\d+$/.test(text)) {
    return `expected a decimal point: write ${text.replace(',', '.')}`;
  }
  if (/^[+-]?[\d.,]+\s*%$/.test(text)) {
    return 'expected a plain number: write 75 % as 0.75';
  }
  if (/^[+-]?inf(inity)?$/i.test(text)) {
    return 'expected a finite number: an infinite value has no mean';
  }
  if (NUMBER.test(text)) {
    return 'expected numbers below 1e140 in size: this one is too large to compute with';
  }
  if (text.startsWith('[')) {
    return 'a list has no single value: expected one number in each row';
  }
  if (/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) {
    return `expected a number without thousands separators: write ${text.replaceAll(',', '')}`;
  }
  return null;
}
