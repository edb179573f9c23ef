import { assess } from '../assess.ts';
import type { Estimand } from '../estimand.ts';
import type { ShiftNumbers } from '../shift-numbers.ts';
import type { VerdictResult } from '../verdict.ts';
import { levelOf, positive } from './checked.ts';
import type { AlphaOption } from './estimate.ts';
import { comparable, type SampleOptions } from './samples.ts';

export interface EquivalenceOptions extends SampleOptions, AlphaOption {}

export interface Equivalence extends VerdictResult {
  readonly estimand: Estimand;
  /** Synthetic minus real. */
  readonly shift: ShiftNumbers;
  readonly margin: number;
  /** Of two one-sided tests (TOST) against "the shift is as large as the margin". */
  readonly equivalence: { readonly p: number };
}

/**
 * Whether two samples are the same for your purposes: two one-sided tests (TOST) that their shift is smaller than
 * `margin`, the largest one that would not matter to you, in the unit of the values. The verdict is `compatible`, `violated`
 * or `inconclusive`.
 */
export function equivalenceTest(
  real: ArrayLike<number>,
  synthetic: ArrayLike<number>,
  margin: number,
  { alpha = 0.05, ...options }: EquivalenceOptions = {},
): Equivalence {
  positive(margin, 'margin', 'the largest shift that would not matter, in the unit of the values');
  levelOf(alpha);
  const rows = comparable(real, synthetic, options);
  const { shift, equivalence, verdict } = assess(rows, margin, alpha);
  return { ...verdict, estimand: rows.estimand, shift, margin, equivalence };
}
