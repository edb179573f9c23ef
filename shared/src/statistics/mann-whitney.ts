import { midranks } from './midranks.ts';
import { normalTail } from './normal-tail.ts';
import { type Pool, sizeOf } from './pool.ts';

export interface MannWhitney {
  /** U of the first sample: pairs in which its value is greater, ties counting half. */
  readonly statistic: number;
  readonly p: number;
  readonly method: 'exact' | 'asymptotic';
}

/** Two-sided Mann-Whitney test: exact for a sample of at most 8 without ties, else normal with tie and continuity correction. */
export function mannWhitney(pool: Pool): MannWhitney {
  const { first, second, marked } = pool;
  const ranks = midranks(pool);
  let sum = 0;
  for (let i = 0; i < ranks.length; i++) {
    sum += marked[i]! * ranks[i]!;
  }
  const statistic = sum - (first * (first + 1)) / 2;
  const exact = Math.min(first, second) <= 8 && Math.max(first, second) <= 1000 && pool.ends.length === first + second;
  return exact
    ? { statistic, p: exactP(statistic, first, second), method: 'exact' }
    : { statistic, p: asymptoticP(pool, statistic), method: 'asymptotic' };
}

function asymptoticP(pool: Pool, statistic: number): number {
  const { first, second } = pool;
  const total = first + second;
  let ties = 0;
  for (let i = 0; i < pool.ends.length; i++) {
    const size = sizeOf(pool, i);
    ties += size ** 3 - size;
  }
  const variance = ((first * second) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) {
    return 1;
  }
  const distance = Math.abs(statistic - (first * second) / 2) - 0.5;
  return Math.min(1, 2 * normalTail(distance / Math.sqrt(variance)));
}

function exactP(statistic: number, first: number, second: number): number {
  const least = Math.min(statistic, first * second - statistic);
  const shares = exactDistribution(Math.min(first, second), Math.max(first, second));
  let tail = 0;
  for (let u = 0; u <= least; u++) {
    tail += shares[u]!;
  }
  return Math.min(1, 2 * tail);
}

/** Probability of each U = 0 … few·many: the Gaussian binomial coefficient, each factor applied as a probability. */
function exactDistribution(few: number, many: number): Float64Array {
  const shares = new Float64Array(few * many + 1);
  shares[0] = 1;
  for (let i = 1; i <= few; i++) {
    // Times (1 - q^(many+i)) / (1 - q^i), and i / (many + i) keeps the sum at one.
    for (let u = shares.length - 1; u >= many + i; u--) {
      shares[u]! -= shares[u - many - i]!;
    }
    for (let u = i; u < shares.length; u++) {
      shares[u]! += shares[u - i]!;
    }
    for (let u = 0; u < shares.length; u++) {
      shares[u]! *= i / (many + i);
    }
  }
  return shares;
}
