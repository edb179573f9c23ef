import betainc from '@stdlib/math-base-special-betainc';
import { normalTail } from './normal-tail.ts';

/** P(T > t) of Student's t with `df` degrees of freedom (> 0, may be infinite). */
export function studentTail(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY || !Number.isFinite(t)) {
    return normalTail(t);
  }
  const square = t * t;
  // Of the two equal forms, the one whose argument is not rounded away.
  const both =
    square < df
      ? betainc(square / (df + square), 0.5, df / 2, true, true)
      : betainc(df / (df + square), df / 2, 0.5, true, false);
  return t >= 0 ? both / 2 : 1 - both / 2;
}
