import type { Pool } from './pool.ts';

/** Wasserstein-1 ("earth mover's") distance of the two samples: ∫ |F - G|, in the values' unit. */
export function wassersteinDistance({ values, marked, ends, first, second }: Pool): number {
  let ofFirst = 0;
  let integral = 0;
  for (let i = 0; i < ends.length - 1; i++) {
    ofFirst += marked[i]!;
    integral += Math.abs(ofFirst / first - (ends[i]! - ofFirst) / second) * (values[i + 1]! - values[i]!);
  }
  return integral;
}
