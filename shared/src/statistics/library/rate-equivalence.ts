import { agrestiCaffo } from '../agresti-caffo.ts';
import { equivalence } from '../equivalence.ts';
import { miettinenNurminen } from '../miettinen-nurminen.ts';
import { newcombe } from '../newcombe.ts';
import { levelOf, positive, shown } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted, type Rate } from './rate.ts';

const METHODS = { newcombe, 'agresti-caffo': agrestiCaffo, 'miettinen-nurminen': miettinenNurminen } as const;

export interface RateEquivalenceOptions extends AlphaOption {
  /** What the tests invert: `newcombe` by default, as in `equivalenceTest`. */
  readonly method?: keyof typeof METHODS;
}

export interface RateEquivalence extends Estimate {
  /** Of two one-sided tests against "the difference is as large as the margin". At most alpha where `ci`, of the level 1 - 2·alpha, lies inside the margin. */
  readonly p: number;
}

/**
 * Whether two rates are the same for your purposes, from their counts: two one-sided tests (TOST) that the second differs
 * from the first by less than `margin`.
 */
export function rateEquivalence(
  first: Rate,
  second: Rate,
  margin: number,
  { method = 'newcombe', alpha = 0.05 }: RateEquivalenceOptions = {},
): RateEquivalence {
  const [a, b] = [counted(first, 'first'), counted(second, 'second')];
  positive(margin, 'margin', 'the largest difference that would not matter, such as 0.05');
  levelOf(alpha);
  if (alpha >= 0.5) {
    throw new RangeError(`alpha is ${alpha}; expected less than 0.5, since the interval has the level 1 - 2 alpha`);
  }
  if (!Object.hasOwn(METHODS, method)) {
    throw new RangeError(`method is ${shown(method)}; expected "${Object.keys(METHODS).join('", "')}"`);
  }
  const shift = METHODS[method](a, b);
  return { estimate: shift.estimate, ci: shift.interval(1 - 2 * alpha), p: equivalence(shift, margin) };
}
