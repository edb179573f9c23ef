import type { Matrix } from './matrix-inverse.ts';

/** The covariates of a regression's rows, one row after the other: row i is `values[i·d]` to `values[i·d + d - 1]`. */
export interface Design {
  /** Rows. */
  readonly n: number;
  /** Columns, a constant among them if there is to be one. */
  readonly d: number;
  readonly values: Float64Array;
}

/** Of at least one row. */
export function designOf(rows: Matrix): Design {
  const d = rows[0]!.length;
  const values = new Float64Array(rows.length * d);
  for (const [i, row] of rows.entries()) {
    values.set(row, i * d);
  }
  return { n: rows.length, d, values };
}

/** Each row times the coefficients. */
export function predictors({ n, d, values }: Design, coefficients: readonly number[]): Float64Array {
  const etas = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    let eta = 0;
    for (let j = 0; j < d; j++) {
      eta += values[i * d + j]! * coefficients[j]!;
    }
    etas[i] = eta;
  }
  return etas;
}

/** Sum of `weights[i]`·row. */
export function weightedSum({ n, d, values }: Design, weights: Float64Array): number[] {
  const sum = new Array<number>(d).fill(0);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      sum[j]! += weights[i]! * values[i * d + j]!;
    }
  }
  return sum;
}

/** Sum of `weights[i]`·row·row', each weight 1 when there are none. */
export function crossProducts({ n, d, values }: Design, weights: Float64Array | null): number[][] {
  const sum = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    const weight = weights === null ? 1 : weights[i]!;
    for (let j = 0; j < d; j++) {
      const factor = weight * values[i * d + j]!;
      for (let k = 0; k <= j; k++) {
        sum[j * d + k]! += factor * values[i * d + k]!;
      }
    }
  }
  return Array.from({ length: d }, (_, j) =>
    Array.from({ length: d }, (_, k) => sum[Math.max(j, k) * d + Math.min(j, k)]!),
  );
}
