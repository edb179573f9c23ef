import erfc from '@stdlib/math-base-special-erfc';

/** P(Z > z) of a standard normal; keeps its precision in the far tail. */
export function normalTail(z: number): number {
  return erfc(z / Math.SQRT2) / 2;
}
