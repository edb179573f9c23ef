import { type Description, describe } from './describe.ts';
import { differences } from './error-shift.ts';
import type { Interval } from './interval.ts';
import { rowsOffMode } from './rows-off-mode.ts';
import type { VerdictInput } from './verdict.ts';

/** What the verdict needs to know of pairs: its rule for means holds for the first of each and for the differences. */
export function pairedSpread(first: Float64Array, second: Float64Array): NonNullable<VerdictInput['spread']> {
  const apart = differences(first, second);
  const [a, b] = [describe(first), describe(second)];
  const offMode = (values: Float64Array) => rowsOffMode(Float64Array.from(values).sort());
  return {
    rowsOffMode: Math.min(offMode(apart), offMode(first)),
    realSd: a.sd,
    syntheticSd: b.sd,
    unseen: unseenDifference(describe(apart), b.min - a.max, b.max - a.min),
  };
}

/** Differences that are all the same say nothing of the rest: up to this share may be off by anything in the range. */
function unseenDifference({ n, mean, sd }: Description, least: number, greatest: number): Interval {
  const share = sd === 0 ? 1 - 0.025 ** (1 / n) : 0;
  return [share * (least - mean), share * (greatest - mean)];
}
