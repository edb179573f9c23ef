/** Size, mean, standard deviation (n - 1 in the denominator; NaN below two values) and range of a sample. */
export interface Description {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
  readonly min: number;
  readonly max: number;
}

/** In two passes, so that a large common offset costs no digits. An empty sample has NaN for mean and sd. */
export function describe(values: Float64Array): Description {
  const n = values.length;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    sum += value;
    min = Math.min(value, min);
    max = Math.max(value, max);
  }
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    const distance = value - mean;
    squares += distance * distance;
    rest += distance;
  }
  const constant = min === max;
  const variance = n < 2 ? Number.NaN : (squares - (rest * rest) / n) / (n - 1);
  return { n, mean: constant ? min : mean, sd: constant && n > 1 ? 0 : Math.sqrt(Math.max(0, variance)), min, max };
}
