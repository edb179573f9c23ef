import { min } from 'd3-array';
import { type CategoryWeights, categoryWeights } from './category-weights.ts';
import { chiSquare } from './chi-square.ts';
import { describe } from './describe.ts';
import { designOf } from './design.ts';
import { type Hajek, hajek, hajekInterval } from './hajek.ts';
import { holm } from './holm.ts';
import type { Interval } from './interval.ts';
import { isBinary } from './is-binary.ts';
import type { Matrix } from './matrix-inverse.ts';
import { obstacleToWeights } from './obstacle-to-weights.ts';
import { crossFittedWeights } from './odds-weights.ts';
import { dot } from './ppi-regression.ts';
import { robustRegression } from './robust-regression.ts';
import { shiftP } from './shift.ts';
import { studentTail } from './student-tail.ts';
import { welch } from './welch.ts';

/** A column by which the synthetic rows are weighted. */
export type Covariate =
  | { readonly kind: 'categorical'; readonly real: readonly string[]; readonly synthetic: readonly string[] }
  | { readonly kind: 'continuous'; readonly real: Float64Array; readonly synthetic: Float64Array };

/** The mean of the synthetic rows, weighted so that they have the real rows' covariates. */
export type ImportanceWeighted =
  | {
      readonly estimate: number;
      readonly se: number;
      readonly effectiveSampleSize: number;
      interval(level: number): Interval;
      /** p-value against "at like covariates the values are alike"; where that fails, weighting cannot repair it. */
      readonly givenCovariates: number;
      readonly by: 'frequency' | 'odds';
    }
  | { readonly refused: string };

const FOLDS = 5;

/**
 * Weighted by the frequency of the categories; with a continuous covariate by cross-fitted odds of a logistic regression.
 * Refused where the weights rest on too few rows. Rows must be independent.
 */
export function importanceWeighted(
  real: Float64Array,
  synthetic: Float64Array,
  covariates: readonly Covariate[],
  seed: number,
): ImportanceWeighted {
  const cells = categoryWeights(...joined(covariates));
  const lacking = cells.categories.filter(({ real, synthetic }) => real.length > 0 && synthetic.length === 0);
  if (lacking.length > 0) {
    const names = lacking.slice(0, 3).map(({ name }) => `"${name}"`);
    return {
      refused: `no synthetic row is like the real rows with ${names.join(', ')}${lacking.length > 3 ? ', …' : ''}`,
    };
  }
  try {
    return covariates.every(({ kind }) => kind === 'categorical')
      ? byFrequency(real, synthetic, cells)
      : byOdds(real, synthetic, covariateDesign(covariates), seed);
  } catch (error) {
    if (error instanceof RangeError) {
      return { refused: error.message };
    }
    throw error;
  }
}

function byFrequency(
  real: Float64Array,
  synthetic: Float64Array,
  { categories, weights }: CategoryWeights,
): ImportanceWeighted {
  const weighted = hajek(synthetic, weights);
  const all = describe(synthetic);
  const used = categories.filter(({ real }) => real.length > 0);
  let variance = 0;
  for (const { share, synthetic: rows, real: own } of used) {
    const side = describe(pick(synthetic, rows));
    // One row does not tell how its category spreads: then that of all rows is taken.
    const spread = side.n > 1 ? side.sd : all.sd;
    variance += (share ** 2 * spread ** 2) / side.n;
    variance += ((side.mean - weighted.estimate) ** 2 * own.length) / real.length ** 2;
  }
  const p = used.map(({ real: a, synthetic: b }) => alike(pick(real, a), pick(synthetic, b)));
  return accepted(synthetic, weighted, Math.sqrt(variance), min(holm(p))!, 'frequency');
}

