import type { Interval } from './interval.ts';

/** An estimate with its interval. */
export interface Limits {
  readonly estimate: number;
  readonly interval: Interval;
}

/** Interval of the difference second - first of two independent estimates, from their own (Zou and Donner 2008). */
export function mover(first: Limits, second: Limits): Interval {
  const estimate = second.estimate - first.estimate;
  const [lowA, highA] = first.interval;
  const [lowB, highB] = second.interval;
  return [
    estimate - Math.hypot(second.estimate - lowB, highA - first.estimate),
    estimate + Math.hypot(highB - second.estimate, first.estimate - lowA),
  ];
}
