import { DataError } from '@unpool/shared/data/data-error.ts';
import type { Samples } from '@unpool/shared/data/sample.ts';
import type { Sample, SampleColumns } from '@unpool/shared/data/sample-reader.ts';
import type { CompareRequest, Estimand, RegressionRequest } from '@unpool/shared/protocol/check.ts';
import type { Regression } from '@unpool/shared/statistics/analyse-coefficient.ts';
import { obstacleToQuantile } from '@unpool/shared/statistics/analyse-quantile.ts';
import { chooseEstimand } from '@unpool/shared/statistics/choose-estimand.ts';
import type { Strata } from '@unpool/shared/statistics/compare-strata.ts';
import { type CompareUnits, compareUnits, type RowClusters } from '@unpool/shared/statistics/compare-units.ts';
import type { Description } from '@unpool/shared/statistics/describe.ts';
import { differences } from '@unpool/shared/statistics/error-shift.ts';
import { quantileOf } from '@unpool/shared/statistics/estimand.ts';
import type { Covariate } from '@unpool/shared/statistics/importance-weighted.ts';
import { isBinary } from '@unpool/shared/statistics/is-binary.ts';
import { checkPlaceholder, checkSmallSpread } from './check-numbers.ts';
import { covariateOf } from './covariate.ts';

/** What is compared, as the statistics take it. */
export interface CompareInput {
  readonly estimand: Estimand;
  readonly clusters: RowClusters | null;
  readonly versus: { readonly real: Float64Array; readonly synthetic: Float64Array } | null;
  readonly covariates: readonly Covariate[] | null;
  readonly regression: Regression | null;
  readonly strata: Strata | null;
  readonly units: CompareUnits;
  /** Of all rows, where the values are a part of them only. */
  readonly whole: { readonly real: Description; readonly synthetic: Description } | null;
}

/** The columns that the request names beside the value. Throws a DataError where one has two parts to play. */
export function compareColumns(
  value: string,
  origin: string | undefined,
  request: CompareRequest,
  position: string | undefined,
): SampleColumns {
  const numbers = [request.versus, ...(request.regression?.on ?? [])].filter((name) => name !== undefined);
  // A column may both group the rows and weight them.
  const groups = new Set([request.stratum, ...(request.covariates ?? [])].filter((name) => name !== undefined));
  const labels = [...(request.cluster === undefined ? [] : [request.cluster]), ...groups];
  const optional = position === undefined ? [] : [position];
  const all = [value, ...numbers, ...labels, ...optional, ...(origin === undefined ? [] : [origin])];
  const twice = all.find((column, i) => all.indexOf(column) !== i);
  if (twice !== undefined) {
    throw new DataError('the column has two parts to play; expected a different column for each', { column: twice });
  }
  const isMeanOnly =
    numbers.length + labels.length + optional.length === 0 && !(request.estimand?.startsWith('quantile') ?? false);
  return { value, numbers, labels, optional, isMeanOnly };
}

/** Puts the rows that were read together for the comparison. Throws a DataError for rows that cannot be compared. */
export function compareInput(samples: Samples, value: string, request: CompareRequest): CompareInput {
  const { real, synthetic } = samples;
  checkSizes(real, 'real', value);
  checkSizes(synthetic, 'synthetic', value);
  const estimand = estimandOf(samples, value, request);
  checkSmallSpread(real.values, 'real values', value);
  checkSmallSpread(synthetic.values, 'synthetic values', value);
  const { cluster } = request;
  const clusters = cluster === undefined ? null : codesOf(samples, cluster);
  const versus = versusOf(samples, request.versus);
  const scores = (side: Sample, other: Float64Array | undefined) =>
    other ? differences(other, side.values) : side.values;
  const units = compareUnits(scores(real, versus?.real), scores(synthetic, versus?.synthetic), clusters);
  checkUnits(units, cluster);
  const q = quantileOf(estimand);
  const obstacle = q === null ? null : obstacleToQuantile(units, q);
  if (obstacle !== null) {
    throw new DataError(obstacle, { column: value });
  }
  const isRate =
    versus === null
      ? estimand === 'proportion' || estimand === 'win-rate'
      : [real.values, synthetic.values, versus.real, versus.synthetic].every(isBinary);
  if (!isRate && !request.regression?.isLogistic && marginOf(request, value, estimand) === undefined) {
    checkPlaceholder(units.pairs?.real ?? units.real, what(request), value);
  }
  const covariates = request.covariates?.map((column) => covariateOf(samples, column)) ?? null;
  const regression = request.regression === undefined ? null : regressionOf(samples, request.regression, value);
  const strata = request.stratum === undefined ? null : strataOf(samples, request.stratum);
  const isWhole = [real, synthetic].every(({ values, description }) => values.length === description.n);
  const whole = isWhole ? null : { real: real.description, synthetic: synthetic.description };
  return { estimand, clusters, versus, covariates, regression, strata, units, whole };
}

