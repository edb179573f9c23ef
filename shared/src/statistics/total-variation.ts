import { type Pool, sizeOf } from './pool.ts';

/** Total-variation distance: half the sum over values of how much their shares of the two samples differ. */
export function totalVariation(pool: Pool): number {
  const { marked, first, second } = pool;
  let sum = 0;
  for (let i = 0; i < marked.length; i++) {
    sum += Math.abs(marked[i]! * second - (sizeOf(pool, i) - marked[i]!) * first);
  }
  return sum / (2 * first * second);
}
