import { DataError } from './data-error.ts';
import type { Cell } from './table.ts';

export type Origin = 'real' | 'synthetic';

const REAL_WORDS = new Set(['real', 'human', 'observed', 'measured', 'original', 'gold']);
const SYNTHETIC_WORDS = new Set(['synthetic', 'generated', 'synth', 'fake', 'simulated', 'augmented', 'llm', 'ai']);
const TRUE_WORDS = new Set(['1', 'true', 'yes', '1.0']);
const FALSE_WORDS = new Set(['0', 'false', 'no', '0.0']);

export interface OriginWords {
  readonly column: string;
  readonly realIs: string | undefined;
  readonly syntheticIs: string | undefined;
}

/** Which values of an origin column mean real and which synthetic, found as they come up. */
export class OriginReader {
  readonly words: OriginWords;
  /** Rows for each value that means neither; at most a few are kept by name. */
  readonly others = new Map<string, number>();
  /** Values that were taken for real and for synthetic. */
  readonly taken = { real: new Set<string>(), synthetic: new Set<string>() };
  missing = 0;
  private readonly known = new Map<Cell, Origin>();

  constructor(words: OriginWords) {
    this.words = words;
  }

  /** Origin of a row, or null where the cell is empty or means neither. */
  read(cell: Cell): Origin | null {
    const known = this.known.get(cell);
    if (known !== undefined) {
      return known;
    }
    const text = cell === null ? '' : String(cell).trim();
    if (text === '') {
      this.missing++;
      return null;
    }
    const origin = originOf(text, this.words);
    if (origin === null) {
      const name = this.others.has(text) || this.others.size < 20 ? text : 'other values';
      this.others.set(name, (this.others.get(name) ?? 0) + 1);
    } else {
      this.taken[origin].add(text);
      this.known.set(cell, origin);
    }
    return origin;
  }

  /** Throws a DataError naming the values that were found, unless there were rows of both origins. */
  check(file: string): void {
    for (const origin of ['real', 'synthetic'] as const) {
      if (this.taken[origin].size === 0) {
        const found = [...this.taken.real, ...this.taken.synthetic, ...this.others.keys()];
        const shown =
          found
            .slice(0, 8)
            .map((word) => `"${word}"`)
            .join(', ') || 'no values';
        const problem = `no row is ${origin}; the column holds ${shown}: say which of them means ${origin}`;
        throw new DataError(problem, { file, column: this.words.column });
      }
    }
  }
}

/** What a value of an origin column means: by the words that were said, else by common ones; null where it means neither. */
export function originOf(text: string, { realIs, syntheticIs, column }: OriginWords): Origin | null {
  if (realIs !== undefined && text === realIs) {
    return 'real';
  }
  if (syntheticIs !== undefined && text === syntheticIs) {
    return 'synthetic';
  }
  const word = text.toLowerCase();
  const flag = /synth|generated|fake|simulated|augmented/i.test(column)
    ? 'synthetic'
    : /real|human/i.test(column)
      ? 'real'
      : null;
  const means = (origin: Origin, words: ReadonlySet<string>) =>
    words.has(word) || (flag !== null && (flag === origin ? TRUE_WORDS : FALSE_WORDS).has(word));
  if (realIs === undefined && means('real', REAL_WORDS)) {
    return 'real';
  }
  return syntheticIs === undefined && means('synthetic', SYNTHETIC_WORDS) ? 'synthetic' : null;
}
