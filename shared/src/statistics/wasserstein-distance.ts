import type { Pool } from './pool.ts';

/** Wasserstein-1 ("earth mover's") distance of the two samples: ∫ |F - G|, in the values' unit. */
export function wassersteinDistance({ values, labels, ends, first, second }: Pool): number {
  let place = 0;
  let marked = 0;
  let integral = 0;
  for (let run = 0; run < ends.length - 1; run++) {
    const end = ends[run]!;
    for (; place < end; place++) {
      marked += labels[place]!;
    }
    integral += Math.abs(marked / first - (place - marked) / second) * (values[end]! - values[end - 1]!);
  }
  return integral;
}
