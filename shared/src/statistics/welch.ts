import type { Description } from './describe.ts';
import { type Shift, shiftByStudent } from './shift.ts';

/**
 * Shift of the mean, synthetic minus real, by Welch's t: unequal variances, Satterthwaite degrees of freedom.
 * Both sides need two values. Two constant sides give a standard error of 0.
 */
export function welch(real: Description, synthetic: Description): Shift {
  const a = (real.sd * real.sd) / real.n;
  const b = (synthetic.sd * synthetic.sd) / synthetic.n;
  const variance = a + b;
  // By shares of the variance, whose squares neither overflow nor vanish.
  const share = a / variance;
  const df =
    variance === 0
      ? real.n + synthetic.n - 2
      : 1 / (share ** 2 / (real.n - 1) + (b / variance) ** 2 / (synthetic.n - 1));
  return shiftByStudent(synthetic.mean - real.mean, Math.sqrt(variance), df);
}
