import type { Interval } from './interval.ts';

export type Verdict = 'compatible' | 'violated' | 'inconclusive';

/** Why a 90 % interval inside the margin is not enough for `compatible`; the latter two also: a 95 % one for `violated`. */
export type Obstacle = 'few-real-rows' | 'few-distinct-rows' | 'no-spread';

export interface VerdictInput {
  readonly ci90: Interval;
  readonly ci95: Interval;
  readonly margin: number;
  /** Real rows. */
  readonly n: number;
  /** For a mean: real rows off the most frequent value, and both standard deviations. Null for a proportion. */
  readonly spread: {
    readonly rowsOffMode: number;
    readonly realSd: number;
    readonly syntheticSd: number;
    /** How far the shift may lie below and above its interval for what a nearly constant side did not show; see `unseenShift`. */
    readonly unseen: Interval;
  } | null;
}

export interface VerdictResult {
  readonly verdict: Verdict;
  /** The 95 % interval lies wholly outside ±margin. */
  readonly beyondMargin: boolean;
  readonly obstacle: Obstacle | null;
}

/** Fewer real rows, or fewer of them off the most frequent value, cannot show compatibility, whatever the interval. */
export const LEAST_REAL_ROWS = 10;

/** The verdict on the shift; the margin is the user's decision. */
export function verdict({ ci90, ci95, margin, n, spread }: VerdictInput): VerdictResult {
  const inside = ci90[0] > -margin && ci90[1] < margin;
  const obstacle = inside ? obstacleTo(n, spread) : null;
  if (inside && obstacle === null) {
    return { verdict: 'compatible', beyondMargin: false, obstacle };
  }
  const [below, above] = spread?.unseen ?? [0, 0];
  const [low, high] = [ci95[0] + below, ci95[1] + above];
  if (low > 0 || high < 0) {
    return { verdict: 'violated', beyondMargin: low > margin || high < -margin, obstacle };
  }
  const seemsViolated = ci95[0] > 0 || ci95[1] < 0;
  return { verdict: 'inconclusive', beyondMargin: false, obstacle: seemsViolated ? narrowness(spread) : obstacle };
}

function obstacleTo(n: number, spread: VerdictInput['spread']): Obstacle | null {
  if (n < LEAST_REAL_ROWS) {
    return 'few-real-rows';
  }
  if (spread !== null && !(spread.realSd > 0 && spread.syntheticSd > 0)) {
    return 'no-spread';
  }
  return spread !== null && spread.rowsOffMode < LEAST_REAL_ROWS ? 'few-distinct-rows' : null;
}

/** What an interval lacks that excludes 0, but not once the unseen is allowed for. */
function narrowness(spread: VerdictInput['spread']): Obstacle {
  const off = spread?.rowsOffMode ?? 0;
  return off > 0 && off < LEAST_REAL_ROWS ? 'few-distinct-rows' : 'no-spread';
}
