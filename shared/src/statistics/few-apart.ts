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
  return off === null ? 0 : greatestShare(off, values.length) - off / values.length;
}

/** The share at which `k` of `n` rows or fewer are seen one time in forty. */
function greatestShare(k: number, n: number): number {
  let [low, high] = [k / n, 1];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (atMost(k, n, middle) > 0.025) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return high;
}

/** Chance of `k` or fewer of `n` rows at a share below 1. */
function atMost(k: number, n: number, share: number): number {
  let chance = (1 - share) ** n;
  let sum = chance;
  for (let i = 0; i < k; i++) {
    chance *= ((n - i) / (i + 1)) * (share / (1 - share));
    sum += chance;
  }
  return sum;
}
