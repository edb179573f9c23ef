/** The few numbers that a warning of pooled rows has room for: what is asked, and the answer. */
import type { CompareSource } from './check.ts';

export interface PoolQuestion {
  readonly kind: 'pool';
  readonly source: CompareSource;
  /** Column of the values; guessed when absent and only one numeric column fits. */
  readonly value?: string;
}

export interface PoolNumbers {
  readonly kind: 'pool';
  /** With a value, where it is known of which column. */
  readonly rows: { readonly real: number; readonly synthetic: number };
  /** Null where no column is clearly meant, or its values do not tell. */
  readonly worth: PoolWorth | null;
}

/** What the interval of a pooled mean is worth: numbers that `compare` gives, too. */
export interface PoolWorth {
  readonly value: string;
  readonly shift: {
    readonly ci95: readonly [lower: number, upper: number];
    /** Why the interval is likely too narrow. */
    readonly caution?: string;
  };
  /** How often the naive 95 % interval covers the truth, over that interval of the shift. */
  readonly coverageRange: readonly [least: number, greatest: number];
}
