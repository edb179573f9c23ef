import type { Confusion } from './confusion.ts';
import { type Shift, shiftByStudent } from './shift.ts';

/** With fewer rows of a kind than this, intervals of zeros and ones that go by the spread are too narrow. */
export const LEAST_OF_A_KIND = 10;

/** Half a row more in each cell (Agresti and Min 2005). */
export function smoothed({ tp, fp, fn, tn }: Confusion): Confusion {
  return { tp: tp + 0.5, fp: fp + 0.5, fn: fn + 0.5, tn: tn + 0.5 };
}

/**
 * Shift of a proportion in pairs, judge minus human: Student's interval after half a row is added to each cell. It
 * stays honest where hardly any pair differs. The estimate is that of the rows themselves.
 */
export function agrestiMin(cells: Confusion): Shift {
  const { tp, fp, fn, tn } = smoothed(cells);
  const n = tp + fp + fn + tn;
  const shift = shiftByStudent((fp - fn) / n, pairedSd(smoothed(cells)) / Math.sqrt(n), n - 1);
  return { ...shift, estimate: (cells.fp - cells.fn) / (n - 2) };
}

/** Standard deviation of judge minus human. */
export function pairedSd({ tp, fp, fn, tn }: Confusion): number {
  const n = tp + fp + fn + tn;
  return Math.sqrt((fp + fn - (fp - fn) ** 2 / n) / (n - 1));
}
