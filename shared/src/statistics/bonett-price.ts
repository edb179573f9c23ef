import { pairedSd } from './agresti-min.ts';
import type { Confusion } from './confusion.ts';
import { type Shift, shiftByStudent } from './shift.ts';

/**
 * Shift of a proportion in pairs, judge minus human: Student's interval after a row is added to each of the two cells that
 * differ (Bonett and Price 2012, who take the normal quantile). The estimate is that of the rows themselves.
 */
export function bonettPrice({ tp, fp, fn, tn }: Confusion): Shift {
  const rows = tp + fp + fn + tn;
  const n = rows + 2;
  const sd = pairedSd({ tp, fp: fp + 1, fn: fn + 1, tn });
  return { ...shiftByStudent((fp - fn) / n, sd / Math.sqrt(n), n - 1), estimate: (fp - fn) / rows };
}
