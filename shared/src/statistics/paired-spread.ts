import { describe } from './describe.ts';
import { differences } from './error-shift.ts';
import { unseenShare } from './few-apart.ts';
import type { Interval } from './interval.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import type { VerdictInput } from './verdict.ts';

/** What the verdict needs to know of pairs: its rule for means holds for the first of each and for the differences. */
export function pairedSpread(first: Float64Array, second: Float64Array): NonNullable<VerdictInput['spread']> {
  const apart = differences(first, second);
  const [a, b] = [describe(first), describe(second)];
  return {
    rowsOffMode: Math.min(rowsOffMode(apart), rowsOffMode(first)),
    realSd: a.sd,
    syntheticSd: b.sd,
    unseen: unseenDifference(apart, b.min - a.max, b.max - a.min),
  };
}

/** Differences that are nearly all the same say little of the rest: an unseen share may be off by anything in the range. */
function unseenDifference(apart: Float64Array, least: number, greatest: number): Interval {
  const { mean } = describe(apart);
  const share = unseenShare(apart);
  return [share * (least - mean), share * (greatest - mean)];
}
