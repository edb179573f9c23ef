/**
 * Replaces the lower half of the positive definite `matrix` (d × d, by rows) by L, where L·L' is the matrix. What is not
 * positive definite gives NaN on the diagonal. For the many small systems of one regression, hence without new arrays.
 */
export function cholesky(matrix: Float64Array, d: number): void {
  for (let j = 0; j < d; j++) {
    for (let i = j; i < d; i++) {
      let rest = matrix[i * d + j]!;
      for (let k = 0; k < j; k++) {
        rest -= matrix[i * d + k]! * matrix[j * d + k]!;
      }
      matrix[i * d + j] = i === j ? Math.sqrt(rest) : rest / matrix[j * d + j]!;
    }
  }
}

/** Replaces `vector` by the solution x of L·L'·x = vector; `lower` is what `cholesky` leaves. */
export function solveCholesky(lower: Float64Array, vector: Float64Array): void {
  const d = vector.length;
  for (let i = 0; i < d; i++) {
    let rest = vector[i]!;
    for (let k = 0; k < i; k++) {
      rest -= lower[i * d + k]! * vector[k]!;
    }
    vector[i] = rest / lower[i * d + i]!;
  }
  for (let i = d - 1; i >= 0; i--) {
    let rest = vector[i]!;
    for (let k = i + 1; k < d; k++) {
      rest -= lower[k * d + i]! * vector[k]!;
    }
    vector[i] = rest / lower[i * d + i]!;
  }
}
