import { LEAST_OF_A_KIND } from './agresti-min.ts';
import type { Hajek } from './hajek.ts';
import { isBinary } from './is-binary.ts';

const LEAST_EFFECTIVE = 30;
const MOST_OF_ONE_ROW = 0.1;

/** Why the interval of a weighted mean would not hold what it says: the weights rest on too few rows, or nothing varies. */
export function obstacleToWeights(
  values: Float64Array,
  { estimate, effectiveSampleSize, greatestShare }: Hajek,
  se: number,
): string | null {
  if (effectiveSampleSize < LEAST_EFFECTIVE) {
    const rows = Math.floor(effectiveSampleSize);
    return `the weighted rows are worth ${rows} equal ones; at least ${LEAST_EFFECTIVE} are needed`;
  }
  if (greatestShare > MOST_OF_ONE_ROW) {
    return 'one row would carry more than a tenth of the weight';
  }
  if (isBinary(values) && Math.min(estimate, 1 - estimate) * effectiveSampleSize < LEAST_OF_A_KIND) {
    return `too few weighted rows are ${estimate < 0.5 ? 1 : 0}: this interval would be too narrow`;
  }
  return se > 0 ? null : 'nothing varies in the weighted rows';
}
