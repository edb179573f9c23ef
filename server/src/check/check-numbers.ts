/** What a request and its values must hold for the check to compute. Each throws a DataError. */
import { DataError } from '@unpool/shared/data/data-error.ts';
import { describe } from '@unpool/shared/statistics/describe.ts';

export function checkMargin(margin: number | undefined): void {
  if (margin !== undefined && !(margin > 0 && Number.isFinite(margin))) {
    throw new DataError(`the margin is ${margin}; expected a number above 0, in the unit of the values`);
  }
}

export function checkAlpha(alpha: number | undefined, usual = 0.05): void {
  if (alpha !== undefined && !(alpha > 0 && alpha < 1)) {
    throw new DataError(`alpha is ${alpha}; expected a number between 0 and 1, such as ${usual}`);
  }
}

export function checkSeed(seed: number | undefined): void {
  if (seed !== undefined && !Number.isSafeInteger(seed)) {
    throw new DataError(`the seed is ${seed}; expected a whole number`);
  }
}

/** A spread that vanishes when it is squared. */
export function checkSmallSpread(values: Float64Array, what: string, column: string): void {
  const { min, max, sd } = describe(values);
  if (min < max && sd < 1e-140) {
    const problem = `the ${what} differ by less than 1e-140, too little to compute with; multiply the column by a power of ten`;
    throw new DataError(problem, { column });
  }
}

/** Values of which no placeholder for the margin can be made. */
export function checkPlaceholder(values: Float64Array, what: string, column: string): void {
  const { min, max } = describe(values);
  if (min === max) {
    const problem = `all ${what} are ${min}, so there is no standard deviation to take a tenth of; set the margin, the greatest shift that would not matter to you`;
    throw new DataError(problem, { column });
  }
}
