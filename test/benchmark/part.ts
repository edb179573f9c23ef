import type { Bar } from './bars.ts';

/** What a part of the benchmark measured. */
export interface Part {
  readonly results: object;
  readonly bars: readonly Bar[];
}
