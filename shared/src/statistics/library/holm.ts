import { holm as adjusted } from '../holm.ts';
import { pValues } from './checked.ts';

/**
 * Holm's adjustment for testing several things at once: an adjusted p-value for each, in the same order. Where it is at most
 * 0.05, that finding holds beside the others.
 */
export function holm(p: ArrayLike<number>): number[] {
  return [...adjusted(pValues(p))];
}
