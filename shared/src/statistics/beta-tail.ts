import { incompleteBeta } from './incomplete-beta.ts';

/** P(X > x) of the beta distribution with parameters `a` and `b`, both above 0. */
export function betaTail(x: number, a: number, b: number): number {
  return incompleteBeta(1 - x, x, b, a);
}
