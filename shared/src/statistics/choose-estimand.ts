import { type Estimand, quantileOf } from './estimand.ts';
import { isBinary } from './is-binary.ts';

/** Most different values that ratings may have. */
const MOST_RATINGS = 20;

/**
 * What is compared of the values: zeros and ones by their proportion, unless something else is asked for. Throws a
 * RangeError for values that this is not for.
 */
export function chooseEstimand(real: Float64Array, synthetic: Float64Array, asked: Estimand | undefined): Estimand {
  const refuse = (isWrong: (value: number) => boolean, message: (value: number) => string) => {
    const other = real.find(isWrong) ?? synthetic.find(isWrong);
    if (other !== undefined) {
      throw new RangeError(message(other));
    }
  };
  switch (asked) {
    case 'win-rate':
      refuse(
        (value) => value !== 0 && value !== 0.5 && value !== 1,
        (value) => `a win rate needs 1 for a win, 0.5 for a tie and 0 for a loss, and ${value} is none of them`,
      );
      return asked;
    case 'rating':
      refuse(
        (value) => !Number.isInteger(value),
        (value) => `a rating needs whole numbers, and ${value} is none; compare the mean`,
      );
      if (new Set([...real, ...synthetic]).size > MOST_RATINGS) {
        throw new RangeError(`more than ${MOST_RATINGS} different values are no ratings; compare the mean`);
      }
      return asked;
    case undefined:
    case 'mean':
    case 'proportion':
      if (isBinary(real) && isBinary(synthetic)) {
        return 'proportion';
      }
      if (asked === 'proportion') {
        refuse(
          (value) => value !== 0 && value !== 1,
          (value) => `a proportion needs zeros and ones, and ${value} is neither; compare the mean`,
        );
      }
      return 'mean';
    default: {
      const q = quantileOf(asked);
      if (q === null || !(q > 0 && q < 1)) {
        const expected = '"mean", "proportion", "rating", "win-rate" or a quantile such as "quantile:0.5"';
        throw new RangeError(`the estimand is ${JSON.stringify(asked)}; expected ${expected}`);
      }
      return asked;
    }
  }
}
