/** Two samples counted together by value: what rank tests and distances of distributions are computed from. */
export interface Pool {
  /** The different values, rounded to 14 significant digits, ascending. */
  readonly values: Float64Array;
  /** Rows of both samples up to and with each value. */
  readonly ends: Uint32Array;
  /** Rows of the first sample with each value. */
  readonly marked: Uint32Array;
  readonly first: number;
  readonly second: number;
}

/** Rounding keeps values that differ by arithmetic noise only from being ranked apart. */
export function pool(first: Float64Array, second: Float64Array): Pool {
  const a = sortedForRanking(first);
  const b = sortedForRanking(second);
  const values = new Float64Array(a.length + b.length);
  const ends = new Uint32Array(values.length);
  const marked = new Uint32Array(values.length);
  let count = 0;
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const value = j === b.length || (i < a.length && a[i]! <= b[j]!) ? a[i]! : b[j]!;
    const start = i;
    while (i < a.length && a[i] === value) {
      i++;
    }
    while (j < b.length && b[j] === value) {
      j++;
    }
    values[count] = value;
    marked[count] = i - start;
    ends[count++] = i + j;
  }
  return {
    values: values.slice(0, count),
    ends: ends.slice(0, count),
    marked: marked.slice(0, count),
    first: a.length,
    second: b.length,
  };
}

/** Of many different values, some thousand groups of neighbours, each as its greatest: enough for a permutation test. */
export function coarsened({ values, ends, marked, first, second }: Pool, groups: number): Pool {
  const least = (first + second) / groups;
  const last: number[] = [];
  const counts: number[] = [];
  let start = 0;
  let count = 0;
  for (let i = 0; i < ends.length; i++) {
    count += marked[i]!;
    if (ends[i]! - start >= least || i === ends.length - 1) {
      last.push(i);
      counts.push(count);
      start = ends[i]!;
      count = 0;
    }
  }
  return {
    values: Float64Array.from(last, (i) => values[i]!),
    ends: Uint32Array.from(last, (i) => ends[i]!),
    marked: Uint32Array.from(counts),
    first,
    second,
  };
}

/** Rows of both samples that have the value at place `i`. */
export function sizeOf({ ends }: Pick<Pool, 'ends'>, i: number): number {
  return ends[i]! - (i === 0 ? 0 : ends[i - 1]!);
}

function sortedForRanking(values: Float64Array): Float64Array {
  const rounded = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    rounded[i] = roundForRanking(values[i]!);
  }
  return rounded.sort();
}

/** To 14 significant digits. */
export function roundForRanking(value: number): number {
  // Decimals with up to six places, the common case, are their own rounding.
  return Math.abs(value) < 1e8 && Math.round(value * 1e6) / 1e6 === value ? value : Number(value.toPrecision(14));
}
