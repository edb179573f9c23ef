import { clopperPearson as limits } from '../clopper-pearson.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted } from './rate.ts';

/**
 * How far a rate can be trusted: `successes` of `n`, with the exact interval of Clopper and Pearson. It holds the truth at
 * least as often as it says, for any rate; Wilson's does on average, and is narrower.
 */
export function clopperPearson(successes: number, n: number, { alpha = 0.05 }: AlphaOption = {}): Estimate {
  const { k } = counted({ successes, n });
  levelOf(alpha);
  return { estimate: k / n, ci: limits(k, n, alpha / 2) };
}
