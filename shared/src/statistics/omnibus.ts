import { brownForsythe } from './brown-forsythe.ts';
import { brunnerMunzel } from './brunner-munzel.ts';
import { chiSquare } from './chi-square.ts';
import { clusteredLabellings } from './clustered-labellings.ts';
import type { CompareUnits, RowClusters } from './compare-units.ts';
import { energyDistance } from './energy-distance.ts';
import { fisherExact } from './fisher-exact.ts';
import { kolmogorovTail } from './kolmogorov-tail.ts';
import { ksExactTail } from './ks-exact-tail.ts';
import { ksStatistic } from './ks-statistic.ts';
import { type MannWhitney, mannWhitney } from './mann-whitney.ts';
import { type LabelStatistic, permutationTest } from './permutation-test.ts';
import { type Pool, pool } from './pool.ts';
import { wassersteinDistance } from './wasserstein-distance.ts';

export interface Tested {
  readonly statistic: number;
  readonly p: number;
}

/** Tests of "the two samples have the same distribution"; null where one does not apply. They never decide the verdict. */
export interface Omnibus {
  readonly ks: {
    readonly statistic: number;
    /** Null for clusters, as are all p-values here that take rows as independent. */
    readonly p: number | null;
    readonly pPermutation: number;
    readonly method: 'exact' | 'asymptotic' | 'permutation';
  };
  readonly energy: { readonly statistic: number; readonly pPermutation: number };
  readonly wasserstein: { readonly statistic: number };
  readonly mannWhitney: MannWhitney | null;
  /** Null where no value differs from the median of its side. */
  readonly brownForsythe: Tested | null;
  /** Null for values that are no categories (more than 20 different, or few rows of each), as a mean's mostly are, and for one. */
  readonly chiSquare: (Tested & { readonly df: number; readonly method: 'pearson' | 'fisher' }) | null;
  /** Null where the sides do not overlap, or are constant. */
  readonly brunnerMunzel: Tested | null;
  readonly permutations: { readonly count: number; readonly exact: boolean };
}

/** Lattice cells up to which the exact Kolmogorov-Smirnov p-value is computed. */
const MOST_EXACT_CELLS = 1e7;
/** Data count as categories with at most this many distinct values, and at least this many rows for each. */
const MOST_CATEGORIES = 20;
const LEAST_ROWS_A_CATEGORY = 5;
const REPETITIONS = 9999;
/** Labels visited by all permutations together: what bounds the time on large files. */
const LABEL_BUDGET = 2e8;

/** How labels are permuted: at most `repetitions` times, fewer for large samples. */
export interface PermutationOptions {
  readonly seed: number;
  readonly repetitions?: number;
}

/** All omnibus tests of independent real (first) against synthetic (second) values. Yields the share done, between 0 and 1. */
export function* omnibus(
  pooled: Pool,
  real: Float64Array,
  synthetic: Float64Array,
  permute: PermutationOptions,
): Generator<number, Omnibus> {
  const { first, second, labels } = pooled;
  const options = permuting(pooled, permute);
  const permuted = yield* permutationTest(pooled, [ksStatistic, energyDistance], options);
  const leapt = ksStatistic(pooled, labels);
  const distance = leapt / (first * second);
  const exact = first * second <= MOST_EXACT_CELLS;
  return {
    ks: {
      statistic: distance,
      p: exact
        ? ksExactTail(leapt, first, second)
        : kolmogorovTail(distance, Math.round((first * second) / (first + second))),
      pPermutation: permuted.p[0]!,
      method: exact ? 'exact' : 'asymptotic',
    },
    energy: { statistic: energyDistance(pooled, labels), pPermutation: permuted.p[1]! },
    wasserstein: { statistic: wassersteinDistance(pooled) },
    mannWhitney: mannWhitney(pooled),
    brownForsythe: brownForsythe(real, synthetic),
    chiSquare: categories(pooled),
    brunnerMunzel: brunnerMunzel(pooled),
    permutations: { count: permuted.permutations, exact: permuted.exact },
  };
}

/**
 * The tests of rows that come in clusters: statistics of the rows, with p-values from moving whole clusters;
 * Brunner-Munzel by the means of independent clusters. Yields the share done.
 */
export function* clusteredOmnibus(
  rows: { readonly real: Float64Array; readonly synthetic: Float64Array; readonly clusters: RowClusters },
  units: CompareUnits,
  permute: PermutationOptions,
): Generator<number, Omnibus> {
  const pooled = pool(rows.real, rows.synthetic);
  const options = permuting(pooled, permute);
  const moved = clusteredLabellings(rows.real, rows.synthetic, rows.clusters, options);
  const permuted = yield* permutationTest(pooled, [recounted(ksDistance), recounted(energyDistance)], options, moved);
  return {
    ks: {
      statistic: ksDistance(pooled, pooled.labels),
      p: null,
      pPermutation: permuted.p[0]!,
      method: 'permutation',
    },
    energy: { statistic: energyDistance(pooled, pooled.labels), pPermutation: permuted.p[1]! },
    wasserstein: { statistic: wassersteinDistance(pooled) },
    mannWhitney: null,
    brownForsythe: null,
    chiSquare: null,
    brunnerMunzel: units.pairs === null ? brunnerMunzel(pool(units.real, units.synthetic)) : null,
    permutations: { count: permuted.permutations, exact: permuted.exact },
  };
}

function ksDistance(pool: Pool, labels: Uint8Array): number {
  return ksStatistic(pool, labels) / (pool.first * pool.second);
}

/** Moving clusters of different sizes changes how many rows a side has. */
function recounted(statistic: LabelStatistic): LabelStatistic {
  return (pool, labels) => {
    const first = labels.reduce((sum, label) => sum + label, 0);
    return statistic({ ...pool, first, second: labels.length - first }, labels);
  };
}

function permuting({ labels }: Pool, { seed, repetitions = REPETITIONS }: PermutationOptions) {
  const affordable = Math.max(199, Math.floor(LABEL_BUDGET / labels.length));
  return { repetitions: Math.min(repetitions, affordable), seed };
}

/** Chi-square of the counts of each value; Fisher's p-value for 2 × 2 tables with an expected count below 5. */
function categories({ labels, ends, first, second }: Pool): Omnibus['chiSquare'] {
  if (ends.length > MOST_CATEGORIES || (ends.length > 2 && labels.length < LEAST_ROWS_A_CATEGORY * ends.length)) {
    return null;
  }
  const counts = Array.from(ends, (end, i) => {
    const run = labels.subarray(i === 0 ? 0 : ends[i - 1]!, end);
    const marked = run.reduce((sum, label) => sum + label, 0);
    return [marked, run.length - marked] as const;
  });
  const result = chiSquare(
    counts.map(([marked]) => marked),
    counts.map(([, unmarked]) => unmarked),
  );
  if (result === null) {
    return null;
  }
  const { statistic, df, p, leastExpected } = result;
  if (df === 1 && leastExpected < 5) {
    const [one] = counts;
    const fisher = fisherExact({ k: one![0], n: first }, { k: one![1], n: second });
    return { statistic, df, p: fisher, method: 'fisher' };
  }
  return { statistic, df, p, method: 'pearson' };
}
