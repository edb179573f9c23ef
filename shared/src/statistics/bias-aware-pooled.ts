import { biasAwareQuantile } from './bias-aware-quantile.ts';
import type { Description } from './describe.ts';
import type { Interval } from './interval.ts';

/**
 * The pooled mean with an interval widened for a shift of at most `margin` either way: m ± cv(B/se)·se with
 * B = N·margin / (n + N) and se the standard error of the pooled mean. It holds only while |shift| <= margin.
 */
export function biasAwarePooled(
  real: Description,
  synthetic: Description,
  margin: number,
  level: number,
): { readonly estimate: number; readonly interval: Interval } {
  const total = real.n + synthetic.n;
  const estimate = (real.n * real.mean + synthetic.n * synthetic.mean) / total;
  const bias = (synthetic.n * margin) / total;
  const se = Math.sqrt(real.n * real.sd ** 2 + synthetic.n * synthetic.sd ** 2) / total;
  return { estimate, interval: biasAwareInterval(estimate, bias, se, level) };
}

/** The interval of an estimate that is off by at most `bias` either way, beside its standard error. */
export function biasAwareInterval(estimate: number, bias: number, se: number, level: number): Interval {
  const half = se === 0 ? bias : biasAwareQuantile(bias / se, level) * se;
  return [estimate - half, estimate + half];
}
