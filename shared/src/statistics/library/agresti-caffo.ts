import { agrestiCaffo as shiftOf } from '../agresti-caffo.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted, type Rate } from './rate.ts';

/**
 * How much higher the second rate is than the first, of independent rows, with the interval of Agresti and Caffo: a success
 * and a failure are added to either.
 */
export function agrestiCaffo(first: Rate, second: Rate, { alpha = 0.05 }: AlphaOption = {}): Estimate {
  const { estimate, interval } = shiftOf(counted(first, 'first'), counted(second, 'second'));
  return { estimate, ci: interval(levelOf(alpha)) };
}
