import type { Count } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import type { Shift } from './shift.ts';

/**
 * Shift of a proportion, synthetic minus real: Wald's interval and tests after a success and a failure more on either side.
 * The estimate is that of the rows themselves; the interval is cut off at -1 and 1.
 * Source: Agresti and Caffo, The American Statistician 54 (2000).
 */
export function agrestiCaffo(real: Count, synthetic: Count): Shift {
  const [r, s] = [real, synthetic].map(({ k, n }) => ({ rate: (k + 1) / (n + 2), rows: n + 2 })) as [Added, Added];
  const middle = s.rate - r.rate;
  const se = Math.sqrt(variance(r) + variance(s));
  return {
    estimate: synthetic.k / synthetic.n - real.k / real.n,
    se,
    df: Number.POSITIVE_INFINITY,
    interval(level) {
      const half = normalQuantile((1 - level) / 2) * se;
      return [Math.max(-1, middle - half), Math.min(1, middle + half)];
    },
    above: (bound) => normalTail((middle - bound) / se),
    below: (bound) => normalTail((bound - middle) / se),
  };
}

interface Added {
  readonly rate: number;
  readonly rows: number;
}

function variance({ rate, rows }: Added): number {
  return (rate * (1 - rate)) / rows;
}
