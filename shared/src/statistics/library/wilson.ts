import { normalQuantile } from '../normal-quantile.ts';
import { wilson as limits } from '../wilson.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted } from './rate.ts';

/** How far a rate can be trusted: `successes` of `n`, with Wilson's score interval. It stays honest at 0 % and 100 %. */
export function wilson(successes: number, n: number, { alpha = 0.05 }: AlphaOption = {}): Estimate {
  const { k } = counted({ successes, n });
  return { estimate: k / n, ci: limits(k, n, normalQuantile((1 - levelOf(alpha)) / 2)) };
}
