import type { CompareResult } from '../protocol/check.ts';
import { count, number } from './format.ts';
import { realUnits } from './subject.ts';

/** What to do now, most useful first. */
export function advice(result: CompareResult): readonly string[] {
  const { verdict, realRowsNeeded, margin, marginIsDefault } = result;
  const { count: there, word } = realUnits(result);
  const setMargin = marginIsDefault ? ['Decide what shift would not matter to you, and set it as the margin.'] : [];
  switch (verdict) {
    case 'violated':
      return [
        'Report the real rows alone, or the two origins side by side.',
        'To use the synthetic rows, correct the estimate for the shift (for labels: prediction-powered inference).',
      ];
    case 'compatible':
      return [
        'For an interval or a test, use the real rows alone or the bias-aware interval.',
        `Say with the result that a shift of up to ±${number(margin)} was allowed for.`,
        ...setMargin,
      ];
    case 'inconclusive':
      return [
        result.obstacle === null && typeof realRowsNeeded !== 'number'
          ? 'Report the real rows alone. To tell at this margin takes more synthetic rows, too; at a greater margin, fewer rows.'
          : 'Report the real rows alone until more are there.',
        ...(typeof realRowsNeeded === 'number' && realRowsNeeded > there
          ? [`Collect about ${count(realRowsNeeded - there)} more ${word}, then check again.`]
          : []),
        ...setMargin,
      ];
  }
}
