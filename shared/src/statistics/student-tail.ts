import { incompleteBeta } from './incomplete-beta.ts';
import { normalTail } from './normal-tail.ts';

/** Beyond it the square of t would be infinite, and the tail is a power of t to all digits. */
const LARGEST = 1e150;

/** P(T > t) of Student's t with `df` degrees of freedom (> 0, may be infinite). */
export function studentTail(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY || !Number.isFinite(t)) {
    return normalTail(t);
  }
  if (t > LARGEST) {
    return studentTail(LARGEST, df) * (LARGEST / t) ** df;
  }
  const total = df + t * t;
  const both = incompleteBeta(df / total, (t * t) / total, df / 2, 0.5);
  return t >= 0 ? both / 2 : 1 - both / 2;
}
