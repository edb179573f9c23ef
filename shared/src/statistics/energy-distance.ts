import type { Pool } from './pool.ts';

/** Energy distance of the two samples: sqrt(2 ∫ (F - G)²), in units of the square root of the values' unit. */
export function energyDistance({ values, ends, first, second }: Pool, marked: Uint32Array): number {
  const total = first + second;
  let ofFirst = 0;
  let integral = 0;
  for (let i = 0; i < ends.length - 1; i++) {
    ofFirst += marked[i]!;
    // The distance of the two distribution functions, times first·second: a whole number.
    const distance = ofFirst * total - ends[i]! * first;
    integral += distance * distance * (values[i + 1]! - values[i]!);
  }
  return Math.sqrt(2 * integral) / (first * second);
}
