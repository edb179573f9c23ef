import { type Pool, sizeOf } from './pool.ts';

/** Rank of each value of the pool, from 1: the mean rank of the rows that have it. */
export function midranks(pool: Pool): Float64Array {
  const ranks = new Float64Array(pool.ends.length);
  for (let i = 0; i < ranks.length; i++) {
    ranks[i] = pool.ends[i]! - (sizeOf(pool, i) - 1) / 2;
  }
  return ranks;
}
