import { clipped } from '../data/listed.ts';
import type { CompareSubject } from '../protocol/finding.ts';
import type { PoolNumbers } from '../protocol/pool.ts';
import { count } from './format.ts';
import { coverageWords } from './sentences.ts';

/**
 * What the files of pooled rows say, for a warning: how many rows meet, and a range of what the interval of their mean is
 * worth. Where the code may take a part of them, of all that there are.
 */
export function poolSentences(
  { rows, worth }: PoolNumbers,
  { isWhole, estimand }: Pick<CompareSubject, 'isWhole' | 'estimand'>,
): string {
  const real = `${count(rows.real)} real ${rows.real === 1 ? 'row' : 'rows'}`;
  const synthetic = `${count(rows.synthetic)} synthetic ${rows.synthetic === 1 ? 'one' : 'ones'}`;
  const counts = isWhole
    ? `Going by the files, ${real} ${rows.real === 1 ? 'is' : 'are'} pooled with ${synthetic}.`
    : `The files have ${real} and ${synthetic}, of which this code may take a part.`;
  if (worth === null || estimand !== 'mean') {
    return counts;
  }
  const { value, shift, coverageRange } = worth;
  const whose = isWhole ? 'Your real rows' : 'All together, the real rows';
  return `${counts} ${coverageWords(whose, ` in "${clipped(value)}"`, shift, coverageRange)}.`;
}
