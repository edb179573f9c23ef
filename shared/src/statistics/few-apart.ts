import { clopperPearson } from './clopper-pearson.ts';

/** With fewer rows than this apart from all the others, an interval that goes by their spread is too narrow. */
export const LEAST_APART = 5;

/**
 * How many values differ from the most frequent one, where that has more than half of the rows and the others are too few
 * to show how they lie; null where they are enough.
 */
export function fewApart(values: Float64Array): number | null {
  const off = rowsOffMajority(values);
  return off < LEAST_APART && 2 * off < values.length ? off : null;
}

/** Values that differ from the one that more than half of them have, if there is one (Boyer and Moore's vote). */
function rowsOffMajority(values: Float64Array): number {
  let candidate = Number.NaN;
  let lead = 0;
  for (const value of values) {
    if (lead === 0) {
      candidate = value;
    }
    lead += value === candidate ? 1 : -1;
  }
  let off = 0;
  for (const value of values) {
    off += value === candidate ? 0 : 1;
  }
  return off;
}

/**
 * The share of further rows that may be apart from the others without being seen, where few or none are seen: up to
 * the 97.5 % bound of Clopper and Pearson. 0 where enough are.
 */
export function unseenShare(values: Float64Array): number {
  const off = fewApart(values);
  return off === null ? 0 : clopperPearson(off, values.length, 0.025)[1] - off / values.length;
}
