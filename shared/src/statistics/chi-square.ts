import { chiSquareTail } from './chi-square-tail.ts';

export interface ChiSquare {
  readonly statistic: number;
  readonly df: number;
  readonly p: number;
  /** The least count expected in a cell; below 5 the p-value is rough. */
  readonly leastExpected: number;
}

/** Pearson's chi-square (no continuity correction) of a 2 × k table of counts; null when all counts lie in one row or column. */
export function chiSquare(first: readonly number[], second: readonly number[]): ChiSquare | null {
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
  const rows = [sum(first), sum(second)];
  const total = rows[0]! + rows[1]!;
  let statistic = 0;
  let columns = 0;
  let leastExpected = Number.POSITIVE_INFINITY;
  for (let i = 0; i < first.length; i++) {
    const column = first[i]! + second[i]!;
    if (column === 0) {
      continue;
    }
    columns++;
    for (const [row, count] of [first[i]!, second[i]!].entries()) {
      const expected = (rows[row]! * column) / total;
      leastExpected = Math.min(leastExpected, expected);
      statistic += (count - expected) ** 2 / expected;
    }
  }
  const df = columns - 1;
  return df < 1 || rows.includes(0) ? null : { statistic, df, p: chiSquareTail(statistic, df), leastExpected };
}
