import type {
  CompareResult,
  EstimateJson,
  IntervalJson,
  RegressionRequest,
  ShiftJson,
  StratumJson,
} from '@unpool/shared/protocol/check.ts';
import type { Estimate } from '@unpool/shared/statistics/compare-estimates.ts';
import type { Comparison } from '@unpool/shared/statistics/compare-samples.ts';
import type { Stratum } from '@unpool/shared/statistics/compare-strata.ts';
import type { Description } from '@unpool/shared/statistics/describe.ts';
import type { Interval } from '@unpool/shared/statistics/interval.ts';
import type { ShiftNumbers } from '@unpool/shared/statistics/shift-numbers.ts';
import type { Position } from './position.ts';
import { extended } from './to-extended.ts';

type Context = Pick<CompareResult, 'alpha' | 'seed' | 'value' | 'versus' | 'files' | 'notes'> & {
  readonly cluster: string | null;
  readonly regression: RegressionRequest | null;
  readonly stratum: string | null;
  readonly position: Position | null;
  /** The columns that may say which model stood first: with several it is not said which. */
  readonly mayBePosition: readonly string[];
};

/** The comparison as the JSON that `compare` prints: the same numbers, infinite ones as words. */
export function toResult(comparison: Comparison, context: Context): CompareResult {
  const { shift, histogram, estimand, verdict, realRowsNeeded, real, synthetic, clusters, ...others } = comparison;
  const { estimates, regression: fit, models, strata, omnibus, ...rest } = others;
  const { alpha, seed, value, versus, files, notes, cluster, regression, stratum } = context;
  return {
    kind: 'compare',
    estimand,
    alpha,
    seed,
    value,
    versus,
    files,
    real: sample(real),
    synthetic: sample(synthetic),
    clusters: clusters && { column: cluster!, ...clusters },
    shift: shiftJson(shift),
    ...rest,
    omnibus: omnibusJson(omnibus, context),
    ...(fit &&
      regression && {
        regression: {
          ...regression,
          joint: fit.joint,
          coefficients: fit.coefficients.map((sides, i) => ({ name: regression.on[i]!, ...sides })),
        },
      }),
    ...(models && {
      models: models.map((shift, i) => ({ column: i === 0 ? value : versus!, shift: shiftJson(shift) })),
    }),
    ...(strata && {
      strata: { column: stratum!, strata: strata.strata.map(stratumJson), allCompatible: strata.allCompatible },
    }),
    verdict,
    realRowsNeeded: extended(realRowsNeeded),
    estimates: estimates.map(estimateJson),
    histogram: histogram.map(({ from, to, first, second }) => ({ from, to, real: first, synthetic: second })),
    notes,
  };
}

function omnibusJson(
  { positionSwap, ...tests }: Comparison['omnibus'],
  { position, mayBePosition }: Context,
): CompareResult['omnibus'] {
  if (positionSwap !== undefined && position !== null) {
    const { column, orders } = position;
    return { ...tests, positionSwap: { column, orders, ...positionSwap } };
  }
  const names = mayBePosition.map((name) => `"${name}"`).join(', ');
  return mayBePosition.length > 1
    ? { ...tests, positionSwap: { refused: `several columns could say which model stood first: ${names}; name one` } }
    : tests;
}

function shiftJson(shift: ShiftNumbers): ShiftJson {
  return {
    ...shift,
    df: extended(shift.df),
    ci95: bounds(shift.ci95),
    ci90: bounds(shift.ci90),
    ci: bounds(shift.ci),
  };
}

function stratumJson({ real, synthetic, ...stratum }: Stratum): StratumJson {
  const rows = { realRows: real.n, syntheticRows: synthetic.n };
  return 'refused' in stratum ? { ...stratum, ...rows } : { ...stratum, ...rows, shift: shiftJson(stratum.shift) };
}

function bounds([low, high]: Interval): IntervalJson {
  return [extended(low), extended(high)];
}

function estimateJson(estimate: Estimate): EstimateJson {
  return 'refused' in estimate ? estimate : { ...estimate, ci95: bounds(estimate.ci95), ci: bounds(estimate.ci) };
}

function sample({ n, mean, sd }: Description) {
  return { n, mean, sd };
}
