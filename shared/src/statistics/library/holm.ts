import { holm as adjusted } from '../holm.ts';
import { numbers } from './checked.ts';

/**
 * Holm's adjustment for testing several things at once: an adjusted p-value for each, in the same order. Where it is at most
 * 0.05, that finding holds beside the others.
 */
export function holm(p: ArrayLike<number>): number[] {
  const checked = numbers(p, 'p', 0);
  const place = checked.findIndex((value) => value < 0 || value > 1);
  if (place >= 0) {
    throw new RangeError(`p[${place}] is ${checked[place]}; expected p-values, from 0 to 1`);
  }
  return [...adjusted(Array.from(checked))];
}
