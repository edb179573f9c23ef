import { bisect } from './bisect.ts';
import type { Count } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import type { Shift } from './shift.ts';

/**
 * Shift of a proportion, synthetic minus real, by the score test: the standard error of each shift that is asked about is
 * that of the rates which fit the rows best among those that far apart. The interval is all the shifts that the test does
 * not reject; `se` is half the 95 % interval in units of its normal quantile.
 * Source: Miettinen and Nurminen, Statistics in Medicine 4 (1985), with their factor N / (N - 1).
 */
export function miettinenNurminen(real: Count, synthetic: Count): Shift {
  const estimate = synthetic.k / synthetic.n - real.k / real.n;
  const z = (shift: number) => score(real, synthetic, shift);
  const interval = (level: number) => {
    const most = normalQuantile((1 - level) / 2);
    // The score falls while the shift rises, and is 0 at the estimate.
    return [
      bisect([-1, estimate], (shift) => z(shift) < most),
      bisect([estimate, 1], (shift) => z(shift) < -most),
    ] as const;
  };
  const [lower, upper] = interval(0.95);
  return {
    estimate,
    se: (upper - lower) / (2 * normalQuantile(0.025)),
    df: Number.POSITIVE_INFINITY,
    interval,
    above: (bound) => normalTail(z(bound)),
    below: (bound) => normalTail(-z(bound)),
  };
}

/** Standard errors by which the estimate lies above `shift`; infinite where the rates cannot be that far apart. */
function score(real: Count, synthetic: Count, shift: number): number {
  const distance = synthetic.k / synthetic.n - real.k / real.n - shift;
  if (distance === 0) {
    return 0;
  }
  if (Math.abs(shift) >= 1) {
    return distance * Number.POSITIVE_INFINITY;
  }
  const rate = likeliestRate(real, synthetic, shift);
  const total = real.n + synthetic.n;
  const variance = (rate * (1 - rate)) / real.n + ((rate + shift) * (1 - rate - shift)) / synthetic.n;
  return distance / Math.sqrt((Math.max(0, variance) * total) / (total - 1));
}

/** The real rate that fits the rows best if the synthetic one is `shift` higher. */
function likeliestRate(real: Count, synthetic: Count, shift: number): number {
  // The slope of the log-likelihood, which falls; a term without rows is left out, for 0 / 0.
  const slope = (rate: number) =>
    per(real.k, rate) -
    per(real.n - real.k, 1 - rate) +
    per(synthetic.k, rate + shift) -
    per(synthetic.n - synthetic.k, 1 - rate - shift);
  return bisect([Math.max(0, -shift), Math.min(1, 1 - shift)], (rate) => slope(rate) < 0);
}

function per(rows: number, rate: number): number {
  return rows === 0 ? 0 : rows / rate;
}
