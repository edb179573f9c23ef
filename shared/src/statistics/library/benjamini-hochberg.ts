import { benjaminiHochberg as adjusted } from '../benjamini-hochberg.ts';
import { pValues } from './checked.ts';

/**
 * Benjamini and Hochberg's adjustment for many tests at once: an adjusted p-value for each, in the same order. Of the
 * findings where it is at most 0.05, about 5 % are false. For tests that are independent, or rise together.
 */
export function benjaminiHochberg(p: ArrayLike<number>): number[] {
  return [...adjusted(pValues(p))];
}
