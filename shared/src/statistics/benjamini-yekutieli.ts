import { benjaminiHochberg } from './benjamini-hochberg.ts';

/**
 * The same for tests that depend on each other in any way: larger by 1 + 1/2 + … + 1/n.
 * Source: Benjamini and Yekutieli, Annals of Statistics 29 (2001).
 */
export function benjaminiYekutieli(p: readonly number[]): readonly number[] {
  return benjaminiHochberg(
    p,
    p.reduce((sum, _, i) => sum + 1 / (i + 1), 0),
  );
}
