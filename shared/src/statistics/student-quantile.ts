import betaincinv from '@stdlib/math-base-special-betaincinv';
import { normalQuantile } from './normal-quantile.ts';

/** The t with P(T > t) = `tail` of Student's t with `df` degrees of freedom (> 0, may be infinite); `tail` in (0, 1). */
export function studentQuantile(tail: number, df: number): number {
  if (tail > 0.5) {
    return -studentQuantile(1 - tail, df);
  }
  if (df === Number.POSITIVE_INFINITY) {
    return normalQuantile(tail);
  }
  const near = betaincinv(2 * tail, 0.5, df / 2, true);
  if (near < 0.5) {
    return Math.sqrt((df * near) / (1 - near));
  }
  const far = betaincinv(2 * tail, df / 2, 0.5, false);
  return Math.sqrt((df * (1 - far)) / far);
}
