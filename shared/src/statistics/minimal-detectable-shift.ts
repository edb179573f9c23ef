import { studentQuantile } from './student-quantile.ts';

/** The least true shift that the 95 % interval would exclude zero for in 80 % of samples. */
export function minimalDetectableShift(se: number, df: number): number {
  return (studentQuantile(0.025, df) + studentQuantile(0.2, df)) * se;
}
