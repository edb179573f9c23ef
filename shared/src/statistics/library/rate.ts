import type { Count } from '../newcombe.ts';
import { wholeNumber } from './checked.ts';

/** `successes` of `n` rows. */
export interface Rate {
  readonly successes: number;
  readonly n: number;
}

/** `name` tells rates apart where there are two. */
export function counted({ successes, n }: Rate, name?: string): Count {
  const of = name === undefined ? '' : `${name}.`;
  wholeNumber(n, `${of}n`, 1);
  wholeNumber(successes, `${of}successes`, 0);
  if (successes > n) {
    throw new RangeError(`${of}successes is ${successes} and ${of}n is ${n}; expected no more successes than rows`);
  }
  return { k: successes, n };
}
