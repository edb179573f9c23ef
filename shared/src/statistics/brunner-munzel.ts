import { midranks } from './midranks.ts';
import { type Pool, sizeOf } from './pool.ts';
import { studentTail } from './student-tail.ts';

/**
 * Brunner-Munzel test that neither sample tends to greater values; the statistic is positive where the second does.
 * Null where the samples do not overlap or both are constant: its variance is then 0.
 */
export function brunnerMunzel(pool: Pool): { readonly statistic: number; readonly p: number } | null {
  const { first, second, marked } = pool;
  const ranks = midranks(pool);
  const sizes = [first, second] as const;
  const counts = [marked, Uint32Array.from(marked, (count, i) => sizeOf(pool, i) - count)] as const;
  const sums = counts.map((count) => count.reduce((sum, rows, i) => sum + rows * ranks[i]!, 0));
  const mean = sums.map((sum, side) => sum / sizes[side]!);
  const spread = counts.map((count, side) => {
    const size = sizes[side]!;
    let seen = 0;
    let squares = 0;
    for (let i = 0; i < count.length; i++) {
      const rows = count[i]!;
      // Mean rank within the own sample.
      const own = seen + (rows + 1) / 2;
      squares += rows * (ranks[i]! - own - mean[side]! + (size + 1) / 2) ** 2;
      seen += rows;
    }
    return squares / (size - 1);
  });
  const a = first * spread[0]!;
  const b = second * spread[1]!;
  if (!(a + b > 0)) {
    return null;
  }
  const statistic = (first * second * (mean[1]! - mean[0]!)) / ((first + second) * Math.sqrt(a + b));
  const df = (a + b) ** 2 / (a ** 2 / (first - 1) + b ** 2 / (second - 1));
  return { statistic, p: Math.min(1, 2 * studentTail(Math.abs(statistic), df)) };
}
