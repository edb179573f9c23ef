import { analyseDifference, type ModelScores } from './analyse-difference.ts';
import { analyseMean, analyseProportion, areCounts, areFewPoints, type Descriptions } from './analyse-mean.ts';
import { analysePairs } from './analyse-pairs.ts';
import { analyseQuantile } from './analyse-quantile.ts';
import type { Analysis } from './analysis.ts';
import type { CompareUnits } from './compare-units.ts';
import type { Estimand } from './estimand.ts';
import { quantileOf } from './estimand.ts';

export interface ToAnalyse {
  readonly estimand: Estimand;
  readonly units: CompareUnits;
  /** The rows are of clusters, which the units are means of. */
  readonly isClustered: boolean;
  /** Rows are right or wrong, or won or lost: the placeholder of the margin is that of a rate. */
  readonly isRate: boolean;
  /** Of all rows, where the units are a random part of them. */
  readonly whole?: Descriptions | null;
  /** Both models' scores where their difference is compared; the units then are of the differences. */
  readonly models: { readonly real: ModelScores; readonly synthetic: ModelScores } | null;
}

/** The interval of the shift, by what is compared and how the units belong together. */
export function analyse({ estimand, units, isClustered, isRate, models, whole }: ToAnalyse): Analysis {
  const q = quantileOf(estimand);
  if (q !== null) {
    return analyseQuantile(units, q);
  }
  if (models !== null && !isClustered) {
    return analyseDifference(models.real, models.synthetic);
  }
  const isOfPoints = models === null && (estimand === 'proportion' || estimand === 'win-rate');
  const counts = models === null && estimand !== 'mean' && areCounts(units);
  const independent =
    counts || (isOfPoints && areFewPoints(units)) ? analyseProportion(units, whole) : analyseMean(units, isRate, whole);
  return units.pairs === null ? independent : analysePairs(units.pairs, isRate, independent.realOnly);
}
