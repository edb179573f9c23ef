import type { Analysis, Ranged } from './analysis.ts';
import type { CompareUnits } from './compare-units.ts';
import { describe } from './describe.ts';
import { mover } from './mover.ts';
import { normalQuantile } from './normal-quantile.ts';
import { normalTail } from './normal-tail.ts';
import { orderStatisticInterval } from './order-statistic-interval.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import { shiftByLimits } from './shift-by-limits.ts';

/** Units that must be expected beyond the quantile on its rarer side. */
const LEAST_BEYOND = 5;

/** The fewest units of which the `q` quantile is compared: n·min(q, 1 - q) must be 5. */
export function unitsForQuantile(q: number): number {
  return Math.ceil(LEAST_BEYOND / Math.min(q, 1 - q) - 1e-9);
}

/** Why there is no interval for the shift of the `q` quantile; null where there is one. */
export function obstacleToQuantile({ real, synthetic, pairs }: CompareUnits, q: number): string | null {
  if (pairs !== null) {
    return 'both sides have the same clusters, and there is no interval for quantiles of pairs; compare the mean';
  }
  const least = unitsForQuantile(q);
  const [origin, count] = real.length <= synthetic.length ? ['real', real.length] : ['synthetic', synthetic.length];
  return Number(count) < least
    ? `there are ${count} ${origin} rows or clusters, too few for an interval of the ${q} quantile; expected at least ${least}, or a quantile nearer to 0.5`
    : null;
}

/**
 * The shift of the `q` quantile of independent units, by the interval that order statistics give each side (MOVER). Both
 * sides need `unitsForQuantile(q)` of them.
 */
export function analyseQuantile({ real, synthetic }: CompareUnits, q: number): Analysis {
  const a = quantileOf(real, q);
  const b = quantileOf(synthetic, q);
  const [own, other] = [describe(real), describe(synthetic)];
  const shift = shiftByLimits(b.estimate - a.estimate, (z) => {
    const level = 1 - 2 * normalTail(z);
    return mover({ ...a, interval: a.interval(level) }, { ...b, interval: b.interval(level) });
  });
  const [low, high] = a.interval(0.95);
  const se = (high - low) / (2 * normalQuantile(0.025));
  return {
    method: 'mover',
    shift,
    n: own.n,
    spread: {
      rowsOffMode: rowsOffMode(real),
      realSd: own.sd,
      syntheticSd: other.sd,
      unseen: [0, 0],
    },
    isConstant: own.sd === 0 && other.sd === 0,
    placeholder: own.sd / 10,
    plan: { sd: se * Math.sqrt(own.n), synthetic: other.n },
    realOnly: a,
    biasAware: () => null,
  };
}

function quantileOf(values: Float64Array, q: number): Ranged {
  const sorted = Float64Array.from(values).sort();
  return {
    estimate: interpolated(sorted, q),
    interval: (level) => orderStatisticInterval(sorted, q, level),
  };
}

/** The sample quantile, linear between values, as NumPy and R have it by default. */
function interpolated(sorted: Float64Array, q: number): number {
  const place = q * (sorted.length - 1);
  const low = sorted[Math.floor(place)]!;
  const high = sorted[Math.ceil(place)]!;
  return low + (place % 1) * (high - low);
}
