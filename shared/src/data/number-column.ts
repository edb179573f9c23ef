import { cellValue, notANumber } from './cell-value.ts';
import { DataError } from './data-error.ts';
import type { Cell } from './table.ts';

/** Squares of sums of greater numbers are beyond what a double holds. */
const LARGEST = 1e140;

/** Collects the numbers of one column in eight bytes each, and counts what is missing. */
export class NumberColumn {
  readonly column: string;
  missing = 0;
  /** Words that were read as 0 or 1. */
  readonly words = new Map<string, number>();
  private values = new Float64Array(1024);
  private length = 0;
  private word: { readonly file: string; readonly line: number; readonly word: string } | undefined;
  private other: { readonly file: string; readonly line: number; readonly number: number } | undefined;

  constructor(column: string) {
    this.column = column;
  }

  /**
   * Whether the cell holds a value. Throws a DataError for text, infinite or huge numbers, and words mixed with numbers
   * other than 0 and 1.
   */
  add(cell: Cell, file: string, line: number): boolean {
    if (typeof cell === 'number' && Math.abs(cell) < LARGEST && this.other !== undefined && this.word === undefined) {
      this.push(cell); // most cells of large files
      return true;
    }
    const value = cellValue(cell);
    if (value.kind === 'missing') {
      this.missing++;
      return false;
    }
    if (value.kind === 'text' || !Number.isFinite(value.number)) {
      throw notANumber(String(cell), { file, line, column: this.column });
    }
    if (Math.abs(value.number) >= LARGEST) {
      const problem = `${value.number} is too large to compute with; expected numbers below 1e140 in size`;
      throw new DataError(problem, { file, line, column: this.column });
    }
    if (value.kind === 'word') {
      this.words.set(value.word, value.number);
      this.word ??= { file, line, word: value.word };
    } else if (value.number !== 0 && value.number !== 1) {
      this.other ??= { file, line, number: value.number };
    }
    if (this.word !== undefined && this.other !== undefined) {
      const problem = `"${this.word.word}" stands in a column with numbers like ${this.other.number} (${this.other.file}, line ${this.other.line}); expected numbers only, or 0/1 and pass/fail only`;
      throw new DataError(problem, { file: this.word.file, line: this.word.line, column: this.column });
    }
    this.push(value.number);
    return true;
  }

  numbers(): Float64Array {
    return this.values.subarray(0, this.length);
  }

  private push(number: number): void {
    if (this.length === this.values.length) {
      const grown = new Float64Array(this.values.length * 2);
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = number;
  }
}
