/** What the simulations of coverage have in common. */
import type { Interval } from '../../shared/src/statistics/interval.ts';

/** Real (or labelled) rows. */
export const SIZES = [10, 20, 50, 200] as const;
/** Rates of zeros and ones. */
export const RATES = [0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98] as const;

/** How often an interval was offered, and covered the truth. */
export interface Tally {
  offered: number;
  covered: number;
}

/** Counts by method how often an interval is offered, and covers the truth. */
export class Tallies {
  readonly byMethod = new Map<string, Tally>();

  /** `interval` is null where it is refused. */
  tell(method: string, interval: Interval | null, truth: number): void {
    const tally = this.byMethod.get(method) ?? { offered: 0, covered: 0 };
    tally.offered += interval === null ? 0 : 1;
    tally.covered += interval !== null && interval[0] <= truth && truth <= interval[1] ? 1 : 0;
    this.byMethod.set(method, tally);
  }
}

/** Standard errors, three or another number of them, of a share that was seen in `count` repetitions. */
export function slack(share: number, count: number, errors = 3): number {
  return errors * Math.sqrt((share * (1 - share)) / count);
}
