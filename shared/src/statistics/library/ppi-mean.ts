import { judgeUnits } from '../judge-units.ts';
import { ppi, type Refused } from '../ppi.ts';
import { ppiInterval } from '../ppi-mean.ts';
import { levelOf, shown } from './checked.ts';
import type { AlphaOption, Estimate } from './estimate.ts';
import { clustersOf, type Judged, type JudgedGroups, judgedSample } from './judged.ts';

export interface PpiOptions extends AlphaOption {
  /** The weight of the judge, from 0 (the human labels alone) to 1 (plain PPI). Tuned by default: PPI++. */
  readonly lambda?: number;
  /** The prompt or conversation of each row. Each counts once, by the mean of its rows. */
  readonly clusters?: JudgedGroups;
}

export interface PpiMean extends Estimate {
  /** The weight that the judge had. */
  readonly lambda: number;
}

/**
 * The mean human label of all rows, by prediction-powered inference (PPI++): the judge's mean on the unlabelled rows,
 * put right by its error on the labelled ones. For scores as well as for pass and fail. Refused where the interval would
 * hold the truth less often than it says.
 */
export function ppiMean(judged: Judged, { lambda, clusters, alpha = 0.05 }: PpiOptions = {}): PpiMean | Refused {
  const level = levelOf(alpha);
  if (lambda !== undefined && !(lambda >= 0 && lambda <= 1)) {
    throw new RangeError(`lambda is ${shown(lambda)}; expected a number from 0 to 1, or none to have it tuned`);
  }
  const rows = judgedSample(judged);
  const { sample } = judgeUnits({ sample: rows, clusters: clustersOf(clusters, rows), strata: null });
  const result = ppi(sample, lambda);
  return 'refused' in result
    ? result
    : { estimate: result.fit.estimate, ci: ppiInterval(result.forInterval, level), lambda: result.fit.lambda };
}
