import erfcinv from '@stdlib/math-base-special-erfcinv';

/** The z with P(Z > z) = `tail` of a standard normal; `tail` in (0, 1). */
export function normalQuantile(tail: number): number {
  return Math.SQRT2 * erfcinv(2 * tail);
}
