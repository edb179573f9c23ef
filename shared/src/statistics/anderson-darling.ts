import { type Pool, sizeOf } from './pool.ts';

export interface AndersonDarling {
  /** Standardised: 0 is its mean under "the same distribution", 1 its standard deviation. */
  readonly statistic: number;
  /** From a table, which ends at 0.001 and 0.25. */
  readonly p: number;
  /** Where the table ends: the p-value is at most, or at least, `p`. */
  readonly bound: 'at most' | 'at least' | null;
}

/** The ends of the table for two samples, by critical value. */
const LEAST = { critical: 0.325, p: 0.25 };
const GREATEST = { critical: 6.546, p: 0.001 };
/** In between: the least-squares parabola of ln(level) by its critical value, of the seven in the table. */
const PARABOLA = [-1.0777702798204851, -1.0082265644652522, 0.01819809457411148] as const;
/** Rows below which the variance is not defined. */
const LEAST_ROWS = 4;

/**
 * Anderson and Darling's test of two samples, with midranks: the distance of the distribution functions, weighted so that
 * the tails count as much as the middle. Null where all values are the same, or there are fewer than 4 rows.
 *
 * Source: Scholz and Stephens, Journal of the American Statistical Association 82 (1987), eq. 7, and its table 2, as in
 * scipy.stats.anderson_ksamp.
 */
export function andersonDarling(pool: Pool): AndersonDarling | null {
  const { first, second, marked, ends } = pool;
  const total = first + second;
  if (ends.length < 2 || total < LEAST_ROWS) {
    return null;
  }
  const distance =
    ((total - 1) / (total * first * second)) * andersonDarlingDistance(pool, marked, andersonDarlingWeights(pool));
  const statistic = (distance - 1) / Math.sqrt(variance(first, second));
  if (statistic < LEAST.critical) {
    return { statistic, p: LEAST.p, bound: 'at least' };
  }
  if (statistic > GREATEST.critical) {
    return { statistic, p: GREATEST.p, bound: 'at most' };
  }
  const [a, b, c] = PARABOLA;
  return { statistic, p: Math.exp(a + statistic * (b + statistic * c)), bound: null };
}

/** The squared distance of the distribution functions at each value, over its variance under exchangeability, summed up. */
export function andersonDarlingDistance(
  { ends, first, second }: Pool,
  marked: Uint32Array,
  weights: Float64Array,
): number {
  const total = first + second;
  let ofFirst = 0;
  let start = 0;
  let sum = 0;
  for (let i = 0; i < ends.length; i++) {
    // Ties count half: twice the distance, times first·second, is a whole number.
    const distance = total * (2 * ofFirst + marked[i]!) - first * (start + ends[i]!);
    sum += distance ** 2 * weights[i]!;
    ofFirst += marked[i]!;
    start = ends[i]!;
  }
  return sum;
}

/** The weight of the squared distance at each value: greater in the tails. */
export function andersonDarlingWeights(pool: Pool): Float64Array {
  const total = pool.first + pool.second;
  return Float64Array.from(pool.ends, (end, i) => {
    const size = sizeOf(pool, i);
    const below = 2 * end - size;
    // Where all values are the same there is no distance.
    return size === total ? 0 : size / (below * (2 * total - below) - total * size);
  });
}

/** Scholz and Stephens, eq. 4, for two samples. */
function variance(first: number, second: number): number {
  const total = first + second;
  const H = 1 / first + 1 / second;
  let h = 0;
  let g = 0;
  // Σ 1/i, and Σ Σ 1/((N - i) j) over i < j, from the inside.
  for (let i = total - 1; i >= 2; i--) {
    h += 1 / i;
    g += h / (total + 1 - i);
  }
  h += 1;
  const a = 4 * g - 6 + (10 - 6 * g) * H;
  const b = 4 * (2 * g - 4) + 16 * h + (2 * g - 14 * h - 4) * H - 8 * h + 4 * g - 6;
  const c = 4 * (6 * h + 2 * g - 2) + 2 * (4 * h - 4 * g + 6) + (2 * h - 6) * H + 4 * h;
  const d = 4 * (2 * h + 6) - 8 * h;
  return (((a * total + b) * total + c) * total + d) / ((total - 1) * (total - 2) * (total - 3));
}