function byOdds(
  real: Float64Array,
  synthetic: Float64Array,
  design: { readonly real: Matrix; readonly synthetic: Matrix },
  seed: number,
): ImportanceWeighted {
  const weights = crossFittedWeights(design.real, design.synthetic, FOLDS, seed);
  if (!weights.every(Number.isFinite)) {
    return { refused: 'the covariates tell real from synthetic rows nearly for certain' };
  }
  const weighted = hajek(synthetic, weights);
  // What the real rows' covariates leave open, by the values that the synthetic rows let expect for them.
  const { coefficients } = robustRegression(designOf(design.synthetic), synthetic, {
    isLogistic: false,
    clusters: null,
  });
  const expected = describe(Float64Array.from(design.real, (row) => dot(row, coefficients)));
  const se = Math.hypot(weighted.se, expected.sd / Math.sqrt(expected.n));
  const x = [...design.real.map((row) => [0, ...row]), ...design.synthetic.map((row) => [1, ...row])];
  const all = Float64Array.from([...real, ...synthetic]);
  const fit = robustRegression(designOf(x), all, { isLogistic: false, clusters: null });
  const t = Math.abs(fit.coefficients[0]!) / Math.sqrt(fit.covariance[0]![0]!);
  const p = Number.isFinite(t) ? Math.min(1, 2 * studentTail(t, fit.df)) : 1;
  return accepted(synthetic, weighted, se, p, 'odds');
}

function accepted(
  values: Float64Array,
  weighted: Hajek,
  se: number,
  givenCovariates: number,
  by: 'frequency' | 'odds',
): ImportanceWeighted {
  const refused = obstacleToWeights(values, weighted, se);
  if (refused !== null) {
    return { refused };
  }
  const { estimate, effectiveSampleSize } = weighted;
  const interval = (level: number) => hajekInterval({ ...weighted, se }, level);
  return { estimate, se, effectiveSampleSize, interval, givenCovariates, by };
}

/** p-value that the values of one category are alike on both sides; 1 where nothing can be said. */
function alike(real: Float64Array, synthetic: Float64Array): number {
  if (isBinary(real) && isBinary(synthetic)) {
    const counts = (values: Float64Array) => [0, 1].map((wanted) => values.filter((value) => value === wanted).length);
    return chiSquare(counts(real), counts(synthetic))?.p ?? 1;
  }
  if (real.length < 2 || synthetic.length < 2) {
    return 1;
  }
  const shift = welch(describe(real), describe(synthetic));
  return shift.se === 0 ? 1 : shiftP(shift);
}

function pick(values: Float64Array, rows: readonly number[]): Float64Array {
  return Float64Array.from(rows, (row) => values[row]!);
}

/** One category for each combination of the categorical covariates. */
function joined(covariates: readonly Covariate[]): readonly [real: readonly string[], synthetic: readonly string[]] {
  const categorical = covariates.filter((covariate) => covariate.kind === 'categorical');
  const [first] = covariates;
  const side = (origin: 'real' | 'synthetic') =>
    Array.from({ length: first?.[origin].length ?? 0 }, (_, i) =>
      categorical.map((covariate) => covariate[origin][i]!).join(', '),
    );
  return [side('real'), side('synthetic')];
}

/** A constant, the continuous covariates in standard units, and a column for each category but one. */
function covariateDesign(covariates: readonly Covariate[]): { readonly real: Matrix; readonly synthetic: Matrix } {
  const columns = covariates.flatMap((covariate) => {
    if (covariate.kind === 'continuous') {
      const { mean, sd } = describe(Float64Array.from([...covariate.real, ...covariate.synthetic]));
      const scaled = (values: Float64Array) => Array.from(values, (value) => (value - mean) / sd);
      return [{ real: scaled(covariate.real), synthetic: scaled(covariate.synthetic) }];
    }
    const [, ...names] = new Set([...covariate.real, ...covariate.synthetic]);
    const flags = (cells: readonly string[], name: string) => cells.map((cell) => Number(cell === name));
    return names.map((name) => ({ real: flags(covariate.real, name), synthetic: flags(covariate.synthetic, name) }));
  });
  const rows = (side: 'real' | 'synthetic') =>
    Array.from({ length: covariates[0]![side].length }, (_, i) => [1, ...columns.map((column) => column[side][i]!)]);
  return { real: rows('real'), synthetic: rows('synthetic') };
}
