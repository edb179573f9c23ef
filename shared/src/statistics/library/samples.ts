import { obstacleToQuantile } from '../analyse-quantile.ts';
import type { ToAssess } from '../assess.ts';
import { chooseEstimand } from '../choose-estimand.ts';
import { type CompareUnits, compareUnits, type RowClusters } from '../compare-units.ts';
import { differences } from '../error-shift.ts';
import { type Estimand, quantileOf } from '../estimand.ts';
import { measurable, numbers, numbersLike } from './checked.ts';
import { type Grouped, type GroupId, grouped } from './groups.ts';

/** An id for each real and each synthetic row; rows with equal ids belong together, also across the sides. */
export interface SampleGroups {
  readonly real: ArrayLike<GroupId>;
  readonly synthetic: ArrayLike<GroupId>;
}

/** What is compared of two samples. */
export interface SampleOptions {
  /** By default the proportion of zeros and ones, and else the mean. */
  readonly estimand?: Estimand;
  /**
   * The prompt or conversation of each row. Each counts once, by the mean of its rows, and those of both sides are compared
   * by their differences.
   */
  readonly clusters?: SampleGroups;
  /** Scores of a second model on the same rows: what is compared is then the difference of the two. */
  readonly versus?: { readonly real: ArrayLike<number>; readonly synthetic: ArrayLike<number> };
}

export interface Samples {
  readonly real: Float64Array;
  readonly synthetic: Float64Array;
}

/** With two rows or more on each side. */
export function samplesOf(real: ArrayLike<number>, synthetic: ArrayLike<number>): Samples {
  return {
    real: measurable(numbers(real, 'real', 2), 'real'),
    synthetic: measurable(numbers(synthetic, 'synthetic', 2), 'synthetic'),
  };
}

/** The groups of the rows of both sides, and their names. */
export function sidesOf(groups: SampleGroups, { real, synthetic }: Samples, name: string): RowClusters & Grouped {
  const result = grouped(
    { ids: groups.real, name: `${name}.real`, rows: real.length },
    { ids: groups.synthetic, name: `${name}.synthetic`, rows: synthetic.length },
  );
  return { ...result, real: result.codes[0]!, synthetic: result.codes[1]! };
}

/** Clusters of which each side has two or more. */
export function clustersOf(clusters: SampleGroups | undefined, samples: Samples): RowClusters | null {
  if (clusters === undefined) {
    return null;
  }
  const sides = sidesOf(clusters, samples, 'clusters');
  for (const side of ['real', 'synthetic'] as const) {
    if (new Set(Array.from(sides[side])).size < 2) {
      throw new RangeError(`all ${side} rows are of one cluster; expected at least 2 clusters`);
    }
  }
  return sides;
}

/** Both sides, ready to be compared, and what counts as independent in them. */
export function comparable(
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  options: SampleOptions,
): ToAssess & { readonly units: CompareUnits } {
  const samples = samplesOf(real, synthetic);
  const clusters = clustersOf(options.clusters, samples);
  const versus = options.versus === undefined ? null : versusOf(options.versus, samples);
  const estimand = versus === null ? chooseEstimand(samples.real, samples.synthetic, options.estimand) : 'mean';
  const units = compareUnits(
    versus ? differences(versus.real, samples.real) : samples.real,
    versus ? differences(versus.synthetic, samples.synthetic) : samples.synthetic,
    clusters,
  );
  const q = quantileOf(estimand);
  const obstacle = q === null ? null : obstacleToQuantile(units, q);
  if (obstacle !== null) {
    throw new RangeError(obstacle);
  }
  return { ...samples, estimand, clusters, versus, regression: null, units };
}

function versusOf(versus: NonNullable<SampleOptions['versus']>, { real, synthetic }: Samples): Samples {
  return {
    real: numbersLike(versus.real, 'versus.real', real.length, 'real'),
    synthetic: numbersLike(versus.synthetic, 'versus.synthetic', synthetic.length, 'synthetic'),
  };
}
