import { miettinenNurminen as shiftOf } from '../miettinen-nurminen.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { counted, type Rate } from './rate.ts';

/**
 * How much higher the second rate is than the first, of independent rows, with the score interval of Miettinen and Nurminen:
 * the differences that a test does not reject.
 */
export function miettinenNurminen(first: Rate, second: Rate, { alpha = 0.05 }: AlphaOption = {}): Estimate {
  const { estimate, interval } = shiftOf(counted(first, 'first'), counted(second, 'second'));
  return { estimate, ci: interval(levelOf(alpha)) };
}
