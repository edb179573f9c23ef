import type { Fix } from '@unpool/shared/protocol/finding.ts';
import { judgeBothOrders } from './both-orders.ts';
import { averageByPrompt } from './by-prompt.ts';
import { calibrateJudge } from './calibrate-judge.ts';
import { estimateOnReal } from './estimate-on-real.ts';
import type { FixContext } from './fix-context.ts';
import { otherJudge } from './other-judge.ts';
import { nameCalibration, otherGrader } from './promptfoo.ts';
import { resampleInFolds } from './resample-in-folds.ts';
import { splitFirst } from './split-first.ts';
import { suppress } from './suppress.ts';

const repairs = [
  estimateOnReal,
  calibrateJudge,
  splitFirst,
  resampleInFolds,
  otherJudge,
  averageByPrompt,
  judgeBothOrders,
  otherGrader,
  nameCalibration,
] as const;

/** Corrections for a finding: what repairs it first, then what silences it. */
export function fixesFor(context: FixContext): readonly Fix[] {
  const { report, module, document } = context;
  // what another module computes is repaired there, and no repair writes TypeScript
  const repairable = !report.isElsewhere && module.language !== 'typescript';
  const found = repairable ? repairs.flatMap((repair) => repair(context) ?? []) : [];
  // JSON has no comments
  return document.uri.endsWith('.json') ? found : [...found, suppress(context)];
}
