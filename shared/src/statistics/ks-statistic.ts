import type { Pool } from './pool.ts';

/** Kolmogorov-Smirnov: the greatest distance of the two distribution functions, times first·second: a whole number. */
export function ksStatistic({ ends, first, second }: Pool, marked: Uint32Array): number {
  const total = first + second;
  let ofFirst = 0;
  let greatest = 0;
  for (let i = 0; i < ends.length; i++) {
    ofFirst += marked[i]!;
    const distance = Math.abs(ofFirst * total - ends[i]! * first);
    if (distance > greatest) {
      greatest = distance;
    }
  }
  return greatest;
}
