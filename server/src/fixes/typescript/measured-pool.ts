import type { FixContext } from '../fix-context.ts';

/** Is a finding about a number of pooled rows: of a sample, or of a test set? */
export const isOfMeasuredPool = ({ finding: { rule }, report, estimates }: FixContext): boolean =>
  rule === 'naive-pooling' || (rule === 'synthetic-in-test' && estimates.includes(report.estimate));
