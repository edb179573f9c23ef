import { LEAST_OF_A_KIND } from './agresti-min.ts';
import type { Analysis } from './analysis.ts';
import { biasAwarePooled } from './bias-aware-pooled.ts';
import type { CompareUnits } from './compare-units.ts';
import { type Description, describe } from './describe.ts';
import { doubtOfMean } from './doubtful-mean.ts';
import { isBinary } from './is-binary.ts';
import { meanInterval } from './mean-interval.ts';
import { newcombe } from './newcombe.ts';
import { normalQuantile } from './normal-quantile.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import { unseenShift } from './unseen-shift.ts';
import { welch } from './welch.ts';
import { wilson } from './wilson.ts';

/** Placeholder of the margin for rates. */
export const RATE_MARGIN = 0.05;

export interface Descriptions {
  readonly real: Description;
  readonly synthetic: Description;
}

/**
 * The shift of a mean of independent units by Welch's t. Both sides need two values. `whole` describes all units where
 * those given are a random part of them.
 */
export function analyseMean(units: CompareUnits, isRate: boolean, whole: Descriptions | null = null): Analysis {
  const { real: a, synthetic: b } = whole ?? described(units);
  const { real, synthetic } = units;
  const doubt = doubtOfMean(real, synthetic);
  return {
    method: 'welch',
    shift: { ...welch(a, b), doubt: real.length > synthetic.length ? doubtOfMean(synthetic, real) : doubt },
    n: a.n,
    spread: {
      rowsOffMode: rowsOffMode(real),
      realSd: a.sd,
      syntheticSd: b.sd,
      unseen: unseenShift(real, synthetic),
    },
    isConstant: a.sd === 0 && b.sd === 0,
    placeholder: isRate ? RATE_MARGIN : a.sd / 10,
    plan: { sd: a.sd, synthetic: b.n },
    realOnly: { estimate: a.mean, interval: (level) => meanInterval(a, level), doubt },
    biasAware: (margin) => pooled(a, b, margin),
  };
}

/** Whether the units are zeros and ones, as single rows of a proportion are and means of clusters are not. */
export function areCounts({ real, synthetic }: CompareUnits): boolean {
  return isBinary(real) && isBinary(synthetic);
}

/**
 * Whether points from 0 to 1 (ties are halves, clusters have shares) are so few on a side, won or lost, that Welch's t is
 * too narrow: at 95 % wins and 3 % ties it held the truth in 64 % of samples of 20 rows.
 */
export function areFewPoints({ real, synthetic }: CompareUnits): boolean {
  return [real, synthetic].some((side) => {
    const won = side.reduce((sum, value) => sum + value, 0);
    return Math.min(won, side.length - won) < LEAST_OF_A_KIND;
  });
}

/**
 * The shift of a proportion of independent units by Newcombe's interval: of zeros and ones, or of points from 0 to 1,
 * which spread no more than these.
 */
export function analyseProportion(units: CompareUnits, whole: Descriptions | null = null): Analysis {
  const { real: a, synthetic: b } = whole ?? described(units);
  const [sdA, sdB] = [planningSd(a), planningSd(b)];
  return {
    method: 'newcombe',
    shift: newcombe(count(a), count(b)),
    n: a.n,
    spread: null,
    isConstant: false,
    placeholder: RATE_MARGIN,
    plan: { sd: sdA, synthetic: b.n },
    realOnly: {
      estimate: a.mean,
      interval: (level) => wilson(count(a).k, a.n, normalQuantile((1 - level) / 2)),
    },
    biasAware: (margin) => pooled({ ...a, sd: sdA }, { ...b, sd: sdB }, margin),
  };
}

function described({ real, synthetic }: CompareUnits): Descriptions {
  return { real: describe(real), synthetic: describe(synthetic) };
}

function pooled(a: Description, b: Description, margin: number) {
  const at = (level: number) => biasAwarePooled(a, b, margin, level);
  return { estimate: at(0.95).estimate, interval: (level: number) => at(level).interval };
}

/** A proportion seen at 0 % or 100 % has more spread than it shows: then that of two more successes and failures. */
function planningSd(side: Description): number {
  const p = (count(side).k + 2) / (side.n + 4);
  return side.sd > 0 ? side.sd : Math.sqrt(p * (1 - p));
}

/** Successes, or points won, without the noise of a mean: single rows have whole or half ones. */
function count({ n, mean }: Description): { readonly k: number; readonly n: number } {
  const points = n * mean;
  const halves = Math.round(2 * points) / 2;
  return { k: Math.abs(points - halves) < 1e-9 * n ? halves : points, n };
}
