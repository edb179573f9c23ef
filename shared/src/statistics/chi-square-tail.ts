import gammainc from '@stdlib/math-base-special-gammainc';

/** P(X > x) of chi-square with `df` degrees of freedom. */
export function chiSquareTail(x: number, df: number): number {
  return x <= 0 ? 1 : gammainc(x / 2, df / 2, true, true);
}
