import type { Pool } from './pool.ts';

/** Kolmogorov-Smirnov: the greatest distance of the two distribution functions, times first·second: a whole number. */
export function ksStatistic({ ends, first, second }: Pool, labels: Uint8Array): number {
  let place = 0;
  let marked = 0;
  let greatest = 0;
  for (const end of ends) {
    for (; place < end; place++) {
      marked += labels[place]!;
    }
    const distance = Math.abs(marked * second - (place - marked) * first);
    greatest = Math.max(distance, greatest);
  }
  return greatest;
}