/** What was asked for, else what the project has set for the column or the estimand; a coefficient has another unit. */
export function marginOf(request: CompareRequest, value: string, estimand: Estimand): number | undefined {
  const { margin, margins = {}, regression, versus } = request;
  if (margin !== undefined || regression) return margin;
  const names = versus === undefined ? [value, estimand] : [estimand];
  const known = names.find((name) => Object.hasOwn(margins, name));
  return known === undefined ? undefined : margins[known];
}

function what({ versus, cluster }: CompareRequest): string {
  const values = versus === undefined ? 'real values' : 'real differences of the two columns';
  return cluster === undefined ? values : `averages of the ${values}`;
}

function checkSizes({ values, missing }: Sample, origin: string, value: string): void {
  if (values.length < 2) {
    const found = values.length === 0 ? 'no' : 'only one';
    const empty = missing > 0 ? ` (${missing} rows have none)` : '';
    throw new DataError(`${found} ${origin} row has a value${empty}; expected at least 2`, { column: value });
  }
}

function checkUnits({ real, synthetic }: CompareUnits, cluster: string | undefined): void {
  const [origin] = [...(real.length < 2 ? ['real'] : []), ...(synthetic.length < 2 ? ['synthetic'] : [])];
  if (cluster !== undefined && origin !== undefined) {
    throw new DataError(`all ${origin} rows are of one cluster; expected at least 2 clusters`, { column: cluster });
  }
}

/** A number for each different text, the same on both sides; `names[number]` is the text. */
function codesOf({ real, synthetic }: Samples, column: string): Strata {
  const known = new Map<string, number>();
  const code = (name: string) => {
    const number = known.get(name) ?? known.size;
    known.set(name, number);
    return number;
  };
  const rows = { real: real.labels.get(column)!.map(code), synthetic: synthetic.labels.get(column)!.map(code) };
  return { names: [...known.keys()], ...rows };
}

/** More groups than this are no strata. */
const MOST_STRATA = 100;

function strataOf(samples: Samples, column: string): Strata {
  const strata = codesOf(samples, column);
  if (strata.names.length > MOST_STRATA) {
    const problem = `the column has ${strata.names.length} different values; expected at most ${MOST_STRATA} groups of rows`;
    throw new DataError(problem, { column });
  }
  return strata;
}

function regressionOf(
  { real, synthetic }: Samples,
  { on, coefficient, isLogistic }: RegressionRequest,
  column: string,
): Regression {
  for (const [origin, { values }] of [['real', real] as const, ['synthetic', synthetic] as const]) {
    const least = on.length + 3;
    if (values.length < least) {
      const problem = `there are ${values.length} ${origin} rows, too few to fit ${on.length + 1} coefficients; expected at least ${least}`;
      throw new DataError(problem, { column });
    }
    const other = values.find((number) => number !== 0 && number !== 1);
    if (isLogistic && other !== undefined) {
      throw new DataError(`logistic regression needs zeros and ones, and ${other} is neither`, { column });
    }
  }
  return {
    covariates: on.map((name) => ({ real: real.numbers.get(name)!, synthetic: synthetic.numbers.get(name)! })),
    coefficient: on.indexOf(coefficient),
    isLogistic,
  };
}

function versusOf({ real, synthetic }: Samples, versus: string | undefined): CompareInput['versus'] {
  return versus === undefined ? null : { real: real.numbers.get(versus)!, synthetic: synthetic.numbers.get(versus)! };
}

function estimandOf(
  { real, synthetic }: Samples,
  column: string,
  { estimand, versus, regression }: CompareRequest,
): Estimand {
  if (regression !== undefined) {
    return 'mean';
  }
  if (versus !== undefined) {
    if (estimand !== undefined && estimand !== 'mean' && estimand !== 'proportion') {
      throw new DataError(`the difference of two columns is compared by its mean, not as a ${estimand}`, { column });
    }
    return 'mean';
  }
  const chosen = orDataError(() => chooseEstimand(real.values, synthetic.values, estimand), column);
  // The values may be a part of all.
  const isProportion = chosen === 'proportion' && real.isBinary && synthetic.isBinary;
  if (estimand === 'proportion' && !isProportion) {
    throw new DataError('a proportion needs zeros and ones, and some rows have other values; compare the mean', {
      column,
    });
  }
  return chosen === 'proportion' && !isProportion ? 'mean' : chosen;
}

/** An obstacle in the values of a column. */
function orDataError<Result>(compute: () => Result, column: string): Result {
  try {
    return compute();
  } catch (error) {
    throw error instanceof RangeError ? new DataError(error.message, { column }) : error;
  }
}
