import type { Pool } from './pool.ts';

/** Total-variation distance: half the sum over values of how much their shares of the two samples differ. */
export function totalVariation({ labels, ends, first, second }: Pool): number {
  let start = 0;
  let sum = 0;
  for (const end of ends) {
    const marked = labels.subarray(start, end).reduce((total, label) => total + label, 0);
    sum += Math.abs(marked * second - (end - start - marked) * first);
    start = end;
  }
  return sum / (2 * first * second);
}
