import { max } from 'd3-array';

/** A square matrix by rows. */
export type Matrix = readonly (readonly number[])[];

/** The inverse by Gauss-Jordan elimination with pivots; null where there is none. For a handful of columns. */
export function matrixInverse(matrix: Matrix): number[][] | null {
  const d = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...Array.from({ length: d }, (_, j) => Number(i === j))]);
  const scale = max(matrix.flat(), Math.abs)!;
  for (let column = 0; column < d; column++) {
    let pivot = column;
    for (let i = column + 1; i < d; i++) {
      pivot = Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!) ? i : pivot;
    }
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const head = rows[column]![column]!;
    if (!(Math.abs(head) > 1e-14 * scale)) {
      return null;
    }
    rows[column] = rows[column]!.map((value) => value / head);
    for (let i = 0; i < d; i++) {
      const factor = rows[i]![column]!;
      if (i !== column && factor !== 0) {
        rows[i] = rows[i]!.map((value, j) => value - factor * rows[column]![j]!);
      }
    }
  }
  return rows.map((row) => row.slice(d));
}
