import { unitsForQuantile } from './analyse-quantile.ts';
import { type Assessment, assess, type ToAssess } from './assess.ts';
import { compareUnits, type RowClusters } from './compare-units.ts';
import { type Description, describe } from './describe.ts';
import { quantileOf } from './estimand.ts';
import { holm } from './holm.ts';
import type { VerdictResult } from './verdict.ts';

/** The stratum of each row as a place in `names`. */
export interface Strata {
  readonly names: readonly string[];
  readonly real: ArrayLike<number>;
  readonly synthetic: ArrayLike<number>;
}

interface Sides {
  readonly name: string;
  readonly real: Description;
  readonly synthetic: Description;
}

interface Refused {
  readonly refused: string;
}

type Assessed = VerdictResult & Pick<Assessment, 'shift' | 'equivalence'>;

export type Stratum = Sides &
  (
    | (Assessed & {
        /** Holm's p-value against no shift, adjusted for the number of strata. */
        readonly pHolm: number;
      })
    | Refused
  );

export interface StrataComparison {
  readonly strata: readonly Stratum[];
  /** Of each stratum by itself, which needs no adjustment: together they are one test (intersection-union). */
  readonly allCompatible: boolean;
}

/**
 * The shift in each stratum, against the same margin. A stratum is `violated` only if its p-value still is small when it is
 * adjusted for the number of strata (Holm); one with too few rows is refused.
 */
export function compareStrata(
  rows: ToAssess,
  { names, ...of }: Strata,
  margin: number,
  alpha: number,
): StrataComparison {
  const assessed = names.map((name, code): Sides & (Assessed | Refused) => {
    const own = rowsOf(rows, of, code);
    const sides = { name, real: describe(own.real), synthetic: describe(own.synthetic) };
    const refused = obstacleTo(own);
    return refused === null ? { ...sides, ...attempt(own, margin, alpha) } : { ...sides, refused };
  });
  const adjusted = holm(assessed.flatMap((stratum) => ('refused' in stratum ? [] : [stratum.shift.p])));
  let next = 0;
  const strata = assessed.map((stratum): Stratum => {
    if ('refused' in stratum) {
      return stratum;
    }
    const pHolm = adjusted[next++]!;
    const isLost = stratum.verdict === 'violated' && pHolm > 0.05;
    return { ...stratum, pHolm, ...(isLost && { verdict: 'inconclusive', beyondMargin: false }) };
  });
  return {
    strata,
    allCompatible: strata.every((stratum) => !('refused' in stratum) && stratum.verdict === 'compatible'),
  };
}

function attempt(rows: ToAssess, margin: number, alpha: number): Assessed | Refused {
  try {
    const { shift, equivalence, verdict } = assess(rows, margin, alpha);
    return { shift, equivalence, ...verdict };
  } catch (error) {
    if (error instanceof RangeError) {
      return { refused: error.message };
    }
    throw error;
  }
}

function rowsOf(
  { real, synthetic, estimand, clusters, versus, regression }: ToAssess,
  strata: Pick<Strata, 'real' | 'synthetic'>,
  code: number,
): ToAssess {
  const places = {
    real: [...real.keys()].filter((i) => strata.real[i] === code),
    synthetic: [...synthetic.keys()].filter((i) => strata.synthetic[i] === code),
  };
  const pick = (sides: { readonly real: Float64Array; readonly synthetic: Float64Array }) => ({
    real: Float64Array.from(places.real, (i) => sides.real[i]!),
    synthetic: Float64Array.from(places.synthetic, (i) => sides.synthetic[i]!),
  });
  const grouped = (clusters: RowClusters) => ({
    real: places.real.map((i) => clusters.real[i]!),
    synthetic: places.synthetic.map((i) => clusters.synthetic[i]!),
  });
  return {
    ...pick({ real, synthetic }),
    estimand,
    clusters: clusters && grouped(clusters),
    versus: versus && pick(versus),
    regression: regression && { ...regression, covariates: regression.covariates.map(pick) },
  };
}

/** Why a stratum cannot be assessed. */
function obstacleTo({ real, synthetic, clusters, estimand, regression }: ToAssess): string | null {
  const units = compareUnits(real, synthetic, clusters);
  const q = quantileOf(estimand);
  const least = q !== null ? unitsForQuantile(q) : regression !== null ? regression.covariates.length + 3 : 2;
  const isShort = (values: Float64Array) => values.length < least;
  const what = clusters === null ? 'rows' : 'clusters';
  if (isShort(units.real) || isShort(units.synthetic)) {
    const side = isShort(units.real) ? 'real' : 'synthetic';
    return `too few ${side} ${what}; at least ${least} are needed`;
  }
  return q !== null && units.pairs !== null ? 'there is no interval for quantiles of pairs' : null;
}
