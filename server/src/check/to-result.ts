import type { CompareResult } from '@unpool/shared/protocol/check.ts';
import type { Comparison } from '@unpool/shared/statistics/compare-samples.ts';
import type { Description } from '@unpool/shared/statistics/describe.ts';
import { extended } from './to-extended.ts';

type Context = Pick<CompareResult, 'alpha' | 'seed' | 'value' | 'files' | 'notes'>;

/** The comparison as the JSON that `compare` prints: the same numbers, infinite ones as words. */
export function toResult(comparison: Comparison, { alpha, seed, value, files, notes }: Context): CompareResult {
  const { shift, histogram, estimand, verdict, realRowsNeeded, real, synthetic, ...rest } = comparison;
  return {
    kind: 'compare',
    estimand,
    alpha,
    seed,
    value,
    files,
    real: sample(real),
    synthetic: sample(synthetic),
    shift: { ...shift, df: extended(shift.df) },
    ...rest,
    verdict,
    realRowsNeeded: extended(realRowsNeeded),
    histogram: histogram.map(({ from, to, first, second }) => ({ from, to, real: first, synthetic: second })),
    notes,
  };
}

function sample({ n, mean, sd }: Description) {
  return { n, mean, sd };
}
