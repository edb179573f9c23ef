import { midranks } from './midranks.ts';
import type { Pool } from './pool.ts';
import { studentTail } from './student-tail.ts';

/**
 * Brunner-Munzel test that neither sample tends to greater values; the statistic is positive where the second does.
 * Null where the samples do not overlap or both are constant: its variance is then 0.
 */
export function brunnerMunzel(pool: Pool): { readonly statistic: number; readonly p: number } | null {
  const { first, second, labels } = pool;
  const ranks = midranks(pool);
  const own = ownRanks(pool);
  // Index 1 is the first sample, as in the labels.
  const sizes = [second, first];
  const sums = [0, 0];
  for (let i = 0; i < ranks.length; i++) {
    sums[labels[i]!]! += ranks[i]!;
  }
  const mean = sums.map((sum, side) => sum / sizes[side]!);
  const spread = [0, 0];
  for (let i = 0; i < ranks.length; i++) {
    const side = labels[i]!;
    const size = sizes[side]!;
    spread[side]! += (ranks[i]! - own[i]! - mean[side]! + (size + 1) / 2) ** 2 / (size - 1);
  }
  const a = first * spread[1]!;
  const b = second * spread[0]!;
  if (!(a + b > 0)) {
    return null;
  }
  const statistic = (first * second * (mean[0]! - mean[1]!)) / ((first + second) * Math.sqrt(a + b));
  const df = (a + b) ** 2 / (a ** 2 / (first - 1) + b ** 2 / (second - 1));
  return { statistic, p: Math.min(1, 2 * studentTail(Math.abs(statistic), df)) };
}

/** Mean rank of each place within its own sample. */
function ownRanks({ values, labels, ends }: Pool): Float64Array {
  const ranks = new Float64Array(values.length);
  const seen = [0, 0];
  let start = 0;
  for (const end of ends) {
    const run = [0, 0];
    for (let i = start; i < end; i++) {
      run[labels[i]!]!++;
    }
    for (let i = start; i < end; i++) {
      const side = labels[i]!;
      ranks[i] = seen[side]! + (run[side]! + 1) / 2;
    }
    seen[0]! += run[0]!;
    seen[1]! += run[1]!;
    start = end;
  }
  return ranks;
}
