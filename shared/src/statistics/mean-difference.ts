import { type Pool, sizeOf } from './pool.ts';

/** The absolute difference of the two means, studentised on request by the Welch standard error. */
export function meanDifference(pool: Pool, marked: Uint32Array, studentised: boolean): number {
  const { values, first, second } = pool;
  let sum = 0;
  let squares = 0;
  let markedSum = 0;
  let markedSquares = 0;
  const origin = values[values.length >> 1]!;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! - origin;
    const rows = sizeOf(pool, i);
    sum += rows * value;
    squares += rows * value * value;
    markedSum += marked[i]! * value;
    markedSquares += marked[i]! * value * value;
  }
  const a = markedSum / first;
  const b = (sum - markedSum) / second;
  const distance = Math.abs(a - b);
  if (!studentised) {
    return distance;
  }
  const varianceA = (markedSquares - first * a * a) / (first - 1);
  const varianceB = (squares - markedSquares - second * b * b) / (second - 1);
  const se = Math.sqrt(Math.max(0, varianceA / first + varianceB / second));
  return se === 0 ? (distance === 0 ? 0 : Number.POSITIVE_INFINITY) : distance / se;
}
