import { type AndersonDarling, andersonDarling, andersonDarlingWeights } from './anderson-darling.ts';
import { brownForsythe } from './brown-forsythe.ts';
import { brunnerMunzel } from './brunner-munzel.ts';
import { chiSquare } from './chi-square.ts';
import { clusteredLabellings } from './clustered-labellings.ts';
import type { CompareUnits, RowClusters } from './compare-units.ts';
import { cramerVonMises } from './cramer-von-mises.ts';
import { energyDistance } from './energy-distance.ts';
import { fisherExact } from './fisher-exact.ts';
import { kolmogorovTail } from './kolmogorov-tail.ts';
import { ksExactTail } from './ks-exact-tail.ts';
import { ksStatistic } from './ks-statistic.ts';
import { type MannWhitney, mannWhitney } from './mann-whitney.ts';
import { costOf, type LabelStatistics, permutationTest } from './permutation-test.ts';
import { permutedDistances } from './permuted-distances.ts';
import { coarsened, type Pool, pool, sizeOf } from './pool.ts';
import { wassersteinDistance } from './wasserstein-distance.ts';

/** Distances of the two distributions, as the tests permute them. */
export const distances = { ks: ksDistance, energy: energyDistance };

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
  /** Null where all values are the same; p as well where ties make it misleading. */
  readonly cramerVonMises: {
    readonly statistic: number;
    readonly p: number | null;
    readonly pPermutation: number;
  } | null;
  readonly andersonDarling: (AndersonDarling & { readonly pPermutation: number }) | null;
  readonly wasserstein: { readonly statistic: number };
  readonly mannWhitney: MannWhitney | null;
  /** Null where no value differs from the median of its side. */
  readonly brownForsythe: Tested | null;
  /** Null for values that are no categories (more than 20 different, or few rows of each), as a mean's mostly are, and for one. */
  readonly chiSquare:
    | (Tested & { readonly df: number; readonly cramersV: number; readonly method: 'pearson' | 'fisher' })
    | null;
  /** Null where the sides do not overlap, or are constant. */
  readonly brunnerMunzel: Tested | null;
  /** `groups`: the groups of neighbouring values that were permuted where there are very many; else null. */
  readonly permutations: { readonly count: number; readonly exact: boolean; readonly groups: number | null };
}

/** Lattice cells up to which the exact Kolmogorov-Smirnov p-value is computed. */
const MOST_EXACT_CELLS = 1e7;
/** Data count as categories with at most this many distinct values, and at least this many rows for each. */
const MOST_CATEGORIES = 20;
const LEAST_ROWS_A_CATEGORY = 5;
const REPETITIONS = 9999;
const FEWEST_REPETITIONS = 199;
/** Nanoseconds for all permutations together, which bounds their number on large files. */
const MOST_TIME = 4e8;
/** More different values are permuted in so many groups of neighbours. */
const MOST_VALUES = 10_000;
const GROUPS = 512;

/** How labels are permuted: at most `repetitions` times, fewer for large samples. */
export interface OmnibusOptions {
  readonly seed: number;
  readonly repetitions?: number;
}

/** All omnibus tests of independent real (first) against synthetic (second) values. Yields the share done, between 0 and 1. */
export function* omnibus(
  pooled: Pool,
  real: Float64Array,
  synthetic: Float64Array,
  permute: OmnibusOptions,
): Generator<number, Omnibus> {
  const { first, second, marked } = pooled;
  const permutable = forPermutations(pooled);
  const options = permuting(permute, costOf(permutable));
  const weights = andersonDarlingWeights(permutable);
  const permuted = yield* permutationTest(permutable, (of, labels) => permutedDistances(of, labels, weights), options);
  const [ks, energy, ranks, weighted] = permuted.p as [number, number, number, number];
  const tails = andersonDarling(pooled);
  const leapt = ksStatistic(pooled, marked);
  const distance = leapt / (first * second);
  const exact = first * second <= MOST_EXACT_CELLS;
  return {
    ks: {
      statistic: distance,
      p: exact
        ? ksExactTail(leapt, first, second)
        : kolmogorovTail(distance, Math.round((first * second) / (first + second))),
      pPermutation: ks,
      method: exact ? 'exact' : 'asymptotic',
    },
    energy: { statistic: energyDistance(pooled, marked), pPermutation: energy },
    cramerVonMises: pooled.values.length > 1 ? { ...cramerVonMises(pooled), pPermutation: ranks } : null,
    andersonDarling: tails && { ...tails, pPermutation: weighted },
    wasserstein: { statistic: wassersteinDistance(pooled) },
    mannWhitney: mannWhitney(pooled),
    brownForsythe: brownForsythe(real, synthetic),
    chiSquare: categories(pooled),
    brunnerMunzel: brunnerMunzel(pooled),
    permutations: { count: permuted.permutations, exact: permuted.exact, groups: groupsOf(pooled, permutable) },
  };
}

