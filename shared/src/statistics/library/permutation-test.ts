import { clusteredLabellings } from '../clustered-labellings.ts';
import { compareUnits } from '../compare-units.ts';
import { describe } from '../describe.ts';
import { finish } from '../finish.ts';
import { meanDifference } from '../mean-difference.ts';
import { distances, recounted } from '../omnibus.ts';
import { type Labellings, type LabelStatistics, permutationTest as permuted } from '../permutation-test.ts';
import { type Pool, pool } from '../pool.ts';
import { seedOf, shown, wholeNumber } from './checked.ts';
import { clustersOf, type SampleGroups, type Samples, samplesOf } from './samples.ts';

export interface PermutationOptions {
  /** `mean` (the default) sees a difference of the means; `ks` (Kolmogorov-Smirnov) and `energy` any difference. */
  readonly statistic?: 'mean' | 'ks' | 'energy';
  /** The prompt or conversation of each row. Whole ones are permuted. */
  readonly clusters?: SampleGroups;
  /** 9999 by default. With few rows all permutations are tried instead. */
  readonly repetitions?: number;
  /** The same seed gives the same p-value. 1 by default. */
  readonly seed?: number;
}

export interface PermutationTest {
  /** The difference of the means, synthetic minus real, or the distance of the distributions. */
  readonly statistic: number;
  /** Against "both samples come from one distribution". */
  readonly p: number;
  readonly permutations: number;
  /** All permutations were tried. */
  readonly exact: boolean;
}

/** Whether two samples differ by more than chance, without assuming any distribution. */
export function permutationTest(
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  { statistic = 'mean', clusters, repetitions = 9999, seed = 1 }: PermutationOptions = {},
): PermutationTest {
  const options = { repetitions: wholeNumber(repetitions, 'repetitions', 99), seed: seedOf(seed) };
  const samples = samplesOf(real, synthetic);
  const groups = clustersOf(clusters, samples);
  const test = (of: Samples, measure: LabelStatistics, moved?: (pooled: Pool) => Labellings) => {
    const pooled = pool(of.real, of.synthetic);
    const { p, permutations, exact } = finish(permuted(pooled, measure, options, moved?.(pooled)));
    return { statistic: measure(pooled, pooled.marked)[0]!, p: p[0]!, permutations, exact };
  };
  if (statistic === 'mean') {
    const units = compareUnits(samples.real, samples.synthetic, groups);
    const { pairs } = units;
    const of = pairs ?? units;
    const difference = describe(of.synthetic).mean - describe(of.real).mean;
    // A pair changes sides as a whole, and the spread of its differences stays.
    const measure: LabelStatistics = (pooled, marked) => [meanDifference(pooled, marked, pairs === null)];
    const swapped = (pooled: Pool) => clusteredLabellings(pooled, of.real, of.synthetic, everyPlace(of), options);
    return { ...test(of, measure, pairs === null ? undefined : swapped), statistic: difference };
  }
  if (!Object.hasOwn(distances, statistic)) {
    throw new RangeError(`statistic is ${shown(statistic)}; expected "mean", "ks" or "energy"`);
  }
  const measure: LabelStatistics = (pooled, marked) => [distances[statistic](pooled, marked)];
  if (groups === null) {
    return test(samples, measure);
  }
  const { real: a, synthetic: b } = samples;
  return test(samples, recounted(measure), (pooled) => clusteredLabellings(pooled, a, b, groups, options));
}

/** Each place is a cluster, of both sides. */
function everyPlace({ real, synthetic }: Samples) {
  return { real: [...real.keys()], synthetic: [...synthetic.keys()] };
}
