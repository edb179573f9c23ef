import { benjaminiYekutieli as adjusted } from '../benjamini-yekutieli.ts';
import { pValues } from './checked.ts';

/** Benjamini and Yekutieli's adjustment: that of Benjamini and Hochberg, for tests that depend on each other in any way. */
export function benjaminiYekutieli(p: ArrayLike<number>): number[] {
  return [...adjusted(pValues(p))];
}
