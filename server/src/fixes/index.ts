import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { calibrateJudge } from './calibrate-judge.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import type { FixContext } from './fix-context.ts';
import { resampleInFolds } from './resample-in-folds.ts';
import { splitFirst } from './split-first.ts';
import { suppress } from './suppress.ts';

const repairs = [estimateOnReal, calibrateJudge, splitFirst, resampleInFolds] as const;

/** Corrections for a finding: what repairs it first, then what silences it. */
export function fixesFor(context: FixContext): readonly Fix[] {
  // what another module computes is repaired there, and the repairs write Python
  if (context.report.isElsewhere || context.module.language !== 'python') return [suppress(context)];
  return [...repairs.flatMap((repair) => repair(context) ?? []), suppress(context)];
}
