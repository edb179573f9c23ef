/** Two samples sorted together; `labels` marks with 1 the places of one of them, as the permuted statistics read it. */
export interface Pool {
  /** All values, rounded to 14 significant digits, ascending. */
  readonly values: Float64Array;
  /** 1 where the value is of the first sample. */
  readonly labels: Uint8Array;
  readonly first: number;
  readonly second: number;
  /** The place after the last of each run of equal values. */
  readonly ends: Uint32Array;
}

/** Rounding keeps values that differ by arithmetic noise only from being ranked apart. */
export function pool(first: Float64Array, second: Float64Array): Pool {
  const a = Float64Array.from(first, roundForRanking).sort();
  const b = Float64Array.from(second, roundForRanking).sort();
  const values = new Float64Array(a.length + b.length);
  const labels = new Uint8Array(values.length);
  const ends: number[] = [];
  let i = 0;
  let j = 0;
  for (let place = 0; place < values.length; place++) {
    const fromFirst = j === b.length || (i < a.length && a[i]! <= b[j]!);
    values[place] = fromFirst ? a[i++]! : b[j++]!;
    labels[place] = fromFirst ? 1 : 0;
    if (place > 0 && values[place] !== values[place - 1]) {
      ends.push(place);
    }
  }
  ends.push(values.length);
  return { values, labels, first: a.length, second: b.length, ends: Uint32Array.from(ends) };
}

/** To 14 significant digits. */
export function roundForRanking(value: number): number {
  // Integers and short decimals, the common case, are their own rounding.
  return Number.isInteger(value) ? value : Number(value.toPrecision(14));
}
