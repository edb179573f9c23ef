import { agrestiCoull as limits } from '../agresti-coull.ts';
import { normalQuantile } from '../normal-quantile.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted } from './rate.ts';

/**
 * How far a rate can be trusted: `successes` of `n`, with the interval of Agresti and Coull: about two successes and two
 * failures are added. A little wider than Wilson's.
 */
export function agrestiCoull(successes: number, n: number, { alpha = 0.05 }: AlphaOption = {}): Estimate {
  const { k } = counted({ successes, n });
  levelOf(alpha);
  return { estimate: k / n, ci: limits(k, n, normalQuantile(alpha / 2)) };
}
