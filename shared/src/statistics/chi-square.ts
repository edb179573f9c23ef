import { chiSquareTail } from './chi-square-tail.ts';

export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** The least count expected in a cell; below 5 the p-value is rough. */
  readonly leastExpected: number;
  /** How far the two rows differ, from 0 to 1, whatever their number (Cramér). */
  readonly cramersV: number;
}

/**
 * Pearson's chi-square of a 2 × k table of counts, where `yates` asks for it with Yates' continuity correction, which is for
 * 2 × 2 tables only. Null when all counts lie in one row or column.
 */
export function chiSquare(
  first: readonly number[],
  second: readonly number[],
  { yates = false }: { readonly yates?: boolean } = {},
): ChiSquare | null {
  const columns = first.map((count, i) => [count, second[i]!] as const).filter(([a, b]) => a + b > 0);
  const rows = [0, 1].map((row) => columns.reduce((sum, column) => sum + column[row]!, 0));
  const total = rows[0]! + rows[1]!;
  const df = columns.length - 1;
  if (df < 1 || rows.includes(0)) {
    return null;
  }
  const correction = yates && df === 1 ? 0.5 : 0;
  let statistic = 0;
  let uncorrected = 0;
  let leastExpected = Number.POSITIVE_INFINITY;
  for (const column of columns) {
    for (const [row, count] of column.entries()) {
      const expected = (rows[row]! * (column[0] + column[1])) / total;
      const distance = Math.abs(count - expected);
      leastExpected = Math.min(leastExpected, expected);
      statistic += Math.max(0, distance - correction) ** 2 / expected;
      uncorrected += distance ** 2 / expected;
    }
  }
  const cramersV = Math.sqrt(uncorrected / total);
  return { statistic, df, p: chiSquareTail(statistic, df), leastExpected, cramersV };
}