/**
 * The tests of rows that come in clusters: statistics of the rows, with p-values from moving whole clusters;
 * Brunner-Munzel by the means of independent clusters. Yields the share done.
 */
export function* clusteredOmnibus(
  rows: { readonly real: Float64Array; readonly synthetic: Float64Array; readonly clusters: RowClusters },
  units: CompareUnits,
  permute: OmnibusOptions,
): Generator<number, Omnibus> {
  const pooled = pool(rows.real, rows.synthetic);
  const permutable = forPermutations(pooled);
  const options = permuting(permute, 2 * (rows.real.length + rows.synthetic.length) + costOf(permutable));
  const moved = clusteredLabellings(permutable, rows.real, rows.synthetic, rows.clusters, options);
  const both = recounted((of, marked) => [ksDistance(of, marked), energyDistance(of, marked)]);
  const permuted = yield* permutationTest(permutable, both, options, moved);
  return {
    ks: {
      statistic: ksDistance(pooled, pooled.marked),
      p: null,
      pPermutation: permuted.p[0]!,
      method: 'permutation',
    },
    energy: { statistic: energyDistance(pooled, pooled.marked), pPermutation: permuted.p[1]! },
    cramerVonMises: null,
    andersonDarling: null,
    wasserstein: { statistic: wassersteinDistance(pooled) },
    mannWhitney: null,
    brownForsythe: null,
    chiSquare: null,
    brunnerMunzel: units.pairs === null ? brunnerMunzel(pool(units.real, units.synthetic)) : null,
    permutations: { count: permuted.permutations, exact: permuted.exact, groups: groupsOf(pooled, permutable) },
  };
}

function ksDistance(pool: Pool, marked: Uint32Array): number {
  return ksStatistic(pool, marked) / (pool.first * pool.second);
}

/** Moving clusters of different sizes changes how many rows a side has. */
export function recounted(statistics: LabelStatistics): LabelStatistics {
  return (pool, marked) => {
    const first = marked.reduce((sum, rows) => sum + rows, 0);
    return statistics({ ...pool, first, second: pool.first + pool.second - first }, marked);
  };
}

function forPermutations(pooled: Pool): Pool {
  return pooled.values.length > MOST_VALUES ? coarsened(pooled, GROUPS) : pooled;
}

function groupsOf(pooled: Pool, permutable: Pool): number | null {
  return permutable === pooled ? null : permutable.values.length;
}

/** `cost`: nanoseconds of one permutation. */
function permuting({ seed, repetitions = REPETITIONS }: OmnibusOptions, cost: number) {
  return { repetitions: Math.min(repetitions, Math.max(FEWEST_REPETITIONS, Math.floor(MOST_TIME / cost))), seed };
}

/** Chi-square of the counts of each value; Fisher's p-value for 2 × 2 tables with an expected count below 5. */
function categories(pool: Pool): Omnibus['chiSquare'] {
  const { marked, first, second } = pool;
  const kinds = marked.length;
  if (kinds > MOST_CATEGORIES || (kinds > 2 && first + second < LEAST_ROWS_A_CATEGORY * kinds)) {
    return null;
  }
  const counts = Array.from(marked, (rows, i) => [rows, sizeOf(pool, i) - rows] as const);
  const result = chiSquare(
    counts.map(([ofFirst]) => ofFirst),
    counts.map(([, ofSecond]) => ofSecond),
  );
  if (result === null) {
    return null;
  }
  const { statistic, df, p, leastExpected, cramersV } = result;
  if (df === 1 && leastExpected < 5) {
    const [one] = counts;
    const fisher = fisherExact({ k: one![0], n: first }, { k: one![1], n: second });
    return { statistic, df, p: fisher, cramersV, method: 'fisher' };
  }
  return { statistic, df, p, cramersV, method: 'pearson' };
}
