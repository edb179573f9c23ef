import { describe } from './describe.ts';

/** Covariance of the pairs `(first[i], second[i])` with n in the denominator. */
export function covariance(first: Float64Array, second: Float64Array): number {
  const a = describe(first).mean;
  const b = describe(second).mean;
  let sum = 0;
  for (let i = 0; i < first.length; i++) {
    sum += (first[i]! - a) * (second[i]! - b);
  }
  return sum / first.length;
}
