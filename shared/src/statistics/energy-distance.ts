import type { Pool } from './pool.ts';

/** Energy distance of the two samples: sqrt(2 ∫ (F - G)²), in units of the square root of the values' unit. */
export function energyDistance({ values, ends, first, second }: Pool, labels: Uint8Array): number {
  let place = 0;
  let marked = 0;
  let integral = 0;
  for (let run = 0; run < ends.length - 1; run++) {
    const end = ends[run]!;
    for (; place < end; place++) {
      marked += labels[place]!;
    }
    const difference = marked / first - (place - marked) / second;
    integral += difference * difference * (values[end]! - values[end - 1]!);
  }
  return Math.sqrt(2 * integral);
}
