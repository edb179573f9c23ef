import type { Description } from './describe.ts';

/** The description of values that come one by one and are not kept. */
export class Moments {
  private n = 0;
  /** Sums of the distances from the first value, which a large common offset does not swamp. */
  private origin = 0;
  private sum = 0;
  private squares = 0;
  private min = Number.POSITIVE_INFINITY;
  private max = Number.NEGATIVE_INFINITY;

  add(value: number): void {
    if (this.n++ === 0) {
      this.origin = value;
    }
    const distance = value - this.origin;
    this.sum += distance;
    this.squares += distance * distance;
    this.min = Math.min(value, this.min);
    this.max = Math.max(value, this.max);
  }

  description(): Description {
    const { n, origin, sum, squares, min, max } = this;
    const isConstant = min === max;
    const variance = n < 2 ? Number.NaN : (squares - (sum * sum) / n) / (n - 1);
    return {
      n,
      mean: n === 0 ? Number.NaN : isConstant ? min : origin + sum / n,
      sd: isConstant && n > 1 ? 0 : Math.sqrt(Math.max(0, variance)),
      min,
      max,
    };
  }
}
