import { clipped } from '../data/listed.ts';
import type { PoolNumbers } from '../protocol/pool.ts';
import { count } from './format.ts';
import { coverageWords } from './sentences.ts';

/**
 * What the files of pooled rows say, for a warning: how many rows met, and a range of what their interval is worth. It is
 * of the files, whatever the code leaves out of them.
 */
export function poolSentences({ rows, worth }: PoolNumbers): string {
  const real = `${count(rows.real)} real ${rows.real === 1 ? 'row is' : 'rows are'}`;
  const synthetic = `${count(rows.synthetic)} synthetic ${rows.synthetic === 1 ? 'one' : 'ones'}`;
  const counts = `Going by the files, ${real} pooled with ${synthetic}.`;
  if (worth === null) {
    return counts;
  }
  const { value, shift, coverageRange } = worth;
  return `${counts} ${coverageWords('Your real rows', ` in "${clipped(value)}"`, shift, coverageRange)}.`;
}
