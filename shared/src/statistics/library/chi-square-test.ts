import { type ChiSquare, chiSquare } from '../chi-square.ts';
import { isList, sameLength, shown, wholeNumber } from './checked.ts';

export interface ChiSquareOptions {
  /** Yates' continuity correction, of two categories only. Off by default; R and SciPy have it on. */
  readonly yates?: boolean;
}

/**
 * Whether two samples have the same mix of categories, from their counts: Pearson's chi-square. Where `leastExpected` is
 * below 5 the p-value is rough.
 */
export function chiSquareTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  { yates = false }: ChiSquareOptions = {},
): ChiSquare {
  const [a, b] = [counts(first, 'first'), counts(second, 'second')];
  sameLength(b.length, 'second', a.length, 'one count for each category, like first');
  if (yates && a.length > 2) {
    throw new RangeError(`there are ${a.length} categories; expected 2, since Yates' correction is for no more`);
  }
  const result = chiSquare(a, b, { yates });
  if (result === null) {
    throw new RangeError('all rows are of one category, or of one sample; expected counts above 0 in two of each');
  }
  return result;
}

function counts(values: ArrayLike<number>, name: string): number[] {
  if (!isList(values)) {
    throw new TypeError(`${name} is ${shown(values)}; expected an array of counts`);
  }
  return Array.from(values, (value, i) => wholeNumber(value, `${name}[${i}]`, 0));
}
