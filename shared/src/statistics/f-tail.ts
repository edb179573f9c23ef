import betainc from '@stdlib/math-base-special-betainc';

/** P(F > f) of Fisher's F with `df1` and `df2` degrees of freedom. */
export function fTail(f: number, df1: number, df2: number): number {
  if (f <= 0) {
    return 1;
  }
  return f === Number.POSITIVE_INFINITY ? 0 : betainc(df2 / (df2 + df1 * f), df2 / 2, df1 / 2, true, false);
}
