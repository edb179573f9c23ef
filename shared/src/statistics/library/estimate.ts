import type { Interval } from '../interval.ts';

/** An estimate with its interval. */
export interface Estimate {
  readonly estimate: number;
  /** At the level 1 - alpha. */
  readonly ci: Interval;
}

export interface AlphaOption {
  /** The interval has the level 1 - alpha; 0.05 by default. */
  readonly alpha?: number;
}
