import type { CompareSubject } from '@unpool/shared/protocol/finding.ts';
import type { PoolNumbers } from '@unpool/shared/protocol/pool.ts';
import { poolSentences } from '@unpool/shared/report/pool-sentences.ts';
import type { IdentifiedReport } from '../identity.ts';
import { wordsOf } from '../rules/rule.ts';

/** Of the files of a finding; null where nothing is known. */
export type NumbersOf = (subject: CompareSubject) => Promise<PoolNumbers | null>;

/** The reports with the numbers of their files: last of all, so that nothing else depends on them. */
export async function withNumbers(
  reports: readonly IdentifiedReport[],
  numbersOf: NumbersOf,
): Promise<readonly IdentifiedReport[]> {
  const told: IdentifiedReport[] = [];
  for (const one of reports) {
    const { rule, subject, isChecked, message } = one.report;
    const asked = rule === 'naive-pooling' && subject?.kind === 'compare' && !isChecked ? subject : null;
    const numbers = asked && (await numbersOf(asked));
    if (!asked || !numbers) told.push(one);
    else {
      const words = wordsOf({ ...one.report, message: `${message} ${poolSentences(numbers, asked)}` });
      told.push({ ...one, finding: { ...one.finding, message: words } });
    }
  }
  return told;
}
