import { cramerVonMisesTail } from './cramer-von-mises-tail.ts';
import { type Pool, sizeOf } from './pool.ts';

/** Share of its mean by which ties may move the statistic before the p-value of untied values says nothing. */
const MOST_MOVED = 0.03;

/**
 * Cramér and von Mises' two-sample test: how far the distribution functions are apart over all rows. The statistic is
 * Anderson's T with midranks, and p that of its limit, moved to T's own mean and spread.
 *
 * T compares midranks with the ranks in the own sample, and so grows with ties: where both sides have the same five ratings,
 * 80 and 240 rows, its mean is 3.5 instead of 0.17, and p would always be about 1e-8. Where ties matter, p is null: the
 * permutation p-value holds for any values.
 *
 * Source: Anderson, Annals of Mathematical Statistics 33 (1962), as in scipy.stats.cramervonmises_2samp(method='asymptotic').
 */
export function cramerVonMises(pool: Pool): { readonly statistic: number; readonly p: number | null } {
  const { first, second, marked } = pool;
  const pairs = first * second;
  const total = first + second;
  const statistic = cramerVonMisesRanks(pool, marked) / (pairs * total) - (4 * pairs - 1) / (6 * total);
  const mean = (1 + 1 / total) / 6;
  if (Math.abs(movedByTies(pool)) > MOST_MOVED * mean) {
    return { statistic, p: null };
  }
  const spread = (total + 1) * (4 * pairs * total - 3 * (first ** 2 + second ** 2) - 2 * pairs);
  if (spread === 0) {
    // Of one row on each side T is always the same.
    return { statistic, p: 1 };
  }
  return {
    statistic,
    p: cramerVonMisesTail(1 / 6 + (statistic - mean) / Math.sqrt(spread / (4 * pairs * total ** 2))),
  };
}

/**
 * Anderson's U, from which T is made: first·Σ(rank - own rank)² over rows of the first sample, and second·Σ over the
 * second's. A multiple of 1/4, so that labellings that are as extreme are equal.
 */
export function cramerVonMisesRanks({ ends, first, second }: Pool, marked: Uint32Array): number {
  let ofFirst = 0;
  let start = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < ends.length; i++) {
    const rows = marked[i]!;
    const others = ends[i]! - start - rows;
    // A midrank is as far from the mean own rank of its value as the other sample has rows below, ties counting half.
    const below = ofFirst + rows / 2;
    const othersBelow = (start + ends[i]!) / 2 - below;
    a += rows * othersBelow ** 2 + tied(rows);
    b += others * below ** 2 + tied(others);
    ofFirst += rows;
    start = ends[i]!;
  }
  return first * a + second * b;
}

/** Squares of the distances of the ranks of `rows` from their mean, summed up. */
export function tied(rows: number): number {
  return (rows * rows * rows - rows) / 12;
}

/** How much ties add to the mean of T under exchangeability: the mean of U over all labellings, less that of untied rows. */
function movedByTies(pool: Pool): number {
  const { first, second, ends } = pool;
  const total = first + second;
  const ties = ends.reduce((sum, _, i) => sum + tied(sizeOf(pool, i)), 0);
  return (
    (ties * ((first - second) ** 2 * total - first ** 2 - second ** 2)) / (first * second * total ** 2 * (total - 1))
  );
}
