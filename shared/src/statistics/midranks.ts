import type { Pool } from './pool.ts';

/** Rank of each place of the pool, from 1, ties sharing their mean rank. */
export function midranks({ values, ends }: Pool): Float64Array {
  const ranks = new Float64Array(values.length);
  let start = 0;
  for (const end of ends) {
    ranks.fill((start + 1 + end) / 2, start, end);
    start = end;
  }
  return ranks;
}
