import type { Shift } from './shift.ts';

/**
 * p-value of two one-sided tests that the shift lies inside (-margin, margin).
 * It is below 0.05 exactly where the 90 % interval of the shift lies inside the margin.
 */
export function equivalence(shift: Shift, margin: number): number {
  return Math.max(shift.above(-margin), shift.below(margin));
}
