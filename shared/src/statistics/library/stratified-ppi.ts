import { judgeUnits } from '../judge-units.ts';
import type { Refused } from '../ppi.ts';
import { ppiInterval } from '../ppi-mean.ts';
import { stratifiedPpi as withinStrata } from '../stratified-ppi.ts';
import { levelOf } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { clustersOf, groupsOf, type Judged, type JudgedGroups, judgedSample } from './judged.ts';

export interface StratifiedOptions extends AlphaOption {
  /** The prompt or conversation of each row. Each counts once, by the mean of its rows, and is of one stratum. */
  readonly clusters?: JudgedGroups;
}

export interface StratifiedPpi extends Estimate {
  readonly strata: readonly {
    /** Strata with few labels are put together. */
    readonly names: readonly string[];
    /** Share of all rows. */
    readonly weight: number;
    readonly labelled: number;
    readonly unlabelled: number;
    /** The weight of the judge. */
    readonly lambda: number;
    readonly estimate: number;
    readonly se: number;
  }[];
}

/** PPI++ within strata, such as languages or topics, in which the judge errs differently. Refused where `ppiMean` is. */
export function stratifiedPpi(
  judged: Judged,
  strata: JudgedGroups,
  { clusters, alpha = 0.05 }: StratifiedOptions = {},
): StratifiedPpi | Refused {
  const level = levelOf(alpha);
  const rows = judgedSample(judged);
  const units = judgeUnits({
    sample: rows,
    clusters: clustersOf(clusters, rows),
    strata: groupsOf(strata, rows, 'strata'),
  });
  const result = withinStrata(units.strata!, units.sample);
  return 'refused' in result
    ? result
    : {
        estimate: result.fit.estimate,
        ci: ppiInterval(result.forInterval, level),
        strata: result.strata.map(({ df: _, ...stratum }) => stratum),
      };
}
