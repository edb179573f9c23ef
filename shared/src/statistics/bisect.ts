import type { Interval } from './interval.ts';

/** Where in an interval within [-1, 1] `past` becomes true, to 16 decimals; its end where it never does. */
export function bisect([start, end]: Interval, past: (at: number) => boolean): number {
  let [low, high] = [start, end];
  while (high - low > 2e-16) {
    const middle = low + (high - low) / 2;
    if (past(middle)) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return high;
}
