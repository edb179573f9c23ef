import { describe } from './describe.ts';
import type { Interval } from './interval.ts';
import { randomEffects } from './random-effects.ts';
import { studentQuantile } from './student-quantile.ts';

/** Interval, or the reason why there is none. */
export type Prediction = { readonly estimate: number; readonly interval: Interval } | { readonly refused: string };

/**
 * Interval of the current task's real mean that takes the gaps for draws from one normal distribution: the synthetic mean
 * plus the mean gap ± t·sd·√(1 + 1/T), T - 1 degrees of freedom. For fewer tasks than the ranks need.
 */
export function tPrediction(syntheticMean: number, gaps: Float64Array, alpha: number): Prediction {
  const { n, mean, sd, min, max } = describe(gaps);
  if (n < 2) {
    return { refused: 'one past task shows no spread of the gaps; at least 2 are needed' };
  }
  if (min === max) {
    return { refused: `the gaps of all ${n} past tasks are the same, which shows no spread` };
  }
  const half = studentQuantile(alpha / 2, n - 1) * sd * Math.sqrt(1 + 1 / n);
  const estimate = syntheticMean + mean;
  return { estimate, interval: [estimate - half, estimate + half] };
}

/**
 * The same by random effects, which leaves the sampling error of the past gaps out of their spread: the synthetic mean plus
 * the pooled gap ± t·√(tau² + se² of the pooled gap + se² of the synthetic mean), T - 2 degrees of freedom.
 */
export function randomEffectsPrediction(
  synthetic: { readonly mean: number; readonly se: number },
  gaps: readonly { readonly estimate: number; readonly se: number }[],
  alpha: number,
): Prediction {
  if (gaps.length < 3) {
    return { refused: `${gaps.length} past tasks are too few; at least 3 are needed` };
  }
  if (gaps.some(({ se }) => !(se > 0))) {
    return { refused: 'the standard error of a gap is 0, as if it were known exactly' };
  }
  const { mean, se, tau2 } = randomEffects(gaps);
  const half = studentQuantile(alpha / 2, gaps.length - 2) * Math.sqrt(tau2 + se * se + synthetic.se ** 2);
  const estimate = synthetic.mean + mean;
  return { estimate, interval: [estimate - half, estimate + half] };
}
