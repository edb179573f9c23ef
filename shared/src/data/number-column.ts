import { type Description, describe } from '../statistics/describe.ts';
import { Moments } from '../statistics/moments.ts';
import { random } from '../statistics/random.ts';
import { cellValue, notANumber } from './cell-value.ts';
import { DataError } from './data-error.ts';
import type { Cell } from './table.ts';

/** Squares of sums of greater numbers are beyond what a double holds. */
const LARGEST = 1e140;

/** Collects the numbers of one column in eight bytes each, at most so many, and counts what is missing. */
export class NumberColumn {
  readonly column: string;
  /** Of more numbers than this, a random part is kept, and the description of all. */
  private readonly most: number;
  private moments: Moments | undefined;
  private count = 0;
  private readonly chance = random(1);
  missing = 0;
  /** Words that were read as 0 or 1. */
  readonly words = new Map<string, number>();
  private values = new Float64Array(1024);
  private length = 0;
  private word: { readonly file: string; readonly line: number; readonly word: string } | undefined;
  private other: { readonly file: string; readonly line: number; readonly number: number } | undefined;

  constructor(column: string, most = Number.POSITIVE_INFINITY) {
    this.column = column;
    this.most = most;
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

  /** All numbers, or a random part of them where there are too many. */
  numbers(): Float64Array {
    return this.values.subarray(0, this.length);
  }

  /** Of all numbers, also those that are not kept. */
  description(): Description {
    return this.moments?.description() ?? describe(this.numbers());
  }

  /** Only zeros and ones, or words for them. */
  isBinary(): boolean {
    return this.other === undefined;
  }

  private push(number: number): void {
    this.count++;
    if (this.length === this.most) {
      this.replace(number);
      return;
    }
    if (this.length === this.values.length) {
      const grown = new Float64Array(Math.min(this.values.length * 2, this.most));
      grown.set(this.values);
      this.values = grown;
    }
    this.values[this.length++] = number;
  }

  /** Each number stays with the same chance (Vitter's algorithm R). */
  private replace(number: number): void {
    if (this.moments === undefined) {
      this.moments = new Moments();
      for (const kept of this.numbers()) {
        this.moments.add(kept);
      }
    }
    this.moments.add(number);
    const place = this.chance.below(this.count);
    if (place < this.most) {
      this.values[place] = number;
    }
  }
}
