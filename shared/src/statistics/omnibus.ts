import { brownForsythe } from './brown-forsythe.ts';
import { brunnerMunzel } from './brunner-munzel.ts';
import { chiSquare } from './chi-square.ts';
import { energyDistance } from './energy-distance.ts';
import { fisherExact } from './fisher-exact.ts';
import { kolmogorovTail } from './kolmogorov-tail.ts';
import { ksExactTail } from './ks-exact-tail.ts';
import { ksStatistic } from './ks-statistic.ts';
import { type MannWhitney, mannWhitney } from './mann-whitney.ts';
import { permutationTest } from './permutation-test.ts';
import type { Pool } from './pool.ts';
import { wassersteinDistance } from './wasserstein-distance.ts';

export interface Tested {
  readonly statistic: number;
  readonly p: number;
}

/** Tests of "the two samples have the same distribution"; null where one does not apply. They never decide the verdict. */
export interface Omnibus {
  readonly ks: Tested & { readonly pPermutation: number; readonly method: 'exact' | 'asymptotic' };
  readonly energy: { readonly statistic: number; readonly pPermutation: number };
  readonly wasserstein: { readonly statistic: number };
  readonly mannWhitney: MannWhitney;
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
const LABEL_BUDGET = 2e9;

/** All omnibus tests of real (first) against synthetic (second) values. Yields the share done, between 0 and 1. */
export function* omnibus(
  pool: Pool,
  real: Float64Array,
  synthetic: Float64Array,
  seed: number,
): Generator<number, Omnibus> {
  const { first, second, labels } = pool;
  const repetitions = Math.min(REPETITIONS, Math.max(199, Math.floor(LABEL_BUDGET / labels.length)));
  const permuted = yield* permutationTest(pool, [ksStatistic, energyDistance], { repetitions, seed });
  const leapt = ksStatistic(pool, labels);
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
    energy: { statistic: energyDistance(pool, labels), pPermutation: permuted.p[1]! },
    wasserstein: { statistic: wassersteinDistance(pool) },
    mannWhitney: mannWhitney(pool),
    brownForsythe: brownForsythe(real, synthetic),
    chiSquare: categories(pool),
    brunnerMunzel: brunnerMunzel(pool),
    permutations: { count: permuted.permutations, exact: permuted.exact },
  };
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
