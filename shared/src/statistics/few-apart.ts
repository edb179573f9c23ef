import { clopperPearson } from './clopper-pearson.ts';
import { rowsOffMode } from './rows-off-mode.ts';

/** With fewer rows than this apart from all the others, an interval that goes by their spread is too narrow. */
export const LEAST_APART = 5;

/**
 * How many values differ from the most frequent one, where that has more than half of the rows and the others are too few
 * to show how they lie; null where they are enough.
 */
export function fewApart(values: Float64Array): number | null {
  const off = rowsOffMode(Float64Array.from(values).sort());
  return off < LEAST_APART && 2 * off < values.length ? off : null;
}

/**
 * The share of further rows that may be apart from the others without being seen, where few or none are seen: up to
 * the 97.5 % bound of Clopper and Pearson. 0 where enough are.
 */
export function unseenShare(values: Float64Array): number {
  const off = fewApart(values);
  return off === null ? 0 : clopperPearson(off, values.length, 0.025)[1] - off / values.length;
}
